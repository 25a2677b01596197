import outletWords from '../rules/outlet-words.json' with { type: 'json' };
import { hostOf, registrableDomain } from './links.ts';

const SMALL = new Set(outletWords.small);
const MOST_WORDS = 6;

/**
 * Whether a line is the name of the outlet that the url belongs to, letter by letter, small words left out: "Diario del Puerto"
 * over diario-puerto.example. No list knows the name of every paper; its host does.
 */
export function isNameOfHost(line: string, url: string): boolean {
  const words = lettersOf(line).split(' ').filter(Boolean);
  const host = hostOf(url);
  if (host === null || words.length === 0 || words.length > MOST_WORDS) return false;
  const label = lettersOf(registrableDomain(host).split('.')[0] ?? '').replaceAll(' ', '');
  const name = (some: readonly string[]) => some.join('');
  const large = words.filter((word) => !SMALL.has(word));
  return large.length > 0 && [name(words), name(large)].some((one) => one === label || `the${one}` === label);
}

function lettersOf(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
