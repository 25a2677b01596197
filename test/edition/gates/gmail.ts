import type { Gate } from './gate.ts';

/** Letters of all style elements together. */
const MOST_STYLE = 8192;

/** Gmail drops a style element that is too long or holds a rule that it does not know, and with it every rule in it. */
export const gmail: Gate = {
  program: 'Gmail',
  source: 'https://developers.google.com/workspace/gmail/design/css',
  faults: (html) => {
    const styles = [...html.matchAll(/<style[^>]*>([^<]*)<\/style>/g)].map(([, css = '']) => css);
    // This one is for Outlook's dark mode alone: Gmail may drop it.
    const kept = styles.filter((css) => !/^\s*\[data-ogs/.test(css));
    return [
      ...(styles.join('').length > MOST_STYLE ? ['the style elements are too long'] : []),
      ...kept.filter((css) => /\[|@(?!media)/.test(css)).map((css) => `dropped: ${css.slice(0, 80)}`),
    ];
  },
  bad: [
    '<style>@font-face { font-family: x }</style>',
    '<style>a[href] { color: red }</style>',
    `<style>${'p { margin: 0 }'.repeat(600)}</style>`,
  ],
};
