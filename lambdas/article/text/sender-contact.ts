import { quarantineFor } from '../gates/quarantine.ts';
import { wordCount } from '../roles/sentences.ts';
import { hasAddress, hasPhone, hasPhoneDigits } from './contact-details.ts';
import { contactWord } from './contact-words.ts';
import { asides, type PreparedText } from './prepared-text.ts';

/** How many lines from the edges of a text the one who sent it in names themselves. */
const REACH = 3;
/** Lines above a number among which "press contact" may stand. */
const LABEL_REACH = 6;
const LONGEST = 14;

/** "Bea Berg, +47 55 01 02 03" above or below an article: whose number it is, readers need not know. The contacts of a press release are for them. */
export function withoutSenderContact(prepared: PreparedText): PreparedText {
  const { lines } = prepared;
  const own = lines.filter(({ text }, at) => {
    const isEdge = at < REACH || at >= lines.length - REACH;
    if (!isEdge || wordCount(text) > LONGEST || !isOwn(text)) return false;
    const near = lines.slice(Math.max(0, at - LABEL_REACH), at + 1);
    return near.every((line) => wordCount(line.text) > LONGEST || contactWord(line.text).length === 0);
  });
  if (own.length === 0 || own.length === lines.length) return prepared;
  const above = own.filter((line) => lines.indexOf(line) < REACH);
  const below = own.filter((line) => !above.includes(line));
  return {
    ...prepared,
    lines: lines.filter((line) => !own.includes(line)),
    before: [...prepared.before, ...asides(above, 'boilerplate')],
    after: [...asides(below, 'boilerplate'), ...prepared.after],
    ...(prepared.quarantine
      ? {}
      : { quarantine: quarantineFor('private', 'somebody’s telephone number stands beside the article') }),
  };
}

function isOwn(text: string): boolean {
  return hasPhone(text) || (hasAddress(text) && hasPhoneDigits(text));
}
