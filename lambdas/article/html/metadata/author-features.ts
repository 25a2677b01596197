import { agencyNamed } from '../../metadata/contributors.ts';
import { hostOf } from '../../metadata/links.ts';
import { isName } from '../../metadata/names.ts';
import { featureList } from '../../roles/feature-list.ts';
import { flag, keyOf } from '../../roles/text-features.ts';
import { distanceTo, type PageView } from './page-view.ts';

/** Where a page declares or prints the name of an author. */
const AUTHOR_SOURCES = [
  'ldAuthor',
  'ldCreator',
  'ldPerson',
  'metaAuthor',
  'metaOther',
  'metaLabel',
  'rel',
  'itemprop',
  'class',
  'href',
  'byText',
  'nameText',
  'byEnd',
] as const;
export type AuthorSource = (typeof AUTHOR_SOURCES)[number];

/** A name that was found in one place or several. */
export interface FoundName {
  readonly name: string;
  readonly sources: Set<AuthorSource>;
  /** Types of schema.org that the page's data give it. */
  readonly types: Set<string>;
  /** Indexes of the blocks that print it. */
  readonly places: number[];
  /** Which name of its first source it is. */
  readonly order: number;
  /** Whether "By" or the like stands before it. */
  label: boolean;
  bylineClass: boolean;
  authorClass: boolean;
}

interface AuthorSubject {
  readonly one: FoundName;
  readonly all: readonly FoundName[];
  readonly view: PageView;
  readonly key: string;
  /** Keys of the page's outlet and of its domain's last label but one. */
  readonly outlet: string;
  readonly host: string;
  readonly words: readonly string[];
  readonly letters: string;
}

const TEAM =
  /\b(?:staff|team|desk|editors?|editorial|redaktion|redacci[oó]n|r[eé]daction|redazione|redactie|newsroom|admin(?:istrator)?|agenc(?:y|ies|ia)|guest|contributors?|news|media|press|blog|inc|llc|ltd|gmbh|university|institute|company|group|association|foundation|magazine|office|department|center|centre|редакция|редакція)\b/iu;
/** For a name that no block prints. */
const NOWHERE = 41;

const AUTHOR = featureList<AuthorSubject>({
  sources: ({ one }) => one.sources.size,
  person: ({ one }) => one.types.has('Person'),
  organization: ({ one }) => [...one.types].some((type) => /Organi[sz]ation/.test(type)),
  string: ({ one }) => one.types.has('string'),
  order: ({ one }) => Math.min(10, one.order),
  candidates: ({ all }) => Math.min(30, all.length),
  declaredOthers: ({ one, all }) =>
    all.filter((other) => other !== one && (other.sources.has('ldAuthor') || other.sources.has('metaAuthor')))
      .length,
  words: ({ words }) => words.length,
  letters: ({ one }) => one.name.length,
  capitals: ({ words }) => words.filter((word) => /^\p{Lu}/u.test(word)).length / words.length,
  digits: ({ one }) => /\d/.test(one.name),
  shouted: ({ letters }) => letters.length > 3 && !/\p{Ll}/u.test(letters),
  isName: ({ one }) => isName(one.name),
  agency: ({ one }) => agencyNamed(one.name) !== null,
  isOutlet: ({ key, outlet }) => key === outlet,
  inOutlet: ({ key, outlet }) => outlet.includes(key),
  holdsOutlet: ({ key, outlet }) => outlet.length > 2 && key.includes(outlet),
  host: ({ key, host }) => host.length > 2 && (key.startsWith(host) || host === key),
  place: ({ one, view }) =>
    one.places.length > 0
      ? one.places
          .map((place) => distanceTo(view, place))
          .reduce((a, b) => (Math.abs(b) < Math.abs(a) ? b : a))
      : NOWHERE,
  besideHeadline: ({ one, view }) =>
    view.headline < 0 || one.places.length === 0
      ? NOWHERE
      : Math.min(40, ...one.places.map((place) => Math.abs(place - view.headline))),
  below: ({ one, view }) =>
    one.places.length > 0 && view.last >= 0 && one.places.every((place) => place > view.last),
  label: ({ one }) => one.label,
  team: ({ one }) => TEAM.test(one.name),
  abbreviation: ({ one, letters }) => letters.length <= 5 && !/\s/.test(one.name),
  marks: ({ one }) => Math.min(20, one.places.length),
  bylineClass: ({ one }) => one.bylineClass,
  authorClass: ({ one }) => one.authorClass,
  address: ({ one }) => /[@._/]\w/.test(one.name),
  inBodyOdds: ({ one, view }) => Math.max(0, ...one.places.map((place) => view.odds[place] ?? 0)),
  printed: ({ one }) => one.places.length > 0,
});

export const AUTHOR_FEATURES: readonly string[] = [...AUTHOR_SOURCES, ...AUTHOR.names];

/** What speaks for a name being an author's, and against it, in the order of `AUTHOR_FEATURES`. */
export function authorFeatures(one: FoundName, all: readonly FoundName[], view: PageView): readonly number[] {
  const subject = {
    one,
    all,
    view,
    key: keyOf(one.name),
    outlet: keyOf(view.outlet ?? ''),
    host: keyOf((hostOf(view.facts.url ?? '') ?? '').split('.').at(-2) ?? ''),
    words: one.name.split(/\s+/),
    letters: one.name.replace(/\P{L}/gu, ''),
  };
  return [...AUTHOR_SOURCES.map((source) => flag(one.sources.has(source))), ...AUTHOR.rowOf(subject)];
}
