import type { Quote } from '../../types.ts';

/** Whether the words of `inner` are words of `outer`: the same stretch of the same file. */
export function isWithin(inner: Quote, outer: Quote): boolean {
  return (
    blockOf(inner) === blockOf(outer) &&
    inner.offset >= outer.offset &&
    inner.offset + inner.text.length <= outer.offset + outer.text.length
  );
}

/** Whether one of the two has the other's words. */
export function overlaps(a: Quote, b: Quote): boolean {
  return isWithin(a, b) || isWithin(b, a);
}

/** The block of a file that a quote is of. */
export function blockOf({ articleId, version, block }: Quote): string {
  return `${articleId}/${version}/${block}`;
}
