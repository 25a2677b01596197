/** How long a report of a mistake may be, in letters as a browser's `maxlength` counts them: UTF-16 units. */
export const LONGEST_REPORT = { sentence: 600, text: 2_000 } as const;
