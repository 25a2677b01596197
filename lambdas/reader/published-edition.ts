import * as v from 'valibot';

/** What the list of editions tells of one, as far as readers' pages show it. */
export interface PublishedEdition {
  readonly id: string;
  /** ISO instant. */
  readonly slot: string;
  /** In which it has a page; the first is the edition's own. */
  readonly languages: readonly string[];
  /** Nothing of it is public any more. */
  readonly isTakenDown: boolean;
  /** Ids of its stories, as many as the list has room for. */
  readonly stories: readonly string[];
  /** Of its first stories. */
  readonly headlines: readonly {
    readonly story: string;
    readonly text: string;
    readonly language: string | null;
  }[];
}

/** A line of the list, as `lambdas/edition/web/calendar.ts` writes it: corrections and take-downs are in it. */
const Line = v.object({
  id: v.string(),
  slot: v.string(),
  languages: v.array(v.string()),
  isTakenDown: v.optional(v.boolean(), false),
  stories: v.optional(v.array(v.string()), []),
  headlines: v.array(v.object({ anchor: v.string(), text: v.string(), language: v.nullable(v.string()) })),
});

/** As many stories as a line names at most: of an edition with more, the others are not known here. */
export const LISTED_STORIES = 40;

/** Reads a line of the list of editions. Throws on anything else. */
export function publishedEdition(line: string): PublishedEdition {
  const { headlines, ...rest } = v.parse(Line, JSON.parse(line));
  return {
    ...rest,
    headlines: headlines.map(({ anchor, text, language }) => ({
      story: anchor.replace(/^story-/, ''),
      text,
      language,
    })),
  };
}

/** The slot of an edition id (ISO), since the list is sorted by slots; null for what is no such id. */
export function slotOfEdition(id: string): string | null {
  const [, day, hour, minute, second, milliseconds = '000'] =
    /^(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)(?:-(\d{3}))?Z$/.exec(id) ?? [];
  return day === undefined ? null : `${day}T${hour}:${minute}:${second}.${milliseconds}Z`;
}

/** The language in which an edition's pages are best opened by who reads `language`. */
export function pageLanguage({ languages }: Pick<PublishedEdition, 'languages'>, language: string): string {
  return languages.includes(language) ? language : (languages[0] ?? language);
}

/** Paths below the public address, as `lambdas/edition/web/address.ts` has them. */
export const editionPath = (edition: PublishedEdition, language: string): string =>
  `/editions/${edition.id}.${pageLanguage(edition, language)}.html`;
export const storyPath = (edition: PublishedEdition, story: string, language: string): string =>
  `/stories/${story}.${pageLanguage(edition, language)}.html`;
