import { foldAddress } from '../id.ts';
import data from '../mailboxes.json' with { type: 'json' };

/**
 * The mailbox that an address most likely leads to, for a limit and for nothing else: what follows a plus is left off everywhere, and
 * the characters that its provider ignores. Two people who share a mailbox by this guess share a limit; they stay two readers.
 */
export function mailboxOf(address: string): string {
  const folded = foldAddress(address);
  const at = folded.lastIndexOf('@');
  const domain = folded.slice(at + 1);
  const [name = ''] = folded.slice(0, at).split('+', 1);
  const provider = data.providers.find(({ domains }) => domains.includes(domain));
  if (provider === undefined) return `${name}@${domain}`;
  const kept = [...name].filter((sign) => !provider.ignored.includes(sign)).join('');
  return `${kept}@${provider.domains[0] ?? domain}`;
}
