import { timingSafeEqual } from 'node:crypto';
import { readerId } from '../reader/id.ts';
import type { Keys } from '../reader/keys.ts';
import { makeOnceToken, readOnceToken } from '../reader/token.ts';

/** Who may use the desk, by mail address. */
export interface Editor {
  readonly address: string;
  readonly role: 'editor' | 'approver';
}

/** Whoever can read the deployment's secret: an operator, and a local run. No mail goes to it. */
const OPERATOR: Editor = { address: 'operator@desk.invalid', role: 'approver' };

export const COOKIE = 'desk';

/** An editor at the desk. */
export interface Session {
  /** 22 characters that do not tell the address. */
  readonly editor: string;
  readonly role: Editor['role'];
  /** Name in front of the @, for colleagues. */
  readonly name: string;
  /** Epoch milliseconds. */
  readonly since: number;
}

/** The secret part of a link to the desk: a quarter of an hour, once. */
export function linkToken(address: string, issuedAt: number, keys: Keys): string {
  return makeOnceToken('desk', readerId(address, keys.readerKey), issuedAt, keys);
}

export function operatorLink(issuedAt: number, keys: Keys): string {
  return linkToken(OPERATOR.address, issuedAt, keys);
}

/** Whose link it is, and since when; null for a forged or expired one, and for somebody who is no editor any more. */
export function readLink(
  token: string,
  { editors, keys, now }: { readonly editors: readonly Editor[]; readonly keys: Keys; readonly now: number },
): Session | null {
  return sessionOf(readOnceToken('desk', token, keys, now), { editors, keys });
}

/** The value of the cookie. */
export function sessionToken({ editor }: Pick<Session, 'editor'>, now: number, keys: Keys): string {
  return makeOnceToken('session', editor, now, keys);
}

export function readSession(
  token: string,
  { editors, keys, now }: { readonly editors: readonly Editor[]; readonly keys: Keys; readonly now: number },
): Session | null {
  return sessionOf(readOnceToken('session', token, keys, now), { editors, keys });
}

/** Stands in every form: without it a page elsewhere could post in an editor's name. */
export function formToken({ editor, since }: Session, keys: Keys): string {
  return makeOnceToken('form', editor, since, keys);
}

export function isFormToken(given: string, session: Session, keys: Keys): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(formToken(session, keys))];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** An editor's name by code: the part before the @ of the address. Other codes stay as they are. */
export function nameOf(code: string, editors: readonly Editor[], keys: Keys): string {
  if (code === 'upload') return 'a file beside the article';
  const editor = [...editors, OPERATOR].find(({ address }) => readerId(address, keys.readerKey) === code);
  return editor === undefined ? 'an earlier editor' : shortName(editor);
}

/** What the editor with this code may do; null for whoever is no editor any more. */
export function roleOf(code: string, editors: readonly Editor[], keys: Keys): Editor['role'] | null {
  return (
    [...editors, OPERATOR].find(({ address }) => readerId(address, keys.readerKey) === code)?.role ?? null
  );
}

function sessionOf(
  read: ReturnType<typeof readOnceToken>,
  { editors, keys }: { readonly editors: readonly Editor[]; readonly keys: Keys },
): Session | null {
  if (read === null || read.isExpired) return null;
  const editor = [...editors, OPERATOR].find(
    ({ address }) => readerId(address, keys.readerKey) === read.reader,
  );
  if (editor === undefined) return null;
  return { editor: read.reader, role: editor.role, name: shortName(editor), since: read.issuedAt };
}

function shortName({ address }: Editor): string {
  return address === OPERATOR.address ? 'operator' : address.slice(0, address.lastIndexOf('@'));
}
