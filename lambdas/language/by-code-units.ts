/** For `sort`: the order of the texts' UTF-16 code units, the same on every machine, whatever language they are in. */
export function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
