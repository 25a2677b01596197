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
/** Tags that begin a page or a piece of one. */
const FIRST_TAGS =
  'html head body article main div section meta title p h[1-6] header figure picture img ul ol table blockquote pre span strong font link style script template center br hr aside nav form iframe'.split(
    ' ',
  );
/** A tag of a single letter may be a name in angle brackets: it must be closed. */
const SHORT_TAGS = ['a', 'b', 'i', 'u', 'em'];
const HTML_START = new RegExp(
  String.raw`^<(?:(?:!doctype\s+html|${FIRST_TAGS.join('|')})\b[^<>]{0,4000}>|(?:${SHORT_TAGS.join('|')})\b[^<>]{0,2000}>[\s\S]{0,4000}?<\/)`,
  'i',
);
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

function begins(bytes: Uint8Array, at: number, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[at + index] === byte);
}
