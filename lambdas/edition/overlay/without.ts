import type { Agreement, Difference, Quote, Source, Story, StorySource } from '../../types.ts';

/** Ids of articles. */
type Gone = ReadonlySet<string>;

/**
 * A story without these articles: no sentence, title or name of theirs is left. Null when it had no others. What needs two
 * outlets to be true (an agreement, a difference) goes where one is left.
 */
export function storyWithout(story: Story, gone: Gone): Story | null {
  if (!namesAny(story, gone)) return story;
  const stays = ({ articleId }: { readonly articleId: string }) => !gone.has(articleId);
  const sources = story.sources.flatMap((source) => sourceWithout(source, gone));
  if (sources.length === 0) return null;
  const { leads, corrections, people, timeline, spoken, elsewhere, ...rest } = story;
  const summary = story.summary.filter(stays);
  return {
    ...rest,
    headline:
      stays(story.headline) || story.headline.editorial ? story.headline : headlineOf(sources, summary),
    summary,
    ...(leads === undefined ? {} : { leads: leads.filter(stays) }),
    ...(corrections === undefined
      ? {}
      : {
          corrections: corrections.map((notice) => notice.filter(stays)).filter(({ length }) => length > 0),
        }),
    agree: story.agree.flatMap((agreement) => agreementWithout(agreement, gone)),
    differ: story.differ.flatMap((difference) => differenceWithout(difference, gone)),
    only: story.only.filter(({ quote }) => stays(quote)),
    ...(people === undefined ? {} : { people: people.filter(({ role }) => stays(role)) }),
    ...(timeline === undefined ? {} : { timeline: timeline.filter(({ quote }) => stays(quote)) }),
    ...(spoken !== undefined && stays(spoken.quote) ? { spoken } : {}),
    sources,
    ...(elsewhere === undefined ? {} : { elsewhere: elsewhere.filter(stays) }),
    // They counted what is gone.
    reasons: [],
  };
}

/** Every article that a story names, whatever for. */
export function articlesOf({ sources, elsewhere = [] }: Story): readonly Source[] {
  return [...sources.flatMap((source) => [source, ...source.copies]), ...elsewhere];
}

function namesAny(story: Story, gone: Gone): boolean {
  return articlesOf(story).some(({ articleId }) => gone.has(articleId)) || gone.has(story.headline.articleId);
}

/** Where the text that stood for the others is gone, the first of its copies stands for them. */
function sourceWithout(source: StorySource, gone: Gone): StorySource[] {
  const copies = source.copies.filter(({ articleId }) => !gone.has(articleId));
  if (!gone.has(source.articleId)) return [{ ...source, copies }];
  const [heir, ...others] = copies;
  if (heir === undefined) return [];
  const { kind: _, ...own } = heir;
  return [{ ...own, copies: others }];
}

function headlineOf(sources: readonly StorySource[], summary: readonly Quote[]): Story['headline'] {
  const titled = sources.find(({ title }) => title !== null && title.trim() !== '');
  if (titled !== undefined)
    return { text: titled.title ?? '', language: titled.language, articleId: titled.articleId };
  const [first] = summary;
  return {
    text: first?.text ?? '',
    language: first?.language ?? null,
    articleId: first?.articleId ?? sources[0]?.articleId ?? '',
  };
}

function agreementWithout(agreement: Agreement, gone: Gone): Agreement[] {
  const { quotes, shown = 1, reportedBy } = agreement;
  const kept = quotes.flatMap((quote, at) => (gone.has(quote.articleId) ? [] : [at]));
  if (kept.length === quotes.length) return [agreement];
  const shownNow = kept.filter((at) => at < (agreement.shown === undefined ? quotes.length : shown)).length;
  if (kept.length < 2 || shownNow === 0) return [];
  const newPlace = new Map(kept.map((at, place) => [at, place]));
  return [
    {
      quotes: kept.flatMap((at) => quotes[at] ?? []),
      ...(agreement.shown === undefined ? {} : { shown: shownNow }),
      ...(reportedBy === undefined
        ? {}
        : {
            reportedBy: kept
              .filter((at) => at < reportedBy.length)
              .map((at) => (reportedBy[at] ?? []).flatMap((one) => newPlace.get(one) ?? [])),
          }),
    },
  ];
}

function differenceWithout(difference: Difference, gone: Gone): Difference[] {
  const { quotes, numbers, others, shown } = difference;
  const stays = ({ articleId }: Quote) => !gone.has(articleId);
  const kept = quotes.flatMap((quote, at) => (stays(quote) ? [at] : []));
  if (kept.length < 2) return [];
  return [
    {
      ...difference,
      quotes: kept.flatMap((at) => quotes[at] ?? []),
      ...(numbers === undefined ? {} : { numbers: kept.flatMap((at) => numbers[at] ?? []) }),
      ...(others === undefined ? {} : { others: kept.map((at) => (others[at] ?? []).filter(stays)) }),
      ...(shown === undefined
        ? {}
        : { shown: kept.map((at) => (others?.[at] ?? []).slice(0, shown[at]).filter(stays).length) }),
    },
  ];
}
