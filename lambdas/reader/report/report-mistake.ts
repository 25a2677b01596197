import { createHash } from 'node:crypto';
import type { MistakeReport } from '../../types.ts';
import type { Page } from '../pages/page.ts';
import type { Request } from '../pages/request.ts';
import { type ReaderAnswer, type ReaderPorts, say } from '../ports.ts';
import { LISTED_STORIES, type PublishedEdition, slotOfEdition, storyPath } from '../published-edition.ts';
import { counterOf, hasTurn } from '../subscription/request-limits.ts';
import { LONGEST_REPORT } from './longest-report.ts';
import { typedText } from './typed-text.ts';

type Problem = NonNullable<Extract<Page, { kind: 'report' }>['problem']>;

interface Subject {
  readonly edition: PublishedEdition;
  readonly story: string;
}

/**
 * "Report a mistake" of one story of one edition, without a script. GET shows the form, POST keeps what was typed for ninety days and mails it to the editors.
 * Who reports is neither asked nor kept. The same report on one day counts once, however often its button is pressed.
 */
export async function reportMistake(request: Request, ports: ReaderPorts): Promise<ReaderAnswer> {
  const { form, language } = request;
  const subject = await subjectOf(request.token, ports);
  if (subject === null) return say(404, 'noStory', language, [{ to: 'editions', href: '/' }]);
  const { edition, story } = subject;
  const href = storyPath(edition, story, language);
  const shown = (status: number, problem?: Problem): ReaderAnswer => ({
    status,
    page: {
      kind: 'report',
      action: `${request.path}?language=${language}`,
      slot: edition.slot,
      story: { href, headline: edition.headlines.find((one) => one.story === story) ?? null },
      sentence: form.sentence ?? '',
      text: form.text ?? '',
      ...(problem === undefined ? {} : { problem }),
    },
    language,
  });
  if (request.method !== 'POST') return shown(200);
  const [sentence, text] = [typedText(form.sentence ?? ''), typedText(form.text ?? '')];
  if (text === '') return shown(400, 'no-text');
  if (text.length > LONGEST_REPORT.text) return shown(400, 'long-text');
  if (sentence.length > LONGEST_REPORT.sentence) return shown(400, 'long-sentence');
  const reported = { edition: edition.id, story, sentence, text };
  const at = new Date(ports.now()).toISOString();
  // Twice the same on one day, by a double click or the way back, is one report, whatever its limits are by then.
  const made: MistakeReport = { ...reported, at, language, id: idOf(reported), day: at.slice(0, 10) };
  const thanks = say(200, 'reported', language, [{ to: 'story', href }]);
  if (await ports.isReported(made)) return thanks;
  const refused = await refusal(request, ports);
  if (refused !== null) return shown(refused === 'crowded' ? 429 : 503, refused);
  if (!(await ports.keepReport(made))) return thanks;
  ports.note('A mistake was reported.', { edition: edition.id, story });
  // Kept, so the editors see it on their desk even where no mail goes out.
  await ports.mailReport(made, { href, headline: headlineOf(subject) });
  return thanks;
}

/** `EDITION_STORY`: an edition's id has no underscore. Null unless the edition is public and tells the story. */
async function subjectOf(token: string, ports: ReaderPorts): Promise<Subject | null> {
  const [, id = '', story = ''] = /^([^_]+)_([A-Za-z0-9_-]{1,64})$/.exec(token) ?? [];
  const slot = slotOfEdition(id);
  const edition = slot === null ? undefined : await ports.published(slot);
  if (edition === undefined || edition.isTakenDown || edition.id !== id) return null;
  // Beyond what the list has room for, only the form of an id can be judged.
  const isListed = edition.stories.includes(story);
  const isBeyond = edition.stories.length >= LISTED_STORIES && /^[0-9a-f]{16}$/.test(story);
  return isListed || isBeyond ? { edition, story } : null;
}

function headlineOf({ edition, story }: Subject): string | null {
  return edition.headlines.find((one) => one.story === story)?.text ?? null;
}

/** `crowded` is about who reports, `busy` about all: the editors' mailbox must stay readable. */
async function refusal({ networks }: Request, ports: ReaderPorts): Promise<'crowded' | 'busy' | null> {
  if (!(await hasTurn(networks, ['reportNetwork', 'reportSite'], ports))) return 'crowded';
  for (const limit of ['reports', 'reportsDaily'] as const) {
    if (await ports.take(counterOf(limit, 'all', ports.now()))) continue;
    ports.note('A limit was reached: no report.', { limit });
    ports.onLimit('reports');
    return 'busy';
  }
  return null;
}

/** 22 characters that the same report has whenever it is made. */
function idOf(reported: Pick<MistakeReport, 'edition' | 'story' | 'sentence' | 'text'>): string {
  const parts = [reported.edition, reported.story, reported.sentence, reported.text];
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22);
}
