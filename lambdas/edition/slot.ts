/** The scheduled instant as `YYYY-MM-DDTHH:MM:SS.sssZ`. Throws when `slot` is no ISO instant with a zone. */
export function instantOf(slot: string): string {
  const time = /^\d{4}-\d{2}-\d{2}T.*(?:Z|[+-]\d{2}:\d{2})$/.test(slot) ? Date.parse(slot) : Number.NaN;
  if (Number.isNaN(time))
    throw new Error(`A slot must be an ISO instant like 2023-09-14T07:00:00Z, not "${slot}".`);
  return new Date(time).toISOString();
}

/** `2023-09-14T07-00-00Z`: sorts by time, and fits a SES tag (https://docs.aws.amazon.com/ses/latest/APIReference/API_MessageTag.html) and a key. Milliseconds are kept only when there are any. */
export function editionId(slot: string): string {
  return instantOf(slot).replace('.000Z', 'Z').replaceAll(/[:.]/g, '-');
}

/** The hours before the slot: `from <= received < to`. Both in the form of `instantOf`, so they compare as strings. */
export function windowOf(slot: string, windowHours: number): { readonly from: string; readonly to: string } {
  const to = instantOf(slot);
  return { from: new Date(Date.parse(to) - windowHours * 3_600_000).toISOString(), to };
}
