import type { Edition, Settings } from '../../types.ts';
import { compile, type Templates } from '../mail-templates.ts';
import { leaveUrl } from '../placeholder.ts';
import { cleanLine } from '../view/clean.ts';
import { INSET } from '../view/inset.ts';
import { numberOf } from '../view/subject.ts';
import { fill, wordingFor } from '../wording.ts';
import { htmlOf } from './html.ts';
import { composeMessage } from './message.ts';
import { wrapText } from './text.ts';

export interface CorrectionOptions {
  /** Of the correction itself: `<edition>-c1`. */
  readonly id: string;
  /** The editors' own words, whatever language they are in. */
  readonly note: string;
  /** The reader's language, ISO 639-1. */
  readonly language: string;
  readonly settings: Settings;
  readonly templates: Templates;
}

/** The mail that tells of a correction to an edition, for `personalize`. The same bytes for the same input. */
export async function correctionMessage(edition: Edition, options: CorrectionOptions): Promise<Uint8Array> {
  const { id, note, language, settings, templates } = options;
  const { language: lang, wording } = wordingFor(language);
  const own = wording.correctionMail;
  const values = { name: cleanLine(edition.name), number: numberOf(edition, wording) };
  const view = {
    lang,
    dir: wording.dir,
    start: wording.dir === 'rtl' ? 'right' : 'left',
    inset: INSET[wording.dir === 'rtl' ? 'rtl' : 'ltr'],
    name: values.name,
    subject: fill(own.subject, values),
    title: own.title,
    text: cleanLine(note),
    button: own.button,
    url: `${settings.publicAddress}/editions/${edition.id}.${language}.html`,
    linkNote: own.linkNote,
    more: { label: wording.unsubscribe, url: leaveUrl(settings.publicAddress) },
    foot: fill(own.foot, values),
    postalAddress: cleanLine(settings.postalAddress),
  };
  const html = await htmlOf(compile(templates, 'notice.mjml', { noEscape: false })(view));
  const text = wrapText(compile(templates, 'notice.txt', { noEscape: true })(view));
  const rendered = { subject: view.subject, html, text };
  return composeMessage({ ...edition, id }, rendered, { language, settings, depth: 'brief' });
}
