import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Keys } from '../reader/keys.ts';
import type { Verb } from './types.ts';

/** What a link in a proof lets its bearer decide, after a click on its page. */
export interface ProofLink {
  /** The edition's id. */
  readonly slot: string;
  readonly hash: string;
  readonly verb: Verb;
  /** Of the story to drop; empty for the other verbs. */
  readonly story: string;
  /** The editor's code: 22 characters. */
  readonly editor: string;
}

const SHAPE = {
  slot: /^[A-Za-z0-9_-]{1,128}$/,
  hash: /^[0-9a-f]{32}$/,
  story: /^[0-9a-f]{16}$|^-$/,
  editor: /^[A-Za-z0-9_-]{22}$/,
  mac: /^[A-Za-z0-9]{2}[A-Za-z0-9_-]{43}$/,
} as const;

/** The path below `/desk/`, signed over all that it says. The end of its life is the slot's own: nothing is released after that. */
export function proofPath(link: ProofLink, keys: Keys): string {
  const { slot, hash, verb, story, editor } = link;
  const key = keys.tokenKey(keys.current);
  if (key === null) throw new Error(`The secret has no master for token key version "${keys.current}".`);
  return ['proof', slot, hash, verb, story || '-', editor, keys.current + mac(link, key)].join('/');
}

/** Reads the parts of a path behind `/desk/proof/`; null for a forged or broken one. */
export function readProofPath(parts: readonly string[], keys: Keys): ProofLink | null {
  const [slot = '', hash = '', verb = '', story = '', editor = '', given = '', ...more] = parts;
  if (more.length > 0 || !isVerb(verb)) return null;
  if (!SHAPE.slot.test(slot) || !SHAPE.hash.test(hash) || !SHAPE.story.test(story)) return null;
  if (!SHAPE.editor.test(editor) || !SHAPE.mac.test(given)) return null;
  const key = keys.tokenKey(given.slice(0, 2));
  const link = { slot, hash, verb, story: story === '-' ? '' : story, editor };
  // An unknown version is compared too, against a key that nobody has.
  const wanted = mac(link, key ?? keys.readerKey);
  return timingSafeEqual(Buffer.from(given.slice(2)), Buffer.from(wanted)) && key !== null ? link : null;
}

const isVerb = (text: string): text is Verb => ['approve', 'hold', 'drop', 'cancel', 'renew'].includes(text);

function mac({ slot, hash, verb, story, editor }: ProofLink, key: Uint8Array): string {
  return createHmac('sha256', key)
    .update(['proof', slot, hash, verb, story, editor].join('\n'))
    .digest('base64url');
}
