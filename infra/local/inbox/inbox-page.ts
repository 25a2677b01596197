import { flagInWords } from '../../../lambdas/article/gates/flag-words.ts';
import { factsOf } from '../../../lambdas/desk/arrivals.ts';
import type { Receipt } from '../../../lambdas/types.ts';

export interface InboxMail {
  readonly number: number;
  readonly to: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly bytes: number;
  readonly tags: Readonly<Record<string, string>>;
}

/** Every mail and every receipt. */
export function inboxPage(content: {
  readonly name: string;
  readonly mails: readonly InboxMail[];
  readonly receipts: readonly Receipt[];
}): string {
  const { name, mails, receipts } = content;
  const rows = mails.toReversed().map(
    (mail) => `<li><a href="/mail/${mail.number}">
      <span class="to">${escaped(mail.to)}</span>
      <span class="subject">${escaped(mail.subject)}</span>
      <span class="size">${kilobytes(mail.bytes)}</span></a></li>`,
  );
  const uploads = receipts.toReversed().map(
    (receipt) => `<tr class="${escaped(receipt.outcome)}"><td><b>${escaped(receipt.outcome)}</b></td>
      <td>${escaped(receipt.key)}</td><td>${understood(receipt)}</td></tr>`,
  );
  return shell(
    name,
    `<header><h1>${escaped(name)}</h1><p>The local run: mails as they were sent, and what became of each upload.</p></header>
    <h2>Mails <small>${mails.length}</small></h2>
    ${rows.length > 0 ? `<ol class="mails">${rows.join('')}</ol>` : '<p class="empty">No mail yet. Press Enter in the terminal to compose an edition.</p>'}
    <h2>Uploads <small>${receipts.length}</small></h2>
    ${uploads.length > 0 ? `<div class="wide"><table>${uploads.join('')}</table></div>` : '<p class="empty">Nothing was uploaded yet.</p>'}`,
  );
}

/** What was understood of an upload and where each part came from, its flags in words; of what is no article, why. */
function understood(receipt: Receipt): string {
  const facts = factsOf(receipt, null);
  if (facts.length === 0 || receipt.outcome !== 'accepted') return escaped(receipt.message);
  const sentences = facts
    .filter(({ value }) => value !== '–')
    .map(({ name, value, from }) => `${name}: ${value}${from === '' ? '' : ` (${from})`}`);
  const copy = receipt.copyOf === undefined ? [] : [`The text is like that of “${receipt.copyOf.key}”.`];
  return escaped([`${sentences.join('; ')}.`, ...copy, ...(receipt.flags ?? []).map(flagInWords)].join(' '));
}

/** One mail: as a wide and as a narrow screen shows it, its text part, its headers. */
export function mailPage(content: {
  readonly name: string;
  readonly mail: InboxMail;
  readonly total: number;
}): string {
  const { name, mail, total } = content;
  const step = (to: number, label: string) =>
    to >= 1 && to <= total ? `<a href="/mail/${to}">${label}</a>` : `<span>${label}</span>`;
  const headers = mail.headers.map(
    (header) => `<tr><th scope="row">${escaped(header.name)}</th><td>${escaped(header.value)}</td></tr>`,
  );
  const frame = (kind: string, title: string) =>
    `<iframe class="${kind}" src="/mail/${mail.number}/frame" title="${title}" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>`;
  return shell(
    `${mail.subject} · ${name}`,
    `<nav><a href="/">All mails</a><span class="steps">${step(mail.number - 1, 'Earlier')} ${step(mail.number + 1, 'Later')} <a href="/mail/${mail.number}/raw">Download .eml</a></span></nav>
    <header><h1>${escaped(mail.subject)}</h1><p>to ${escaped(mail.to)} · ${kilobytes(mail.bytes)}</p></header>
    <div class="views">
    <input type="radio" name="view" id="wide" checked><label for="wide">Desktop</label>
    <input type="radio" name="view" id="narrow"><label for="narrow">Phone</label>
    <input type="radio" name="view" id="text"><label for="text">Text part</label>
    <input type="radio" name="view" id="headers"><label for="headers">Headers</label>
    <section class="wide-view">${frame('desktop', 'The mail on a wide screen')}</section>
    <section class="narrow-view">${frame('phone', 'The mail on a phone')}</section>
    <section class="text-view"><pre>${linked(escaped(mail.text))}</pre></section>
    <section class="headers-view"><div class="wide"><table>${headers.join('')}</table></div></section>
    </div>`,
  );
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);

/** Web addresses of an escaped text become links; the quotes and angle brackets around them are escaped by now. */
const linked = (markup: string): string =>
  markup.replace(/https?:\/\/(?:(?!&(?:lt|gt|quot|#39);)[^\s])+/g, (url) => {
    const end = /[.,;:)\]]+$/.exec(url)?.[0] ?? '';
    const address = url.slice(0, url.length - end.length);
    return `<a href="${address}" target="_blank" rel="noreferrer">${address}</a>${end}`;
  });

const kilobytes = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KB`;

const STYLE = `
:root{color-scheme:light dark;--ink:#1c1f23;--quiet:#5c6570;--line:#dfe3e8;--paper:#fff;--ground:#f4f5f7;--mark:#0b5fae;--bad:#a8201a;--good:#1d6b3a}
@media(prefers-color-scheme:dark){:root{--ink:#e8eaed;--quiet:#a3adb8;--line:#353b43;--paper:#1d2126;--ground:#14171a;--mark:#7db8f0;--bad:#ff9a92;--good:#7fd3a0}}
*{box-sizing:border-box}body{margin:0;padding:2rem max(1rem,calc((100vw - 68rem)/2));background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
h1{font-size:1.6rem;line-height:1.25;margin:0}h2{font-size:1.1rem;margin:2rem 0 .5rem}small{color:var(--quiet);font-weight:400}
header p,.empty{color:var(--quiet);margin:.25rem 0 1rem}a{color:var(--mark)}
.mails{list-style:none;margin:0;padding:0;border:1px solid var(--line);border-radius:8px;background:var(--paper);overflow:hidden}
.mails li+li{border-top:1px solid var(--line)}.mails a{display:grid;grid-template-columns:16rem 1fr auto;gap:1rem;padding:.75rem 1rem;color:inherit;text-decoration:none}
.mails a:hover,.mails a:focus{background:var(--ground)}.to,.size{color:var(--quiet)}.subject{font-weight:600}.to,.subject{overflow-wrap:anywhere}
table{border-collapse:collapse;width:100%;background:var(--paper);font-size:.9rem}td b{white-space:nowrap;overflow-wrap:normal}td,th{border:1px solid var(--line);padding:.4rem .75rem;text-align:left;vertical-align:top;overflow-wrap:break-word;min-width:5rem}
th{white-space:nowrap;font-weight:600}.wide{overflow-x:auto}.accepted b{color:var(--good)}.refused b,.failed b{color:var(--bad)}
nav{display:flex;justify-content:space-between;gap:1rem;flex-wrap:wrap;margin-bottom:1rem}.steps{display:flex;gap:1rem}.steps span{color:var(--quiet)}
.views input{position:absolute;opacity:0}.views label{display:inline-block;padding:.4rem 1rem;border:1px solid var(--line);border-radius:999px;margin:0 .25rem 1rem 0;cursor:pointer;background:var(--paper)}
.views input:checked+label{background:var(--mark);border-color:var(--mark);color:var(--paper)}.views input:focus-visible+label{outline:3px solid var(--mark);outline-offset:2px}
.views section{display:none}#wide:checked~.wide-view,#narrow:checked~.narrow-view,#text:checked~.text-view,#headers:checked~.headers-view{display:block}
iframe{display:block;border:1px solid var(--line);border-radius:8px;background:#fff;height:80vh}.desktop{width:100%}.phone{width:377px;max-width:100%;margin:0 auto;border-radius:24px}
pre{background:var(--paper);border:1px solid var(--line);border-radius:8px;padding:1rem;margin:0;white-space:pre-wrap;overflow-wrap:anywhere;font:14px/1.5 ui-monospace,monospace}
@media(max-width:40rem){.mails a{grid-template-columns:1fr auto}.subject{grid-column:1/-1;grid-row:2}}`;

function shell(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escaped(title)}</title><style>${STYLE}</style></head><body><main>${body}</main></body></html>`;
}
