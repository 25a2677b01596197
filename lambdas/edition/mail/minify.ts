import type { StyleOf } from './inline-style.ts';

/** MJML's own markup in fewer bytes, since Gmail cuts a mail at 102 kB: no indentation, nothing that few mail programs know. */
export function minifyFrame(html: string): string {
  return (
    withUsedClasses(html)
      .replaceAll(/^[ \t]+/gm, '')
      .replaceAll(/\n{2,}/g, '\n')
      .replaceAll(/ style="[^"]*"/g, (style) => style.replaceAll(/([:;,]) /g, '$1').replace(';"', '"'))
      .replaceAll(/(<table[^>]*) style(?= width=")/g, '$1')
      // What a button of MJML's asks for.
      .replaceAll(/(?:cursor:auto|text-transform:none);/g, '')
      .replaceAll(' target="_blank"', '')
      .replaceAll('&#x3D;', '=')
      .replaceAll('&#x27;', "'")
  );
}

/** What goes into a frame. */
export interface ContentOptions {
  readonly styleOf: StyleOf;
  /** Classes that rules of the style elements name; all others go. */
  readonly usedClasses: ReadonlySet<string>;
  /** Of the mail. */
  readonly lang: string;
  readonly dir: string;
}

const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/u;
const LEFT_TO_RIGHT = /(?![\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC])\p{L}/u;
/** A tag of our own templates: whatever values bring is escaped, so no other character opens or closes one. */
const TAG = /<([a-z][a-z0-9]*)((?:\s[^<>]*)?)>/g;
/** An element that may mark a text that is not in the mail's language or runs the other way, and that holds nothing but it. */
const MARKED = /<(span|a|b)((?:\s[^<>]*)?) dir="(ltr|rtl|auto)"((?:\s[^<>]*)?)>([^<]*)<\/\1>/g;

/** The templates' own markup with its styles inline, and in fewer bytes: no class without a rule, no isolation that isolates nothing. */
export function minifyContent(html: string, options: ContentOptions): string {
  const { styleOf, usedClasses } = options;
  const styled = withoutIdleMarks(html.replaceAll(/^[ \t]+/gm, '').trim(), options).replaceAll(
    TAG,
    (_tag, tag: string, attributes: string) => {
      const classes = / class="([^"]*)"/.exec(attributes)?.[1] ?? '';
      const own = / style="([^"]*)"/.exec(attributes)?.[1] ?? '';
      const style = styleOf(tag, classes, own);
      const kept = classes.split(' ').filter((name) => usedClasses.has(name));
      const rest = attributes.replace(/ class="[^"]*"/, '').replace(/ style="[^"]*"/, '');
      const named = kept.length === 0 ? '' : ` class="${kept.join(' ')}"`;
      return `<${tag}${named}${rest.replace(/ ?\/$/, '')}${style === '' ? '' : ` style="${style}"`}>`;
    },
  );
  // Harmless between double quotes and in text, and half of what the escaping adds to a link.
  return styled.replaceAll('&#x3D;', '=').replaceAll('&#x27;', "'");
}

/** A text in the mail's own language needs no mark, and one that runs the mail's way no direction. */
function withoutIdleMarks(html: string, { lang, dir }: ContentOptions): string {
  const turns = dir === 'rtl' ? LEFT_TO_RIGHT : RIGHT_TO_LEFT;
  const ownLanguage = ` lang="${lang}"`;
  return html.replaceAll(
    MARKED,
    (marked, tag: string, before: string, direction: string, after: string, text: string) => {
      if (turns.test(text) || (direction !== 'auto' && direction !== dir)) return marked;
      const attributes = `${before}${after}`.replace(ownLanguage, '');
      return tag === 'span' && attributes === '' ? text : `<${tag}${attributes}>${text}</${tag}>`;
    },
  );
}

/** Classes that rules of the document's style elements name. */
export function classesUsed(html: string): ReadonlySet<string> {
  const styles = [...html.matchAll(/<style[^>]*>([^<]*)<\/style>/g)].map(([, css]) => css).join('\n');
  return new Set([...styles.matchAll(/\.([a-z][\w-]*)/g)].flatMap(([, name]) => name ?? []));
}

/** Without classes whose rules are all inline by now. */
function withUsedClasses(html: string): string {
  const used = classesUsed(html);
  return html.replaceAll(/ class="([^"]*)"/g, (_attribute, names: string) => {
    const kept = names.split(' ').filter((name) => used.has(name));
    return kept.length === 0 ? '' : ` class="${kept.join(' ')}"`;
  });
}
