const SUFFIX = '.confirm';
/** "Empty" to whoever made it: some programs write a line's end into a new file. No article is this short. */
const EMPTY_BYTES = 4;

/** The key that a file of this name confirms; null for any other name. */
export function confirmedKey(key: string): string | null {
  return key.endsWith(SUFFIX) && key.length > SUFFIX.length ? key.slice(0, -SUFFIX.length) : null;
}

/** True for an empty `KEY.confirm`; a text under such a name is an upload like any other. */
export function isConfirmation({ key, size }: { readonly key: string; readonly size: number }): boolean {
  return confirmedKey(key) !== null && size <= EMPTY_BYTES;
}

export function confirmationOf(key: string): string {
  return key + SUFFIX;
}
