import { domainToASCII } from 'node:url';

/** Why a text is no address that can be mailed. The wording files say each in a sentence. */
export type AddressProblem =
  | 'empty'
  | 'too-long'
  | 'several'
  | 'no-at'
  | 'quoted'
  | 'encoded'
  | 'invisible'
  | 'beyond-ascii'
  | 'local'
  | 'domain';

export type AddressReading =
  /** Bare, in NFC, the domain in its ASCII form; the local part's own case is kept. */
  | { readonly kind: 'address'; readonly address: string }
  | { readonly kind: 'problem'; readonly problem: AddressProblem };

/** RFC 5321, 4.5.3.1: a path of 256 octets with its angle brackets. */
const ADDRESS_LENGTH = 254;
const LOCAL_LENGTH = 64;
/** dot-atom of RFC 5322. Quoted local parts are legal, and refused: nothing may need quoting in a header. */
const LOCAL_PART = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
/** What a person may type: letters of any script, digits, marks, dots, hyphens. The mapping below knows more than that. */
const TYPED_DOMAIN = /^[\p{L}\p{M}\p{N}.。．｡-]+$/u;
const LABEL = '[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?';
/** The last label is never a number: such a thing is an IP address. */
const DOMAIN = new RegExp(`^(${LABEL}\\.)+(?=.*[a-z])[a-z0-9][a-z0-9-]{0,61}[a-z0-9]$`);

/** Characters without a shape: zero-width, direction marks, soft hyphens. They come along when an address is copied from a page. */
const INVISIBLE =
  '\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\u2800\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0';
const AT_THE_ENDS = new RegExp(`^[\\s${INVISIBLE}]+|[\\s${INVISIBLE}]+$`, 'gu');
const INSIDE = new RegExp(`[${INVISIBLE}]`, 'u');
/** RFC 2047. It is for names; in an address it would be sent as it stands, or read as something else on the way. */
const ENCODED_WORD = /=\?[^?]*\?[bq]\?[^?]*\?=/i;

/**
 * A text without what stands around an address that was copied: white space, characters that cannot be seen, `mailto:` with what
 * follows a question mark, angle brackets. A plain address stays as it is.
 */
export function bareAddress(text: string): string {
  const trimmed = (one: string) => one.replace(AT_THE_ENDS, '');
  const bracketed = (one: string) => /^<([^<>]*)>$/.exec(one)?.[1] ?? one;
  const typed = trimmed(bracketed(trimmed(text.normalize('NFC'))));
  const [, link] = /^mailto:([^?]*)/is.exec(typed) ?? [];
  return link === undefined ? typed : trimmed(bracketed(trimmed(unescaped(link))));
}

/** RFC 6068: a link escapes what a url cannot hold. */
function unescaped(link: string): string {
  try {
    return decodeURIComponent(link).normalize('NFC');
  } catch {
    return link;
  }
}

/** The one mailable address that a text is, or why it is none. Any string may come in, of any length. */
export function readAddress(text: string): AddressReading {
  const problem = (kind: AddressProblem) => ({ kind: 'problem', problem: kind }) as const;
  // Before anything that costs time in proportion.
  if (text.length > 10 * ADDRESS_LENGTH) return problem('too-long');
  const typed = bareAddress(text);
  if (typed === '') return problem('empty');
  if (typed.length > ADDRESS_LENGTH) return problem('too-long');
  const at = typed.lastIndexOf('@');
  if (at < 0) return problem('no-at');
  const local = typed.slice(0, at);
  const domain = typed.slice(at + 1);
  if (INSIDE.test(typed)) return problem('invisible');
  if (local.startsWith('"')) return problem('quoted');
  if (/[@,;<>\s]/.test(local)) return problem('several');
  if (ENCODED_WORD.test(typed)) return problem('encoded');
  if (/[^\0-\x7f]/.test(local)) return problem('beyond-ascii');
  if (local.length > LOCAL_LENGTH || !LOCAL_PART.test(local)) return problem('local');
  const ascii = TYPED_DOMAIN.test(domain) ? asciiDomain(domain) : '';
  if (!DOMAIN.test(ascii) || ascii.length > 253) return problem('domain');
  const address = `${local}@${ascii}`;
  return address.length > ADDRESS_LENGTH ? problem('too-long') : { kind: 'address', address };
}

/** A domain as DNS knows it (UTS 46: lower case, `xn--…` beyond ASCII); the empty string when it can be none. */
export function asciiDomain(domain: string): string {
  return domainToASCII(domain);
}
