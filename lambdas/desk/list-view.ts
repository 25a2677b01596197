import type { MistakeReport } from '../types.ts';
import { type ArrivalView, arrivalView, instantInWords } from './arrivals.ts';
import { durationInWords } from './duration.ts';
import { placesIn } from './place-in-edition.ts';
import type { DeskPorts } from './ports.ts';
import { releasedView, waitingView, withdrawalView } from './public/list.ts';
import { formToken, type Session } from './session.ts';
import type { Preview } from './types.ts';

/** The desk's first page: what needs a hand, the coming edition, what came in. */
export async function listView(session: Session, ports: DeskPorts): Promise<object> {
  const [{ files: arrivals, isCut }, preview, reports, waiting, released, withdrawals] = await Promise.all([
    ports.arrivals(),
    ports.preview(),
    ports.reports(),
    ports.waiting(),
    ports.released(),
    ports.withdrawals(),
  ]);
  const placeOf = placesIn(preview?.edition ?? null);
  const views = arrivals.map((one) =>
    arrivalView(one, placeOf(one.receipt.articleId), {
      threshold: preview?.threshold ?? 0,
      timeZone: ports.settings.timeZone,
    }),
  );
  const asking = views
    .filter(({ questions }) => questions.length > 0)
    .toSorted((a, b) => GRAVITY.indexOf(a.outcome) - GRAVITY.indexOf(b.outcome));
  const now = ports.now();
  const next = ports.nextSlot();
  return {
    token: formToken(session, ports.keys),
    editor: session.name,
    arrivals: views,
    isCut,
    asking,
    reports: reports.toSorted((a, b) => (a.at < b.at ? 1 : -1)).map((one) => reportView(one, preview, ports)),
    withdrawals: withdrawals.map((one) => withdrawalView(one, session, ports)),
    handsNeeded: asking.length + reports.length + withdrawals.length,
    waiting: waiting.map((one) => waitingView(one, session, arrivals, ports)),
    released: released.map((line) => releasedView(line, ports)),
    next:
      next === null
        ? null
        : {
            at: next,
            words: instantInWords(next, ports.settings.timeZone),
            left: durationInWords(Date.parse(next) - now),
          },
    preview:
      preview === null
        ? null
        : {
            age: durationInWords(now - Date.parse(preview.made)),
            counts: preview.edition.counts,
            stories: preview.edition.stories.map(
              ({ headline, sources, state, agree, differ, notes = [] }) => ({
                headline: headline.text,
                language: headline.language,
                state,
                sources: sources.map((source) => ({
                  outlet: source.outlet ?? 'outlet not named',
                  href: `/desk/file/${source.articleId}`,
                  copies: source.copies.length,
                })),
                agree: agree.length,
                differ: differ.length,
                notes,
              }),
            ),
            offTopic: preview.edition.offTopic.map(({ title, key, articleId, closeness }) => ({
              title: title ?? key,
              href: `/desk/file/${articleId}`,
              closeness: closeness.toFixed(2),
            })),
          },
  };
}

/** What is kept out comes before what goes out with a doubt. */
const GRAVITY: readonly ArrivalView['outcome'][] = [
  'failed',
  'quarantined',
  'refused',
  'accepted',
  'released',
  'dropped',
  'withdrawn',
];

/** A reader's report beside the story that it is about; its headline where the coming edition tells it. */
function reportView(
  { id, day, at, edition, story, language, sentence, text }: MistakeReport,
  preview: Preview | null,
  { settings }: DeskPorts,
): object {
  const found = preview?.edition.stories.find((one) => one.id === story);
  return {
    action: `/desk/report/${day}/${id}`,
    at,
    when: instantInWords(at, settings.timeZone),
    headline: found?.headline.text ?? `A story of ${edition}`,
    // The language stands in a link: only one of ours.
    href: `/stories/${story}.${settings.languages.find((one) => one === language) ?? settings.languages[0]}.html`,
    sentence,
    text,
  };
}
