import { domainToASCII } from 'node:url';
import {
  COUNT_HEADER,
  PLACEHOLDER_ADDRESS,
  PLACEHOLDER_PREFERENCES,
  PLACEHOLDER_TOKEN,
} from '../placeholder.ts';

export { PLACEHOLDER_PREFERENCES, PLACEHOLDER_TOKEN } from '../placeholder.ts';

export interface Recipient {
  readonly address: string;
  /** Of the link that the mail is about: leaving, or what a notice asks. 56 characters `[A-Za-z0-9_-]`. */
  readonly token: string;
  /** Of the link to the reader's preferences; wanted by every message that holds its placeholder. */
  readonly preferences?: string;
}

type Kind = 'token' | 'preferences';

const KINDS: readonly (readonly [Kind, string])[] = [
  ['token', PLACEHOLDER_TOKEN],
  ['preferences', PLACEHOLDER_PREFERENCES],
];

/** A composed message cut at its placeholders, so that a reader's copy is a few memory copies. */
interface Form {
  /** The message without its count line, tokens still placeholders. */
  readonly bytes: Buffer;
  /** For each placeholder, where its 56 characters are: a quoted-printable soft break may lie between two of them. */
  readonly places: Readonly<Record<Kind, readonly (readonly number[])[]>>;
  readonly addressAt: number;
}

const CR = 0x0d;
const LF = 0x0a;
const EQUALS = 0x3d;
const ADDRESS = Buffer.from(PLACEHOLDER_ADDRESS);
/** dot-atom of RFC 5322: nothing in it can end a header or begin a second address. Quoted local parts are refused. */
const LOCAL_PART = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const DOMAIN =
  /^(?=.{1,253}$)[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)+$/;

/** One message serves thousands of readers: where its placeholders are is found once. Messages are never changed. */
const forms = new WeakMap<Uint8Array, Form>();

/** Bytes by which memory for a copy grows: the next reader's address may be longer. */
const ROOM = 4_096;

/**
 * The reader's own copy of a composed message, every placeholder swapped. Throws when a placeholder did not survive
 * the encoding, when the token is malformed, and when the address could not stand safely in a header. `room` is a copy made
 * here that nobody reads any more: writing into its memory is far cheaper than asking for new one.
 */
export function personalize(message: Uint8Array, recipient: Recipient, room?: Uint8Array): Uint8Array {
  const form = forms.get(message) ?? readForm(message);
  forms.set(message, form);
  const to = Buffer.from(headerAddress(recipient.address));
  const { bytes, addressAt } = form;
  const copy = memoryFor(bytes.length - ADDRESS.length + to.length, room);
  bytes.copy(copy, 0, 0, addressAt);
  to.copy(copy, addressAt);
  bytes.copy(copy, addressAt + to.length, addressAt + ADDRESS.length);
  const shift = to.length - ADDRESS.length;
  for (const [kind] of KINDS) {
    const token = recipient[kind];
    if (token === undefined && form.places[kind].length === 0) continue;
    if (token === undefined)
      throw new Error('The message has a link to the preferences, so it needs a token for them.');
    if (!/^[A-Za-z0-9_-]{56}$/.test(token)) throw new Error('A token must be 56 characters [A-Za-z0-9_-].');
    for (const places of form.places[kind]) {
      for (const [at, place] of places.entries()) {
        copy[place > addressAt ? place + shift : place] = token.charCodeAt(at);
      }
    }
  }
  return copy;
}

function memoryFor(size: number, room: Uint8Array | undefined): Buffer {
  const memory =
    room !== undefined && room.byteOffset === 0 && room.buffer.byteLength >= size
      ? room.buffer
      : Buffer.allocUnsafeSlow(Math.ceil(size / ROOM) * ROOM).buffer;
  return Buffer.from(memory, 0, size);
}

/** What the first line of a composed message promises: how many placeholders of each kind are in it. */
export function countLine(contents: readonly string[]): string {
  const counts = KINDS.map(([kind, placeholder]) => {
    const found = contents.reduce((sum, content) => sum + content.split(placeholder).length - 1, 0);
    return `${kind}=${found}`;
  });
  return `${COUNT_HEADER}: ${counts.join(' ')}\r\n`;
}

/** Throws when the message does not hold what its first line says: something on the way cut or changed a placeholder. */
export function assertPersonal(message: Uint8Array): void {
  readForm(message);
}

/**
 * The address as a `To` header and an SMTP envelope hold it, an international domain in its ASCII form. Throws on
 * anything else than one plain address; a local part beyond ASCII would need SMTPUTF8, which SES does not offer:
 * https://docs.aws.amazon.com/ses/latest/APIReference/API_SendRawEmail.html
 */
export function headerAddress(address: string): string {
  const at = address.lastIndexOf('@');
  const local = address.slice(0, at);
  const domain = domainToASCII(address.slice(at + 1));
  if (at < 1 || local.length > 64 || !LOCAL_PART.test(local) || !DOMAIN.test(domain)) {
    throw new Error(
      'The address cannot stand in a To header: it is not one plain ASCII local part and a domain.',
    );
  }
  return `${local}@${domain}`;
}

function readForm(message: Uint8Array): Form {
  const whole = Buffer.from(message.buffer, message.byteOffset, message.byteLength);
  const end = whole.indexOf('\r\n');
  const promise = new RegExp(`^${COUNT_HEADER}: token=(?<token>\\d+) preferences=(?<preferences>\\d+)$`).exec(
    whole.toString('latin1', 0, Math.max(end, 0)),
  );
  if (promise === null)
    throw new Error(`The message does not begin with ${COUNT_HEADER}: it was not composed here.`);
  const bytes = whole.subarray(end + 2);
  const places = {
    token: findPlaces(bytes, PLACEHOLDER_TOKEN),
    preferences: findPlaces(bytes, PLACEHOLDER_PREFERENCES),
  };
  for (const [kind] of KINDS) {
    const [wanted, found] = [promise.groups?.[kind], places[kind].length];
    if (found !== Number(wanted))
      throw new Error(
        `Of ${wanted} placeholders of the kind "${kind}" ${found} survived the mail's encoding.`,
      );
  }
  const head = bytes.subarray(0, bytes.indexOf('\r\n\r\n'));
  const addressAt = head.indexOf(ADDRESS);
  if (addressAt < 0 || head.indexOf(ADDRESS, addressAt + 1) >= 0) {
    throw new Error('The message header should hold the placeholder of the address once.');
  }
  return { bytes, places, addressAt };
}

/** Where the characters of each placeholder are, stepping over soft breaks. */
function findPlaces(bytes: Uint8Array, placeholder: string): readonly (readonly number[])[] {
  const letters = Buffer.from(placeholder);
  const first = letters[0] ?? 0;
  const found: number[][] = [];
  let start = bytes.indexOf(first);
  while (start >= 0) {
    const places = placesFrom(bytes, start, letters);
    if (places !== null) found.push(places);
    start = bytes.indexOf(first, places === null ? start + 1 : (places.at(-1) ?? start) + 1);
  }
  return found;
}

function placesFrom(bytes: Uint8Array, start: number, letters: Uint8Array): number[] | null {
  const places: number[] = [];
  let at = start;
  for (const letter of letters) {
    while (places.length > 0 && bytes[at] === EQUALS && bytes[at + 1] === CR && bytes[at + 2] === LF) at += 3;
    if (bytes[at] !== letter) return null;
    places.push(at);
    at += 1;
  }
  return places;
}
