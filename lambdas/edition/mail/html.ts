import mjml2html from 'mjml';
import { minify } from './minify.ts';

/**
 * MJML → one HTML document. No font is fetched and no file is included, whatever the markup says. Throws on markup
 * that MJML's strict validation refuses. https://documentation.mjml.io/#inside-node-js
 */
export async function htmlOf(mjml: string): Promise<string> {
  const { html } = await mjml2html(mjml, { fonts: {}, keepComments: false, validationLevel: 'strict' });
  return (
    minify(closed(html))
      // It would be read aloud in English, in front of every edition.
      .replace(' aria-roledescription="email"', '')
      // Gmail throws away a whole style element for one selector that it does not know: Outlook's get their own.
      .replace(/\n(?=\[data-ogs)/, '\n</style>\n<style type="text/css">\n')
  );
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
