import { BOUNDS } from '../article/bounds.ts';
import { languageOf } from '../article/metadata/language.ts';
import { findCopies } from '../copies/copies.ts';
import type { EncodedSentence } from '../encoder/encode.ts';
import type { CopyKind, Topic } from '../types.ts';
import { cluster } from './cluster.ts';
import { decidedLinks, type GroupDecisions, joinedGroups, wantedOnTopic } from './decided.ts';
import { type Features, featureReader } from './features.ts';
import { nearPairs } from './neighbours.ts';
import { storyVectors } from './similarity.ts';
import { closenessTo, ON_TOPIC } from './topic.ts';

/** A line of the `group` command. */
export interface GroupItem {
  readonly id: string;
  readonly text: string;
  readonly title?: string | null;
  readonly outlet?: string | null;
  /** ISO day or instant. */
  readonly published?: string | null;
  readonly language?: string | null;
  readonly url?: string | null;
  /** Title and lead, encoded (`topicText`). Without it the item is compared by its words, names and numbers alone. */
  readonly opening?: EncodedSentence | null;
}

export interface Grouping {
  /** `of` is never a copy itself. */
  readonly copies: readonly {
    readonly id: string;
    readonly of: string;
    readonly kind: CopyKind;
    readonly score: number;
  }[];
  readonly stories: readonly { readonly id: string; readonly articles: readonly string[] }[];
  readonly offTopic: readonly { readonly id: string; readonly closeness: number }[];
  /** By id; only with a topic. */
  readonly closeness: ReadonlyMap<string, number>;
}

/**
 * Copies, stories and what is off the topic. Each id is in exactly one story or off topic; the order of the items never
 * matters. A story is named after its first article by (published, id). `vectorsOf` gives the vectors of the topic's own texts
 * (`topicTexts`). What editors decided goes before what is measured. Throws when an id comes twice.
 */
export function groupArticles(
  items: readonly GroupItem[],
  topic?: Topic,
  vectorsOf?: (text: string) => EncodedSentence | null,
  decisions: GroupDecisions = new Map(),
): Grouping {
  const ordered = items.toSorted((a, b) => compare(dateOf(a), dateOf(b)) || compare(a.id, b.id));
  if (new Set(ordered.map(({ id }) => id)).size !== ordered.length)
    throw new Error('Two articles have the same id.');
  const found = findCopies(
    ordered.map((item) => ({
      text: bounded(item.text),
      title: item.title ?? null,
      metadata: [item.title, item.outlet, item.published, item.url].filter(Boolean).length,
      date: dateOf(item),
      key: item.id,
    })),
  );
  const idOf = (index: number): string => ordered[index]?.id ?? '';
  const links = decidedLinks(
    found,
    ordered.map(({ id }) => id),
    decisions,
  );
  const representative = new Map(links.map(({ item, of }) => [item, of]));
  const originals = [...ordered.keys()].filter((index) => !representative.has(index));
  const read = featureReader();
  const features = originals.map((index) => featuresOf(ordered[index], read));
  const placeOf = new Map(originals.map((index, at) => [index, at] as const));
  const indexOf = new Map(ordered.map(({ id }, index) => [id, index] as const));
  const memberOf = (id: string): number | undefined => {
    const index = indexOf.get(id);
    return index === undefined ? undefined : placeOf.get(representative.get(index) ?? index);
  };
  const near = topic === undefined ? undefined : closenessOf(features, topic, vectorsOf);
  for (const id of near === undefined ? [] : wantedOnTopic(decisions)) {
    const at = memberOf(id);
    if (near !== undefined && at !== undefined) near[at] = Math.max(near[at] ?? 0, ON_TOPIC);
  }
  for (const [id, { follows }] of decisions) {
    const [at, of] = [memberOf(id), follows === undefined ? undefined : memberOf(follows)];
    if (near !== undefined && at !== undefined && of !== undefined && (near[of] ?? 0) >= ON_TOPIC)
      near[at] = Math.max(near[at] ?? 0, ON_TOPIC);
  }
  for (const [id, { topic: wanted }] of decisions) {
    const at = memberOf(id);
    if (near !== undefined && at !== undefined && wanted === 'off') near[at] = 0;
  }
  const onTopic = [...originals.keys()].filter((at) => (near?.[at] ?? 1) >= ON_TOPIC);
  const { pairs, floors } = nearPairs(storyVectors(onTopic.flatMap((at) => features[at] ?? [])));
  const placeOnTopic = new Map(onTopic.map((at, place) => [at, place] as const));
  const groups = joinedGroups(cluster(onTopic.length, pairs, floors), decisions, (id) => {
    const at = memberOf(id);
    return at === undefined ? undefined : placeOnTopic.get(at);
  });

  const copiesOf = Map.groupBy(links, ({ of }) => of);
  const withCopies = (index: number): number[] => [
    index,
    ...(copiesOf.get(index) ?? []).map(({ item }) => item),
  ];
  const stories = groups
    .map((members) => members.flatMap((member) => withCopies(originals[onTopic[member] ?? 0] ?? 0)))
    .map((members) => members.toSorted((a, b) => a - b).map(idOf))
    .map((articles) => ({ id: articles[0] ?? '', articles }))
    .sort((a, b) => compare(a.id, b.id));
  const measured = new Map(
    originals.flatMap((index, at) => withCopies(index).map((item) => [idOf(item), near?.[at] ?? 1] as const)),
  );
  const offTopic = originals
    .filter((_, at) => (near?.[at] ?? 1) < ON_TOPIC)
    .flatMap(withCopies)
    .map((item) => ({ id: idOf(item), closeness: measured.get(idOf(item)) ?? 0 }))
    .sort((a, b) => b.closeness - a.closeness || compare(a.id, b.id));
  return {
    copies: links
      .map(({ item, of, kind, score }) => ({ id: idOf(item), of: idOf(of), kind, score }))
      .sort((a, b) => compare(a.id, b.id)),
    stories,
    offTopic,
    closeness: topic === undefined ? new Map() : measured,
  };
}

function featuresOf(item: GroupItem | undefined, read: ReturnType<typeof featureReader>): Features {
  const text = bounded(item?.text ?? '');
  const language = item?.language ?? languageOf(text) ?? 'und';
  return read({
    text,
    language,
    title: item?.title ?? null,
    published: item?.published ?? null,
    opening: item?.opening ?? null,
  });
}

function closenessOf(
  features: readonly Features[],
  topic: Topic,
  vectorsOf?: (text: string) => EncodedSentence | null,
): number[] {
  const language = languageOf([topic.title, ...topic.seeds].join(' ')) ?? 'en';
  return closenessTo(topic, language, features, vectorsOf);
}

/** What comes from an article is within the bound already; lines of the `group` command may not be. */
function bounded(text: string): string {
  return text.slice(0, BOUNDS.body + BOUNDS.bodyBlocks * 2);
}

/** What has no date sorts after all that has one. */
function dateOf(item: GroupItem): string {
  return item.published ?? '9999';
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
