import { once } from '../once.ts';
import outlets from '../rules/outlets.json' with { type: 'json' };
import { isMixed, nameKey } from './name-key.ts';

const LINK = /https?:\/\/[^\s<>"“”«»]{3,2000}/giu;
const NAME_OF: ReadonlyMap<string, string> = new Map(Object.entries(outlets));
const byName = once(() => new Map(Object.values(outlets).map((name) => [plainName(name), name])));
const hostsOf = once(hostsByName);
/** Second levels under which registries sell names: `bbc.co.uk` is one owner, `co.uk` is none. */
const SHARED_LEVEL = /^(?:co|com|org|net|gov|gob|edu|ac|or|ne|go|media|in)$/;
/** A link to one of these is a post about the article, not the article. */
const NOT_AN_ARTICLE =
  /(?:^|\.)(?:twitter\.com|x\.com|t\.co|t\.me|facebook\.com|instagram\.com|youtube\.com|youtu\.be|tiktok\.com|linkedin\.com|whatsapp\.com|bit\.ly)$/;

/** The links of a text that could be an article's own address, in order. */
export function articleLinks(text: string): readonly string[] {
  return (text.match(LINK) ?? [])
    .map((link) => link.replace(/[.,;:!?)\]}'’]{1,5}$/u, ''))
    .filter((link) => hostOf(link) !== null && !NOT_AN_ARTICLE.test(hostOf(link) ?? ''));
}

/** A name that readers know for the url's domain, else the registrable domain. Null for what is no web address. */
export function outletOfUrl(url: string): string | null {
  const host = hostOf(url);
  if (!host) return null;
  const labels = host.split('.');
  for (let start = 0; start < labels.length - 1; start += 1) {
    const known = NAME_OF.get(labels.slice(start).join('.'));
    if (known) return known;
  }
  return registrableDomain(host);
}

/** `news.example.co.uk` → `example.co.uk`: what somebody owns. */
export function registrableDomain(host: string): string {
  const labels = host.split('.');
  const shared = labels.length > 2 && SHARED_LEVEL.test(labels.at(-2) ?? '');
  return labels.slice(shared ? -3 : -2).join('.');
}

/** The hosts of a known outlet, by its name as readers see it; none for a name that nobody knows. */
export function hostsOfOutlet(name: string): readonly string[] {
  return hostsOf().get(nameKey(name)) ?? [];
}

/** The known outlet that a name is made to look like, in its own spelling; null for the outlet's own name and for others. */
export function outletNamedLike(name: string): string | null {
  if (!isMixed(name)) return null;
  const known = NAME_OF.get(hostsOfOutlet(name)[0] ?? '');
  return known === undefined || plainName(known) === plainName(name) ? null : known;
}

/** The outlet's own spelling ("time" → "TIME") when it is a known one, else the name as given. */
export function outletNamed(name: string): string {
  return byName().get(plainName(name)) ?? NAME_OF.get(name.toLowerCase().replace(/^www\./, '')) ?? name;
}

export function isKnownOutlet(name: string): boolean {
  return byName().has(plainName(name)) || NAME_OF.has(name.toLowerCase().replace(/^www\./, ''));
}

/** `http` and `https` only: an uploaded `javascript:` address must never become a link of ours. */
export function hostOf(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { protocol, hostname } = new URL(url);
  return /^https?:$/.test(protocol) && hostname.includes('.')
    ? hostname.toLowerCase().replace(/^www\./, '')
    : null;
}

function hostsByName(): ReadonlyMap<string, readonly string[]> {
  const hosts = new Map<string, string[]>();
  for (const [host, name] of Object.entries(outlets)) {
    const key = nameKey(name);
    hosts.set(key, [...(hosts.get(key) ?? []), host]);
  }
  return hosts;
}

function plainName(name: string): string {
  return name
    .toLowerCase()
    .replace(/^the\s+/, '')
    .replace(/[^\p{L}\p{N}]+/gu, '');
}
