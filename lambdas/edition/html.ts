import mjml2html from 'mjml';

/**
 * MJML → one HTML document. No font is fetched and no file is included, whatever the markup says. Throws on markup
 * that MJML's strict validation refuses. https://documentation.mjml.io/#inside-node-js
 */
export async function htmlOf(mjml: string): Promise<string> {
  const { html } = await mjml2html(mjml, { fonts: {}, keepComments: false, validationLevel: 'strict' });
  return html
    .replaceAll(/^[ \t]+/gm, '')
    .replaceAll(/\n{2,}/g, '\n')
    .replaceAll(/ style="[^"]*"/g, (style) => style.replaceAll(/([:;,]) /g, '$1').replace(';"', '"'));
}
