/** What stands between the parts of a title: a site, a section, a headline. */
export const SEPARATOR = /\s+[|–—»·•:-]\s+|\s*\|\s*|\s+::\s+/u;
const ENDING = /\s*(?:\s[|–—»·•-]|\s?\||\s::)\s+(?=[^|–—»·•]{1,60}$)/u;

/** "Kicker | Headline – Site": without its last part, without its first, and the longest one alone. */
export function partsOf(text: string): readonly string[] {
  const parts = text.split(SEPARATOR);
  if (parts.length < 2) return [];
  const longest = parts.reduce((a, b) => (b.length > a.length ? b : a));
  const cut = text.split(ENDING);
  return [
    longest,
    ...(cut.length > 1 ? [cut.slice(0, -1).join(' ')] : []),
    text.slice(parts[0]?.length ?? 0).replace(/^[\s|–—»·•:-]+/u, ''),
    text.slice(0, text.lastIndexOf(parts.at(-1) ?? '')).replace(/[\s|–—»·•:-]+$/u, ''),
  ];
}
