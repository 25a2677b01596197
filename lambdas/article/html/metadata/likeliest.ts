/** The likeliest of a list; the first of equals. */
export function likeliest<T>(list: readonly T[], oddsOf: (one: T) => number, least: number): T | null {
  let found: T | null = null;
  let most = least;
  for (const one of list) {
    const odds = oddsOf(one);
    if (odds <= most) continue;
    found = one;
    most = odds;
  }
  return found;
}
