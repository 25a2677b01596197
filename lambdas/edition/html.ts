import mjml2html from 'mjml';

/**
 * MJML → one HTML document. No font is fetched and no file is included, whatever the markup says. Throws on markup
 * that MJML's strict validation refuses. https://documentation.mjml.io/#inside-node-js
 */
export async function htmlOf(mjml: string): Promise<string> {
  const { html } = await mjml2html(mjml, { fonts: {}, keepComments: false, validationLevel: 'strict' });
  return (
    withUsedClasses(html)
      .replaceAll(/^[ \t]+/gm, '')
      .replaceAll(/\n{2,}/g, '\n')
      .replaceAll(/ style="[^"]*"/g, (style) => style.replaceAll(/([:;,]) /g, '$1').replace(';"', '"'))
      .replaceAll(' style width', ' width')
      // Harmless between double quotes and in text, and half of what the escaping adds to a link.
      .replaceAll('&#x3D;', '=')
      .replaceAll('&#x27;', "'")
      // It would be read aloud in English, in front of every edition.
      .replace(' aria-roledescription="email"', '')
      // Gmail throws away a whole style element for one selector that it does not know: Outlook's get their own.
      .replace(/\n(?=\[data-ogs)/, '\n</style>\n<style type="text/css">\n')
  );
}

/** Classes whose rules are all inline by now are only bytes. */
function withUsedClasses(html: string): string {
  const styles = [...html.matchAll(/<style[^>]*>([^<]*)<\/style>/g)].map(([, css]) => css).join('\n');
  const used = new Set([...styles.matchAll(/\.([a-z][\w-]*)/g)].map(([, name]) => name));
  return html.replaceAll(/ class="([^"]*)"/g, (_attribute, names: string) => {
    const kept = names.split(' ').filter((name) => used.has(name));
    return kept.length === 0 ? '' : ` class="${kept.join(' ')}"`;
  });
}
