import { wordCount } from '../roles/sentences.ts';
import { isSignOff } from './colleague-notes.ts';
import { hasAddress, hasPhone } from './contact-details.ts';

const DASHES = /^--\s?$/;
const MOST_SIGNATURE = 8;

/** The last lines of a text that are its sender's signature: a greeting, a name, a number. `isPrivate` when a number or an address is among them. */
export function signatureLines(lines: readonly string[]): {
  readonly count: number;
  readonly isPrivate: boolean;
} {
  const last = lines.slice(-MOST_SIGNATURE);
  const start = last.findIndex((line, at) => {
    const rest = last.slice(at);
    const begins = DASHES.test(line) || isSignOff(line);
    return begins && rest.every((one) => wordCount(one) <= 14);
  });
  if (start < 0) return { count: 0, isPrivate: false };
  const rest = last.slice(start);
  return { count: rest.length, isPrivate: rest.some((line) => hasPhone(line) || hasAddress(line)) };
}
