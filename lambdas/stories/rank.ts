/** What a story's place depends on. */
export interface RankInput {
  readonly independent: number;
  readonly languages: number;
  /** ISO day or instant of its latest article, by the outlet's date where there is one. */
  readonly newest: string;
  /** 0 … 1, of its nearest article. */
  readonly closeness: number;
}

const DAY = 86_400_000;
/** After this many days a story is as old as it gets. */
const OLD_AFTER = 3;

/** Higher stands first: independent sources, then closeness to the topic and freshness, then languages. */
export function rankScore(story: RankInput, newestOfAll: string): number {
  const age = (Date.parse(newestOfAll) - Date.parse(story.newest)) / DAY;
  const fresh = Number.isNaN(age) ? 0 : 1 - Math.min(1, Math.max(0, age / OLD_AFTER));
  return 3 * Math.log2(1 + story.independent) + 2 * story.closeness + 2 * fresh + 0.5 * (story.languages - 1);
}

/** The same, in words for `edition.json`. */
export function reasonsOf(story: RankInput): string[] {
  return [
    `independent sources: ${story.independent}`,
    `languages: ${story.languages}`,
    `newest: ${story.newest.slice(0, 10)}`,
    `closeness: ${story.closeness.toFixed(2)}`,
  ];
}
