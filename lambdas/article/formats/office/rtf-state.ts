/** Where the text of a group goes. */
export type Destination = 'text' | 'frame' | 'note' | 'box' | 'skipped' | 'fonts' | 'styles' | 'title';

/** What a group inherits from the one around it, and may change for itself. */
export interface State {
  readonly destination: Destination;
  /** Characters after `\u` that repeat it for old readers. */
  readonly repeats: number;
  readonly font: number;
  readonly isHidden: boolean;
  readonly isStruck: boolean;
}

type Change = (number: number | null) => Partial<State>;

/** Control words that change how the rest of their group is read. */
export const CHANGES: ReadonlyMap<string, Change> = new Map<string, Change>([
  ['uc', (number) => ({ repeats: Math.max(0, number ?? 1) })],
  ['f', (number) => ({ font: number ?? 0 })],
  ['v', (number) => ({ isHidden: number !== 0 })],
  ['deleted', (number) => ({ isStruck: number !== 0 })],
  ['strike', (number) => ({ isStruck: number !== 0 })],
  ['striked', (number) => ({ isStruck: number !== 0 })],
  ['plain', () => ({ isHidden: false, isStruck: false, font: -1 })],
]);
