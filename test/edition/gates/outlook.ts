import { parseHTML } from 'linkedom';
import type { Gate } from './gate.ts';

const LINE_HEIGHTS_ARE_EXACT = /<!--\[if mso\]><style[^>]*>[^<]*\bp,[^<]*mso-line-height-rule: exactly/;
const sizeIn = (style: string | null) => Number(/(?:font:[^;]*?|font-size:)(\d+)px/.exec(style ?? '')?.[1]);

/** Word draws Outlook's mails: where line heights are exact it cuts the tops off letters larger than their block's. */
export const outlook: Gate = {
  program: 'Outlook for Windows',
  source:
    'https://learn.microsoft.com/en-us/previous-versions/office/developer/office-2007/aa338201(v=office.12)',
  faults: (html) => {
    const { document } = parseHTML(html);
    const cutOff = [...document.querySelectorAll('span[style], b[style], a[style]')].filter((element) => {
      const block = element.closest('p, h1, h2, h3, td, th, div');
      return sizeIn(element.getAttribute('style')) > sizeIn(block?.getAttribute('style') ?? null);
    });
    return [
      ...(LINE_HEIGHTS_ARE_EXACT.test(html) ? [] : ['Word would choose line heights of its own']),
      ...cutOff.map(({ outerHTML }) => `cut off: ${outerHTML.slice(0, 80)}`),
    ];
  },
  bad: [
    '<html><body><p>no rule for line heights</p></body></html>',
    '<!--[if mso]><style>p, td { mso-line-height-rule: exactly }</style><![endif]--><p style="font:13px/1.5 Arial"><b style="font-size:23px">6</b></p>',
  ],
};
