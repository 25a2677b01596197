/** What the first bytes say. The name of the file is never asked: editors rename. */
export type Kind =
  | 'text'
  | 'html'
  | 'pdf'
  | 'ole'
  | 'rtf'
  | 'zip'
  | 'plist'
  | 'postscript'
  | 'image'
  | 'media'
  | 'archive'
  | 'database'
  | 'tnef'
  | 'shortcut'
  | 'program';

interface Magic {
  readonly kind: Kind;
  readonly at: number;
  readonly bytes: readonly number[];
}

const ascii = (text: string): number[] => [...text].map((sign) => sign.charCodeAt(0));

const MAGIC: readonly Magic[] = [
  { kind: 'pdf', at: 0, bytes: ascii('%PDF-') },
  { kind: 'image', at: 0, bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { kind: 'image', at: 0, bytes: [0xff, 0xd8, 0xff] },
  { kind: 'image', at: 0, bytes: ascii('GIF8') },
  { kind: 'image', at: 8, bytes: ascii('WEBP') },
  { kind: 'image', at: 0, bytes: [0x49, 0x49, 0x2a, 0x00] },
  { kind: 'image', at: 0, bytes: [0x4d, 0x4d, 0x00, 0x2a] },
  { kind: 'image', at: 4, bytes: ascii('ftypheic') },
  { kind: 'image', at: 4, bytes: ascii('ftypavif') },
  { kind: 'media', at: 4, bytes: ascii('ftyp') },
  { kind: 'media', at: 0, bytes: ascii('ID3') },
  { kind: 'media', at: 0, bytes: ascii('OggS') },
  { kind: 'media', at: 0, bytes: [0x1a, 0x45, 0xdf, 0xa3] },
  { kind: 'ole', at: 0, bytes: [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1] },
  { kind: 'rtf', at: 0, bytes: ascii('{\\rtf') },
  { kind: 'plist', at: 0, bytes: ascii('bplist0') },
  { kind: 'postscript', at: 0, bytes: ascii('%!PS') },
  { kind: 'zip', at: 0, bytes: ascii('PK\u0003\u0004') },
  { kind: 'zip', at: 0, bytes: ascii('PK\u0005\u0006') },
  { kind: 'archive', at: 0, bytes: [0x1f, 0x8b] },
  { kind: 'archive', at: 0, bytes: ascii('Rar!') },
  { kind: 'archive', at: 0, bytes: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c] },
  { kind: 'archive', at: 0, bytes: ascii('BZh') },
  { kind: 'archive', at: 0, bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00] },
  { kind: 'archive', at: 257, bytes: ascii('ustar') },
  { kind: 'database', at: 0, bytes: ascii('SQLite format 3\u0000') },
  { kind: 'tnef', at: 0, bytes: [0x78, 0x9f, 0x3e, 0x22] },
  { kind: 'shortcut', at: 0, bytes: [0x4c, 0, 0, 0, 0x01, 0x14, 0x02, 0] },
  { kind: 'program', at: 0, bytes: [0x7f, 0x45, 0x4c, 0x46] },
  { kind: 'program', at: 0, bytes: [0x4d, 0x5a, 0x90, 0x00] },
];

/** What may stand before a page's first tag. */
const BEFORE_HTML = /^(?:\s|<\?xml[^>]{0,400}>|<!--[\s\S]{0,20000}?-->)*/;
/** Tags that begin a page or a piece of one. A tag of a single letter may be a name in angle brackets: it must be closed. */
const HTML_START =
  /^<(?:(?:!doctype\s+html|html|head|body|article|main|div|section|meta|title|p|h[1-6]|header|figure|picture|img|ul|ol|table|blockquote|pre|span|strong|font|link|style|script|template|center|br|hr|aside|nav|form|iframe)\b[^<>]{0,4000}>|(?:a|b|i|u|em)\b[^<>]{0,2000}>[\s\S]{0,4000}?<\/)/i;
/** Windows' clipboard puts a few fields before its page. */
const CLIPBOARD = /^\s*Version:\d[^\n]{0,20}\r?\nStartHTML:/;
const CLOSED_BLOCK = /<\/(?:p|div|h[1-6]|li|blockquote|article|section|figure)>/gi;
const LINE_BREAK = /<br\s*\/?>/gi;
/** Fewer closed paragraphs in a text that begins with words are an example of markup in it. */
const LEAST_CLOSED = 3;
const LEAST_BREAKS = 4;

/** The kind of a file by its content. Bytes that match nothing are `text`, and decoding decides. */
export function sniff(bytes: Uint8Array): Kind {
  return MAGIC.find((magic) => begins(bytes, magic.at, magic.bytes))?.kind ?? 'text';
}

/** True when decoded text is a web page or a piece of one, rather than prose that mentions a tag. */
export function looksLikeHtml(text: string): boolean {
  const start = text.slice(0, 30_000);
  if (CLIPBOARD.test(start)) return true;
  const first = start.slice(BEFORE_HTML.exec(start)?.[0].length ?? 0);
  if (HTML_START.test(first)) return true;
  if (FRONT_MATTER.test(text) || TOML_FRONT_MATTER.test(text) || looksLikeJson(text)) return false;
  const closed = start.match(CLOSED_BLOCK)?.length ?? 0;
  return closed >= LEAST_CLOSED || (start.match(LINE_BREAK)?.length ?? 0) >= LEAST_BREAKS;
}

/** Elements that begin a file in XML without its declaration, as some programs leave it out. */
const XML_ROOTS = new Set(
  'nitf newsitem newsmessage newsml rss rdf feed item entry document worddocument package plist tei fictionbook svg opml'.split(
    ' ',
  ),
);
const BEFORE_ROOT =
  /^(<\?xml\b[^>]{0,300}>)?(?:\s|<!--[\s\S]{0,4000}?-->|<\?[^>]{0,1000}>|<!doctype[^>[]{0,1000}(?:\[[^\]]{0,20000}\]\s*)?>)*<([A-Za-z][\w.:-]{0,60})(?=[\s/>])/i;

/** True for an XML file that is no web page: by its declaration, or by the name of its root element. */
export function looksLikeXml(text: string): boolean {
  const [, declaration, name = ''] = BEFORE_ROOT.exec(text.slice(0, 30_000).trimStart()) ?? [];
  const root = name.slice(name.indexOf(':') + 1).toLowerCase();
  if (root === '' || root === 'html') return false;
  return declaration !== undefined ? !HTML_NAMES.has(root) : XML_ROOTS.has(root);
}

/** Parts of web pages that a tool may put an XML declaration before. */
const HTML_NAMES = new Set('head body div p main span h1 h2'.split(' '));

/** YAML between two lines of dashes at the very start, as publishing systems write it. */
export const FRONT_MATTER = /^\ufeff?---[ \t]*\r?\n([\s\S]{0,20000}?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/;
/** TOML between two lines of plus signs, as Hugo and Zola write it. */
export const TOML_FRONT_MATTER = /^\ufeff?\+\+\+[ \t]*\r?\n([\s\S]{0,20000}?)\r?\n\+\+\+[ \t]*(?:\r?\n|$)/;
const INLINE_LINK = /\[[^\]\n]{1,200}\]\(https?:\/\/[^)\s]{1,500}\)/;

/** Front matter, or links as only Markdown writes them. Plain text with `##` lines needs no more than the text reader. */
export function looksLikeMarkdown(text: string): boolean {
  const front = FRONT_MATTER.exec(text)?.[1];
  return (
    (front !== undefined && /^[\w-]{1,40}:/m.test(front)) ||
    TOML_FRONT_MATTER.test(text) ||
    INLINE_LINK.test(text)
  );
}

/** A text that is one JSON object or list, and not prose that begins with a bracket. */
export function looksLikeJson(text: string): boolean {
  return /^\s*(?:\{\s*["}]|\[\s*[[{])/.test(text.slice(0, 200)) && /[}\]]\s*$/.test(text.slice(-200));
}

/** A longer text is hardly an article: whatever it holds is read where time and memory are bounded. */
const LONGEST_PLAIN_TEXT = 64 * 1024;
/** What `looksLikeHtml` looks at, at four bytes a character. */
const FIRST_BYTES = 120_016;
const LAST_BYTES = 800;
const TAG = /<[!/a-z]|StartHTML:/i;
const DATA = /\{\s*["}]|\[\s*[[{]/;

/**
 * True when nothing but the text reader can see the file: it needs no guard. Looks for the ASCII characters that every other
 * format has in every charset, wherever they stand, so what `readArticle` takes for one is never called plain text here: a
 * format that is a text needs its characters here too, and `test/guard.test.ts` asks about a file of each.
 */
export function isPlainText(bytes: Uint8Array): boolean {
  if (
    bytes.length > LONGEST_PLAIN_TEXT ||
    sniff(bytes) !== 'text' ||
    looksLikeMail(bytes) ||
    looksLikeMhtml(bytes)
  )
    return false;
  const start = asciiOf(bytes.subarray(0, FIRST_BYTES));
  if (/^\s*</.test(start)) return false;
  if (TAG.test(start)) return false;
  if (DATA.test(start) && /[}\]]/.test(asciiOf(bytes.subarray(-LAST_BYTES)))) return false;
  return !/^.{0,4}(?:---|\+\+\+)/.test(start) && !/\]\(https?:\/\//.test(asciiOf(bytes));
}

/** The ASCII characters of a text in any charset: UTF-16 puts zeros between them, all others leave them as they are. */
function asciiOf(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString('latin1')
    .replace(/[\0\u0080-\u00ff]+/g, '');
}

const MAIL_FIELD =
  /^(?:from|to|cc|subject|date|sent|mime-version|received|message-id|return-path|content-type|delivered-to|reply-to|x-unsent|x-mailer|list-id):/gim;
const MAIL_OWN =
  /^(?:mime-version|received|message-id|return-path|x-unsent|x-mailer|content-transfer-encoding|dkim-signature|delivered-to|x-mozilla-status|in-reply-to|list-unsubscribe|content-type):/im;
/** A field, what it was folded into, or an mbox's line. */
const HEADER_LINE = /^(?:[A-Za-z][\w-]{1,60}:|[ \t]|From |$)/;
/** An mbox's line or the count of an `.emlx`, which Apple pads with spaces, and empty lines. */
const BEFORE_MAIL = /^(?:\s*(?:From \S+ [^\r\n]*|\d{1,9}[ \t]*)\r?\n)?\s*/;
/** A web mail's table above the source of a mail, as "Show original" prints it: checks of the sender, then the first fields. */
const SHOWN_SOURCE =
  /^(?:Delivered-To|Received|Return-Path|From|MIME-Version|X-[\w-]+): [^\t\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*[A-Za-z][\w-]{1,60}: /m;
const FURTHEST_SOURCE = 6000;

/** True for a page saved as MHTML: parts that belong together, and nothing that only a mail on its way has. */
export function looksLikeMhtml(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes.subarray(0, 8_192))
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart();
  const head = text.split(/\r?\n\r?\n/, 1)[0] ?? '';
  return (
    /^[A-Za-z][\w-]{1,60}:/.test(head) &&
    /^content-type:\s*multipart\/related\b/im.test(head) &&
    !/^(?:received|to|message-id|return-path|delivered-to|x-unsent):/im.test(head) &&
    (!/^from:/im.test(head) || /^from:\s*["<]*saved by\b|^snapshot-content-location:/im.test(head))
  );
}

/**
 * True for a mail as programs save it, or a page saved as MHTML: a block of header fields, one of them a machine's; or
 * sender, subject and date as people copy them.
 */
export function looksLikeMail(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes.subarray(0, 32_768))
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '');
  const start = BEFORE_MAIL.exec(text)?.[0].length ?? 0;
  return [0, start, shownSource(text)].some((at) =>
    isMailHead(text.slice(at).split(/\r?\n\r?\n/, 1)[0] ?? ''),
  );
}

/** Where a mail's source begins below the table of a web mail; 0 where no such table stands. */
export function shownSource(text: string): number {
  const start = text.slice(0, FURTHEST_SOURCE);
  return /^(?:SPF|DKIM|DMARC):\s/m.test(start) ? (SHOWN_SOURCE.exec(start)?.index ?? 0) : 0;
}

function isMailHead(head: string): boolean {
  if (!/^(?:From \S+ .*\r?\n)?[A-Za-z][\w-]{1,60}:/.test(head)) return false;
  const fields = new Set(head.match(MAIL_FIELD)?.map((name) => name.toLowerCase()));
  if (fields.size < 3) return false;
  const copied =
    fields.has('from:') && fields.has('subject:') && (fields.has('date:') || fields.has('sent:'));
  // Copied fields with the text right below them are read as the text that they are.
  return MAIL_OWN.test(head) || (copied && head.split(/\r?\n/).every((line) => HEADER_LINE.test(line)));
}

function begins(bytes: Uint8Array, at: number, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[at + index] === byte);
}
