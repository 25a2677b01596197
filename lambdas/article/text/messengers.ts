import { knownDay } from '../metadata/date-order.ts';
import { type FoundDate, findDate } from '../metadata/dates.ts';
import { outletNamed } from '../metadata/links.ts';
import { lineWords } from '../roles/line-words.ts';
import type { Line } from '../roles/lines.ts';
import { asides, type PreparedText } from './prepared-text.ts';

/** Telegram's desktop copies "Channel, [12.09.2023 18:04]" above each message. */
const TELEGRAM =
  /^(.{2,80}?),\s\[(\d{1,2}[./]\d{1,2}[./]\d{2,4},?\s\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AP]M)?)\]:?\s*(.*)$/iu;
/** WhatsApp's "[12/09/2023, 18:04:12] Ada: text" and "12.09.23, 18:04 - Ada: text". */
const WHATSAPP =
  /^(?:\[(\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?\s\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[AP]\.?M\.?)?)\]|(\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?\s\d{1,2}:\d{2}(?:\s?[AP]\.?M\.?)?)\s[-–])\s(?:~\s?)?([^:]{1,60}):\s*(.*)$/iu;
const FORWARDED_FROM = new RegExp(`^(?:${lineWords('forwardedFrom')})\\s*:?\\s*(.{2,80})$`, 'iu');
/** "@channel", "Subscribe: https://t.me/…": what a channel puts below each message. */
const HANDLE = /^(?:.{0,40}\s)?(?:@[A-Za-z]\w{3,31}|https?:\/\/t\.me\/\S+)$/u;
const UNSEEN = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** A message copied out of a messenger: its stamp tells the channel and the time, and is no part of the text. */
export function fromMessenger(prepared: PreparedText): PreparedText {
  const stamps = prepared.lines.map(({ text }) => stampOf(text.replace(UNSEEN, '')));
  const first = stamps.findIndex((stamp) => stamp !== null);
  const stamp = stamps[first];
  const isForwarded = prepared.lines.slice(0, 2).some(({ text }) => FORWARDED_FROM.test(text));
  if (!isForwarded && (!stamp || first > 2)) return prepared;
  const aside: Line[] = [];
  const lines: Line[] = [];
  let channel = stamp?.channel ?? null;
  prepared.lines.forEach((line, at) => {
    const found = stamps[at];
    const forwarded = FORWARDED_FROM.exec(line.text)?.[1];
    if (found) {
      aside.push({ ...line, text: line.text.slice(0, line.text.length - found.rest.length).trim() });
      if (found.rest !== '') lines.push({ ...line, text: withoutSigns(found.rest), gap: true });
    } else if (forwarded) {
      channel = forwarded;
      aside.push(line);
    } else if (HANDLE.test(line.text)) aside.push(line);
    else lines.push(lines.length === 0 ? { ...line, text: withoutSigns(line.text) } : line);
  });
  return {
    ...prepared,
    lines,
    before: [...prepared.before, ...asides(aside, 'metadata')],
    known: {
      ...prepared.known,
      // Whoever sent a message on is a person; a channel's name is the outlet's.
      ...(channel ? { outlet: outletNamed(channel) } : {}),
      ...knownDay(stamp?.date ?? null, 'header', { lines: prepared.lines.map(({ text }) => text) }),
    },
  };
}

/** A message's title without the flashes and sirens that channels put before it. */
function withoutSigns(text: string): string {
  return (
    text.replace(/^(?:\p{Extended_Pictographic}|\p{Regional_Indicator}|\ufe0f|\u200d|\s)+(?=\S)/u, '') || text
  );
}

/** A clock, which every stamp has: most lines need no closer look. */
const CLOCK = /\d[:.]\d\d/;

function stampOf(
  text: string,
): { readonly channel: string | null; readonly date: FoundDate | null; readonly rest: string } | null {
  if (!CLOCK.test(text)) return null;
  const telegram = text.includes(', [') ? TELEGRAM.exec(text) : null;
  if (telegram)
    return { channel: telegram[1] ?? null, date: findDate(telegram[2] ?? ''), rest: telegram[3] ?? '' };
  const whatsapp = /^\[?\d/.test(text) ? WHATSAPP.exec(text) : null;
  if (!whatsapp) return null;
  return { channel: null, date: findDate(whatsapp[1] ?? whatsapp[2] ?? ''), rest: whatsapp[4] ?? '' };
}
