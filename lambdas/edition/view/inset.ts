/** Padding of a cell whose text begins where the column does, by direction. */
export const INSET = { ltr: '4px 8px 4px 0', rtl: '4px 0 4px 8px' } as const;
