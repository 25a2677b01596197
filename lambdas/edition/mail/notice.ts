import type { Notice, Settings } from '../../types.ts';
import { compile, type Templates } from '../mail-templates.ts';
import { PLACEHOLDER_PREFERENCES, PLACEHOLDER_TOKEN } from '../placeholder.ts';
import { cleanLine } from '../view/clean.ts';
import { INSET } from '../view/inset.ts';
import { fill } from '../wording.ts';
import { htmlOf } from './html.ts';
import { mimeMail } from './mime.ts';
import type { Rendered } from './render.ts';
import { wrapText } from './text.ts';

/** What a notice says, `{name}` being the newsletter's. */
export interface NoticeWords {
  readonly subject: string;
  readonly title: string;
  readonly text: string;
  readonly button: string;
  /** The label of a second link, if there is one. */
  readonly more?: string;
  readonly foot: string;
}

export interface NoticeOptions {
  /** Of the words, ISO 639-1. */
  readonly language: string;
  readonly direction: string;
  readonly words: NoticeWords;
  /** What stands above the button's address in full. */
  readonly linkNote: string;
  readonly settings: Settings;
  readonly templates: Templates;
}

/** Where the button of each notice leads, and its second link, below `/reader/`. Two that have tokens each have another one. */
const LINKS: Readonly<Record<Notice, { readonly button: string; readonly more?: string }>> = {
  confirm: { button: `confirm/${PLACEHOLDER_TOKEN}`, more: `never/${PLACEHOLDER_PREFERENCES}` },
  already: { button: `preferences/${PLACEHOLDER_TOKEN}` },
  goodbye: { button: 'subscribe', more: `preferences/${PLACEHOLDER_TOKEN}` },
  export: { button: `export/${PLACEHOLDER_TOKEN}` },
  changed: { button: `undo/${PLACEHOLDER_TOKEN}` },
  erase: { button: `erase/${PLACEHOLDER_TOKEN}` },
};

/** A notice in one language, with a placeholder where a reader's token goes. */
async function renderNotice(notice: Notice, options: NoticeOptions): Promise<Rendered> {
  const { language, direction, words, linkNote, settings, templates } = options;
  const name = cleanLine(settings.name);
  const said = (pattern: string) => fill(pattern, { name });
  const { button, more } = LINKS[notice];
  const url = (path: string) => `${settings.publicAddress}/reader/${path}`;
  const view = {
    lang: language,
    dir: direction,
    start: direction === 'rtl' ? 'right' : 'left',
    inset: INSET[direction === 'rtl' ? 'rtl' : 'ltr'],
    name,
    subject: said(words.subject),
    title: said(words.title),
    text: said(words.text),
    button: words.button,
    url: url(button),
    more: more === undefined || words.more === undefined ? null : { label: words.more, url: url(more) },
    linkNote,
    foot: said(words.foot),
    postalAddress: cleanLine(settings.postalAddress),
  };
  const markup = compile(templates, 'notice.mjml', { noEscape: false });
  const plain = compile(templates, 'notice.txt', { noEscape: true });
  return { subject: view.subject, html: await htmlOf(markup(view)), text: wrapText(plain(view)) };
}

/**
 * The notice as a MIME mail for `personalize`, made when the stack is bundled: whoever sends it needs no template engine.
 * Date and Message-ID are left to `dated`.
 */
export async function composeNotice(notice: Notice, options: NoticeOptions): Promise<Uint8Array> {
  const rendered = await renderNotice(notice, options);
  const { language, settings } = options;
  const headers = {
    'Content-Language': language,
    // RFC 3834: keeps holiday notices from answering.
    'Auto-Submitted': 'auto-generated',
  };
  const name = `${notice}.${language}`;
  const mail = Buffer.from(await mimeMail({ name, date: new Date(0), ...rendered, headers }, settings));
  const end = mail.indexOf('\r\n\r\n');
  const head = mail
    .toString('latin1', 0, end)
    .split('\r\n')
    .filter((line) => !/^(Date|Message-ID):/i.test(line))
    .join('\r\n');
  return Buffer.concat([Buffer.from(head, 'latin1'), mail.subarray(end)]);
}
