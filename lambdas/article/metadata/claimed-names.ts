import { visibleText } from '../bytes/visible-text.ts';
import { once } from '../once.ts';
import type { Reading } from '../reading.ts';
import interfaceWords from '../rules/interface-words.json' with { type: 'json' };
import { hostOf, hostsOfOutlet, outletNamedLike, outletOfUrl, registrableDomain } from './links.ts';
import { isMixed, nameKey } from './name-key.ts';

/** What was wrong with a name that a file claims. Flags of the article; each has its sentence in the receipt. */
export type NameFlag = 'invisible-signs' | 'look-alike-name' | 'name-on-other-host' | 'refused-name';

/** Keys of names, as `npm run document` makes them of the wording of mails and pages. */
const ourWords = once(() => new Set(Object.values(interfaceWords).flat()));
/** So long that it says what it says wherever it stands in a name ("Unsubscribe here"). */
const telling = once(() => interfaceWords.actions.filter((key) => key.length >= 10));
const ADDRESS = /:\/\/|\bwww\.|\bmailto:|\S@\S/i;
const bareAddress = once(() => /[\p{L}\d-]\.\p{L}{2,24}[/?#]/u);
const DOMAIN = /^[a-z\d-]+(?:\.[a-z\d-]+)*\.[a-z]{2,24}$/;

/**
 * The reading with names that do not lie. Characters that nobody sees are taken out; a name that holds an address, or is one of
 * our own interface's words, is none; a known outlet's name over a host that is not its own shows that host.
 */
export function withHonestNames(reading: Reading): {
  readonly reading: Reading;
  readonly flags: readonly NameFlag[];
} {
  const flags = new Set<NameFlag>();
  const seen = (name: string | null): string | null => {
    if (name === null) return null;
    const shown = visibleText(name);
    if (shown !== name.replace(/\s+/gu, ' ').trim()) flags.add('invisible-signs');
    return shown === '' ? null : shown;
  };
  const honest = (name: string | null): string | null => {
    const shown = seen(name);
    if (shown === null) return null;
    if (holdsAddress(shown) || isOurs(shown)) {
      flags.add('refused-name');
      return null;
    }
    if (isMixed(shown)) flags.add('look-alike-name');
    return outletNamedLike(shown) ?? shown;
  };
  const people = (names: readonly string[]): readonly string[] => [
    ...new Set(names.flatMap((name) => honest(name) ?? [])),
  ];
  const title = titleOf(seen(reading.title), flags);
  const claimed = honest(reading.outlet);
  const outlet = reading.outlet === null ? null : overItsHost(claimed, reading.url, flags);
  const agency = honest(reading.agency);
  const from = outlet === null ? null : claimed === null ? 'url' : reading.outletFrom;
  return {
    reading: {
      ...reading,
      title,
      titleFrom: title === null ? null : reading.titleFrom,
      outlet,
      outletFrom: from,
      agency,
      agencyFrom: agency === null ? null : reading.agencyFrom,
      authors: people(reading.authors),
      contributors: people(reading.contributors),
      translations: reading.translations.map((one) => ({ ...one, title: seen(one.title) })),
    },
    flags: [...flags],
  };
}

function titleOf(title: string | null, flags: Set<NameFlag>): string | null {
  if (title === null || !isOurs(title)) return title;
  flags.add('refused-name');
  return null;
}

function holdsAddress(name: string): boolean {
  return ADDRESS.test(name) || (/[/?#]/.test(name) && bareAddress().test(name));
}

function isOurs(name: string): boolean {
  const key = nameKey(name);
  return ourWords().has(key) || telling().some((word) => key.includes(word));
}

/** "Reuters" over example.net is "Reuters (example.net)"; a domain over another is that other. */
function overItsHost(name: string | null, url: string | null, flags: Set<NameFlag>): string | null {
  const host = url === null ? null : hostOf(url);
  if (host === null || url === null) return name;
  if (name === null) return outletOfUrl(url);
  const own = registrableDomain(host);
  if (
    DOMAIN.test(name.toLowerCase()) &&
    registrableDomain(name.toLowerCase().replace(/^www\./, '')) !== own
  ) {
    if (outletOfUrl(url) === name) return name;
    flags.add('name-on-other-host');
    return outletOfUrl(url);
  }
  const hosts = hostsOfOutlet(name);
  if (hosts.length === 0 || hosts.some((known) => host === known || host.endsWith(`.${known}`))) return name;
  flags.add('name-on-other-host');
  return `${name} (${own})`;
}
