import { hostOf, registrableDomain } from '../../metadata/links.ts';

const LAST_PART = /^(.*\S)\s*(?:\s[|–—»·•-]|\||\s::)\s+([^|–—»·•]{2,60})$/u;
const FIRST_PART = /^([^|–—»·•:]{2,60}?)(?::|\s[|–—»·•-]|\|)\s+(\S.*)$/u;
const LONGEST_NAME = 8;
/** Letters of what stands behind a site's name, below which it is a part of that name. */
const SHORTEST_HEADLINE = 8;
/** Words of a part of the site, which is called after it: "Gazette Travel". */
const LONGEST_SECTION = 3;

/**
 * "Headline - The Harbour Gazette" without what a window's title or a shared one says of its site: the last part, where it is the outlet's name,
 * a part of it, or the address's own; and a first part that is exactly one of these, "Harbour Gazette: Headline".
 */
export function withoutSiteName(title: string, outlet: string | null, url: string | null): string {
  const host = hostOf(url ?? '');
  const domain = host === null ? '' : registrableDomain(host);
  const names = [plain(outlet ?? ''), plain(domain), plain(domain.split('.')[0] ?? '')];
  return withoutFirst(withoutLast(title, names), names);
}

function withoutFirst(title: string, names: readonly string[]): string {
  const [, first = '', headline = ''] = FIRST_PART.exec(title) ?? [];
  return plain(first).length > 1 &&
    plain(headline).length >= SHORTEST_HEADLINE &&
    names.includes(plain(first))
    ? headline
    : title;
}

function withoutLast(title: string, names: readonly string[]): string {
  const [, headline = '', last = ''] = LAST_PART.exec(title) ?? [];
  const own = plain(last);
  if (own.length < 2 || !/\p{L}{2}/u.test(headline) || last.split(/\s+/).length > LONGEST_NAME) return title;
  const begins = last.split(/\s+/).length <= LONGEST_SECTION && !/(?:^|\s)\p{Ll}/u.test(last);
  const isSite = names.some(
    (name) =>
      name === own ||
      (own.length > 3 && name.includes(own)) ||
      (name.length > 3 && begins && own.startsWith(name)),
  );
  return isSite ? headline : title;
}

function plain(text: string): string {
  return text
    .normalize('NFD')
    .toLowerCase()
    .replace(/^(?:the|der|die|das|le|la|el)\s+/, '')
    .replace(/[^\p{L}\p{N}]/gu, '');
}
