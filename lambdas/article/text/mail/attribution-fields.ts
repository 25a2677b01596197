import Parser from 'email-forward-parser';
import { findDate } from '../../metadata/dates.ts';
import { once } from '../../once.ts';
import { ADDRESS } from './attribution.ts';
import type { MailField } from './mail-line.ts';

/** Its hundreds of patterns are made once. */
const parser = once(() => new Parser());
const QUOTED_NAME = /["“„«]\s*([^"”“»]{2,80}?)\s*["”“»]$/u;

/** What a sentence tells in place of a mail's header: as the library knows those of its programs; elsewhere the day, and the name right before the address. */
export function attributionFields(sentence: string): ReadonlyMap<MailField, string> {
  const { forwarded, email } = parser().read(sentence, 'Fwd: ');
  const address = ADDRESS.exec(sentence);
  const before = sentence.slice(0, address?.index).trim();
  const known = forwarded ? email.from?.name : undefined;
  const name = known || (QUOTED_NAME.exec(before)?.[1] ?? nameAtEnd(before));
  const date = findDate(sentence) ? sentence : (email.date ?? '');
  return new Map<MailField, string>([
    ['from', `${name} ${address?.[0] ?? ''}`.trim()],
    ['date', date],
  ]);
}

/** The capitalised words right before an address, behind the last character or number. */
function nameAtEnd(text: string): string {
  const [last = ''] = /[^,:;.\p{Nd}"“„«]*$/u.exec(text) ?? [];
  const words = last.trim().split(/\s+/);
  const first = words.findIndex((word) => /^\p{Lu}/u.test(word) && !/^[AP]M$/.test(word));
  return first < 0 ? '' : words.slice(first).join(' ');
}
