import { isBody } from './body.ts';
import type { Reading } from './reading.ts';

const ADDRESS = /[\p{L}\p{N}][\p{L}\p{N}._%+-]{0,63}@(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24}\b/u;

/** What in a reading is not for readers, in words that complete "Quarantined: …"; null when nothing is. */
export function privateIn({ blocks }: Reading): string | null {
  const told = blocks.filter((block) => block.role === 'title' || isBody(block.role));
  if (told.some((block) => ADDRESS.test(block.text))) return 'a mail address stands in its title or text';
  return null;
}
