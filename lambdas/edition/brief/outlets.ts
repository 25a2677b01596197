import { nameKey } from '../../article/metadata/name-key.ts';
import { type OutletFacts, outletFacts } from '../../article/metadata/outlet-facts.ts';
import type { Source, Story } from '../../types.ts';
import { displayNames } from '../formats.ts';
import { furtherCited } from '../select/shown-agreement.ts';
import { safeUrl } from '../view/clean.ts';
import { type Line, named, ours } from '../view/linked-text.ts';
import { languageTag, namesIn } from '../view/source-view.ts';
import { languageName, numberIn, plural, type Wording } from '../wording.ts';

/** Outlets that a line has room for. */
const MOST_OUTLETS = 10;

export interface OutletsView {
  readonly count: number;
  /** "Harbour Gazette · Xinhua (China, state media) · and 3 more", linked, without those of these names. */
  readonly line: (without?: readonly string[]) => Line;
  readonly outlets: readonly { readonly name: string; readonly url: string | null; readonly label: Line }[];
  /** Everybody who reports it, copies and witnesses in other stories included, is known to be state media. */
  readonly isStateOnly: boolean;
}

/** Who reports a story: each outlet once, with its country and what is known of it, where its address is known. */
export function outletsView(story: Story, wording: Wording): OutletsView {
  const names = namesIn(story, wording);
  const outlets = new Map<string, { name: string; url: string | null; known: OutletFacts | null }>();
  for (const { articleId, url } of story.sources) {
    const name = names.get(articleId) ?? wording.unnamed;
    const known = outlets.get(nameKey(name));
    if (known === undefined) outlets.set(nameKey(name), { name, url: safeUrl(url), known: outletFacts(url) });
  }
  const all = [...outlets.values()];
  const rest = all.length - MOST_OUTLETS;
  const listed = rest > 1 ? all.slice(0, MOST_OUTLETS) : all;
  const labelled = listed.map(({ name, url, known }) => ({
    name,
    url,
    label: labelOf(name, url, known, wording),
  }));
  const more = rest > 1 ? [[ours(plural(wording.others, rest, wording.locale))]] : [];
  return {
    count: all.length,
    line: (without = []) => {
      const shown = labelled.filter(({ name }) => !without.includes(name)).map(({ label }) => label);
      return [...shown, ...more].flatMap((label, at): Line => (at === 0 ? label : [ours(' · '), ...label]));
    },
    outlets: labelled,
    isStateOnly: [...story.sources, ...furtherCited(story)].every(isStateMedia),
  };
}

const isStateMedia = ({ url }: Source) => outletFacts(url)?.stateMedia === true;

/** "Xinhua (China, state media)", as far as that is known. */
function labelOf(name: string, url: string | null, known: OutletFacts | null, wording: Wording): Line {
  if (known === null) return [named(name, url)];
  const country = countryName(known.country, wording.locale);
  return [named(name, url), ours(` (${known.stateMedia ? `${country}, ${wording.stateMedia}` : country})`)];
}

/** The code itself where ICU has no name. */
function countryName(code: string, locale: string): string {
  try {
    return displayNames(locale, { type: 'region', style: 'short' }).of(code) ?? code;
  } catch {
    return code;
  }
}

/** Outlets that report a fact of it in an article that belongs to another story, by their keys. */
export function witnessesOf(story: Story, wording: Wording): ReadonlyMap<string, string> {
  const names = namesIn(story, wording);
  const nameOf = (articleId: string) => names.get(articleId) ?? wording.unnamed;
  const own = new Set(story.sources.map(({ articleId }) => nameKey(nameOf(articleId))));
  const quoted = story.agree.flatMap(({ quotes }) => quotes.map(({ articleId }) => nameOf(articleId)));
  return new Map(quoted.flatMap((name) => (own.has(nameKey(name)) ? [] : [[nameKey(name), name]])));
}

/** "9 outlets · English 7 · Ukrainian 1", or that it is from one, which does not say that no other has it; then how many others report part of it. */
export function standingOf(story: Story, outlets: number, wording: Wording): string {
  const others = witnessesOf(story, wording).size;
  const inPart = others === 0 ? '' : ` · ${plural(wording.inPart, others, wording.locale)}`;
  return `${ownStanding(story, outlets, wording)}${inPart}`;
}

function ownStanding(story: Story, outlets: number, wording: Wording): string {
  if (story.sources.length === 1) return wording.fromOneOutlet;
  const counted = plural(wording.outlets, outlets, wording.locale);
  const languages = Map.groupBy(
    story.sources.flatMap((source) => languageTag(source.language) ?? []),
    (tag) => tag,
  );
  if (languages.size < 2) return counted;
  const each = [...languages].map(
    ([tag, all]) => `${languageName(tag, wording.locale)} ${numberIn(all.length, wording.locale)}`,
  );
  return `${counted} · ${each.join(' · ')}`;
}
