import type { Role } from '../../types.ts';
import { wordCount } from '../roles/sentences.ts';

/** How an author's note goes on after the name, and how near to the end it stands. */
const BIO = /^(?:,? (?:is|was|has been|ist|est|es|è|é|jest|is een|är) |[^.]{0,60}\bcovers\b|\s?[-–—] )/iu;
const BIO_REACH = 6;

/** "Anna Berg is a correspondent who …", below the text: told of its author, not by it. */
export function withoutBios<B extends { readonly role: Role; readonly text: string }>(
  blocks: readonly B[],
  authors: readonly string[],
): readonly (B | { readonly role: Role; readonly text: string })[] {
  const isBio = (text: string) =>
    authors.some((name) => text.startsWith(name) && BIO.test(text.slice(name.length))) &&
    wordCount(text) <= 60;
  return blocks.map((block, at) =>
    at >= blocks.length - BIO_REACH && block.role !== 'title' && isBio(block.text)
      ? { role: 'boilerplate' as const, text: block.text }
      : block,
  );
}
