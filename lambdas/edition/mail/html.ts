import mjml2html from 'mjml';
import { inlineStyles, type StyleOf } from './inline-style.ts';
import { classesUsed, minifyContent, minifyFrame } from './minify.ts';

/** What MJML made of a mail without its contents. */
interface Frame {
  /** Literal HTML, and between each two of them the number of a part. */
  readonly pieces: readonly string[];
  readonly styleOf: StyleOf;
  readonly usedClasses: ReadonlySet<string>;
}

/** Frames by their markup: mails of one kind and direction share one, whatever they say. */
const frames = new Map<string, Promise<Frame>>();
const MOST_FRAMES = 60;

/** Contents of `mj-text` are HTML of our templates; the others are plain text. */
const TEXT = /(<mj-text(?:\s[^<>]*)?(?<!\/)>)([\s\S]*?)(<\/mj-text>)/g;
const PLAIN = /(<mj-title>|<mjml lang="|<div style="display:none[^"]*">)([^<"]*)/g;

/**
 * MJML → one HTML document. MJML draws the frame, once for all mails that share it; what stands in it gets its styles and is put in
 * here, since MJML takes each text apart several times. No font is fetched and no file is included, whatever the markup says. Throws on
 * markup that MJML's strict validation refuses. https://documentation.mjml.io/#inside-node-js
 */
export async function htmlOf(mjml: string): Promise<string> {
  const parts: { readonly text: string; readonly isHtml: boolean }[] = [];
  const placeOf = (text: string, isHtml: boolean) => `__PART_${parts.push({ text, isHtml }) - 1}__`;
  const [, lang = 'en', dir = 'ltr'] = /<mjml lang="([^"]+)" dir="([^"]+)"/.exec(mjml) ?? [];
  const markup = mjml
    .replaceAll(TEXT, (_, open: string, text: string, end: string) => `${open}${placeOf(text, true)}${end}`)
    .replaceAll(PLAIN, (_, open: string, text: string) => `${open}${placeOf(text, false)}`);
  if (frames.size > MOST_FRAMES) frames.clear();
  const known = frames.get(markup) ?? frameOf(markup);
  frames.set(markup, known);
  const { pieces, styleOf, usedClasses } = await known;
  return pieces
    .map((piece, at) => {
      if (at % 2 === 0) return piece;
      const { text = '', isHtml = false } = parts[Number(piece)] ?? {};
      return isHtml ? minifyContent(text, { styleOf, usedClasses, lang, dir }) : text;
    })
    .join('');
}

async function frameOf(markup: string): Promise<Frame> {
  const { html } = await mjml2html(markup, { fonts: {}, keepComments: false, validationLevel: 'strict' });
  const frame = minifyFrame(closed(html))
    // It would be read aloud in English, in front of every edition.
    .replace(' aria-roledescription="email"', '')
    // Gmail throws away a whole style element for one selector that it does not know: Outlook's get their own.
    .replace(/\n(?=\[data-ogs)/, '\n</style>\n<style type="text/css">\n');
  const inline = /<mj-style inline="inline">([\s\S]*?)<\/mj-style>/.exec(markup)?.[1] ?? '';
  return {
    pieces: frame.split(/__PART_(\d+)__/),
    styleOf: inlineStyles(inline),
    usedClasses: classesUsed(frame),
  };
}

const VOID = new Set('area base br col embed hr img input link meta source track wbr'.split(' '));

/**
 * MJML's attribute pass writes an element without content as XML does, `<div/>`, which HTML reads as one that never ends:
 * an empty preheader hid the whole mail.
 */
function closed(html: string): string {
  return html.replaceAll(
    /<([a-z][a-z0-9]*)((?:\s[^<>]*)?)\/>/g,
    (element, name: string, attributes: string) =>
      VOID.has(name) ? element : `<${name}${attributes}></${name}>`,
  );
}
