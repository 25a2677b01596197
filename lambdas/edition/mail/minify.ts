/**
 * The same document in fewer bytes, since Gmail cuts at 102 kB: no class without a rule, no indentation, no isolation that
 * isolates nothing. Each string that is replaced is one that our own templates or MJML write.
 */
export function minify(html: string): string {
  return (
    withoutIdleSpans(withUsedClasses(html))
      .replaceAll(/^[ \t]+/gm, '')
      .replaceAll(/\n{2,}/g, '\n')
      .replaceAll(/ style="[^"]*"/g, (style) => style.replaceAll(/([:;,]) /g, '$1').replace(';"', '"'))
      .replaceAll(/(<table[^>]*) style(?= width=")/g, '$1')
      // What a button of MJML's asks for and few mail programs know.
      .replaceAll(/(?:cursor:auto|text-transform:none);/g, '')
      .replaceAll(' target="_blank"', '')
      // Harmless between double quotes and in text, and half of what the escaping adds to a link.
      .replaceAll('&#x3D;', '=')
      .replaceAll('&#x27;', "'")
  );
}

/** Classes whose rules are all inline by now. */
function withUsedClasses(html: string): string {
  const styles = [...html.matchAll(/<style[^>]*>([^<]*)<\/style>/g)].map(([, css]) => css).join('\n');
  const used = new Set([...styles.matchAll(/\.([a-z][\w-]*)/g)].map(([, name]) => name));
  return html.replaceAll(/ class="([^"]*)"/g, (_attribute, names: string) => {
    const kept = names.split(' ').filter((name) => used.has(name));
    return kept.length === 0 ? '' : ` class="${kept.join(' ')}"`;
  });
}

const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/u;
const LEFT_TO_RIGHT = /(?![\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC])\p{L}/u;

/** A text in the page's own language needs no mark, and one that runs the page's way no direction. */
function withoutIdleSpans(html: string): string {
  const [, lang, dir] = /<html lang="([^"]+)" dir="([^"]+)"/.exec(html) ?? [];
  const turns = dir === 'rtl' ? LEFT_TO_RIGHT : RIGHT_TO_LEFT;
  return html.replaceAll(
    /<span(?: lang="([^"]*)")? dir="(ltr|rtl|auto)">([^<]*)<\/span>/g,
    (span, own: string | undefined, direction: string, text: string) => {
      if (turns.test(text) || (direction !== 'auto' && direction !== dir)) return span;
      return own === undefined || own === lang ? text : `<span lang="${own}">${text}</span>`;
    },
  );
}
