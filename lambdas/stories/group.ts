import { BOUNDS } from '../article/bounds.ts';
import { languageOf } from '../article/metadata/language.ts';
import { type CopyLink, findCopies } from '../copies/copies.ts';
import type { CopyInput } from '../copies/copy-text.ts';
import type { EncodedSentence } from '../encoder/encode.ts';
import { byCodeUnits } from '../language/by-code-units.ts';
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
  /** Title and beginning, encoded (`openingText`). Without it the item is compared by its words, names and numbers alone. */
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
  const ordered = inOrder(items);
  const ids = ordered.map(({ id }) => id);
  const links = decidedLinks(findCopies(ordered.map(copyInputOf)), ids, decisions);
  const originals = originalsAmong(ids, links);
  const read = featureReader();
  const features = originals.items.map((item) => featuresOf(ordered[item], read));
  const measured = topic === undefined ? undefined : closenessOf(features, topic, vectorsOf);
  const closeness = measured && withDecidedTopic(measured, decisions, originals.placeOf);
  const onTopic = [...features.keys()].filter((place) => (closeness?.[place] ?? 1) >= ON_TOPIC);
  const stories = storiesOf(onTopic, features, decisions, originals.placeOf);
  return groupingOf({ ids, links, originals, closeness, stories });
}

/** Place of an item in their order. */
type ItemPlace = number;
/** Place of an item that is no copy among those that are none. */
type OriginalPlace = number;

interface Originals {
  readonly items: readonly ItemPlace[];
  /** The original that stands for an id: itself, or what it is a copy of. */
  readonly placeOf: (id: string) => OriginalPlace | undefined;
}

function inOrder(items: readonly GroupItem[]): readonly GroupItem[] {
  const ordered = items.toSorted((a, b) => byCodeUnits(dateOf(a), dateOf(b)) || byCodeUnits(a.id, b.id));
  if (new Set(ordered.map(({ id }) => id)).size !== ordered.length)
    throw new Error('Two articles have the same id.');
  return ordered;
}

function copyInputOf(item: GroupItem): CopyInput {
  return {
    text: bounded(item.text),
    title: item.title ?? null,
    metadata: [item.title, item.outlet, item.published, item.url].filter(Boolean).length,
    date: dateOf(item),
    key: item.id,
  };
}

function originalsAmong(ids: readonly string[], links: readonly CopyLink[]): Originals {
  const representative = new Map(links.map(({ item, of }) => [item, of]));
  const items = [...ids.keys()].filter((item) => !representative.has(item));
  const places = new Map(items.map((item, place) => [item, place] as const));
  const itemOf = new Map(ids.map((id, item) => [id, item] as const));
  return {
    items,
    placeOf: (id) => {
      const item = itemOf.get(id);
      return item === undefined ? undefined : places.get(representative.get(item) ?? item);
    },
  };
}

/**
 * The closeness with what editors decided: what they want on the topic is at its bar at least, then what follows something that is on
 * it, and last what they put off it is not near at all.
 */
function withDecidedTopic(
  measured: readonly number[],
  decisions: GroupDecisions,
  placeOf: Originals['placeOf'],
): readonly number[] {
  const closeness = [...measured];
  const raise = (place: OriginalPlace) => {
    closeness[place] = Math.max(closeness[place] ?? 0, ON_TOPIC);
  };
  for (const id of wantedOnTopic(decisions)) {
    const place = placeOf(id);
    if (place !== undefined) raise(place);
  }
  for (const [id, { follows }] of decisions) {
    const [place, followed] = [placeOf(id), follows === undefined ? undefined : placeOf(follows)];
    if (place !== undefined && followed !== undefined && (closeness[followed] ?? 0) >= ON_TOPIC) raise(place);
  }
  for (const [id, { topic }] of decisions) {
    const place = placeOf(id);
    if (place !== undefined && topic === 'off') closeness[place] = 0;
  }
  return closeness;
}

/** Originals on the topic in groups that report one event each. */
function storiesOf(
  onTopic: readonly OriginalPlace[],
  features: readonly Features[],
  decisions: GroupDecisions,
  placeOf: Originals['placeOf'],
): readonly (readonly OriginalPlace[])[] {
  const { pairs, floors } = nearPairs(storyVectors(onTopic.flatMap((place) => features[place] ?? [])));
  const memberAt = new Map(onTopic.map((place, member) => [place, member] as const));
  const languages = onTopic.map((place) => features[place]?.language ?? '');
  const groups = joinedGroups(cluster(onTopic.length, pairs, { floors, languages }), decisions, (id) => {
    const place = placeOf(id);
    return place === undefined ? undefined : memberAt.get(place);
  });
  return groups.map((members) => members.map((member) => onTopic[member] ?? 0));
}

function groupingOf({
  ids,
  links,
  originals,
  closeness,
  stories,
}: {
  readonly ids: readonly string[];
  readonly links: readonly CopyLink[];
  readonly originals: Originals;
  /** Of each original; undefined without a topic, when all are on it. */
  readonly closeness: readonly number[] | undefined;
  readonly stories: readonly (readonly OriginalPlace[])[];
}): Grouping {
  const idOf = (item: ItemPlace): string => ids[item] ?? '';
  const copiesOf = Map.groupBy(links, ({ of }) => of);
  const withCopies = (item: ItemPlace): readonly ItemPlace[] => [
    item,
    ...(copiesOf.get(item) ?? []).map((copy) => copy.item),
  ];
  const offTopic = originals.items.flatMap((item, place) => {
    const near = closeness?.[place] ?? 1;
    return near < ON_TOPIC ? withCopies(item).map((one) => ({ id: idOf(one), closeness: near })) : [];
  });
  return {
    copies: links
      .map(({ item, of, kind, score }) => ({ id: idOf(item), of: idOf(of), kind, score }))
      .sort((a, b) => byCodeUnits(a.id, b.id)),
    stories: stories
      .map((places) => places.flatMap((place) => withCopies(originals.items[place] ?? 0)))
      .map((members) => members.toSorted((a, b) => a - b).map(idOf))
      .map((articles) => ({ id: articles[0] ?? '', articles }))
      .sort((a, b) => byCodeUnits(a.id, b.id)),
    offTopic: offTopic.sort((a, b) => b.closeness - a.closeness || byCodeUnits(a.id, b.id)),
    closeness: new Map(
      (closeness ?? []).flatMap((near, place) =>
        withCopies(originals.items[place] ?? 0).map((item) => [idOf(item), near] as const),
      ),
    ),
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
