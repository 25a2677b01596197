import facts from '../rules/outlet-facts.json' with { type: 'json' };
import { hostOf, registrableDomain } from './links.ts';

/** What is known of an outlet by the domain of an article's address. */
export interface OutletFacts {
  /** As readers know it; null where the table has no name. */
  readonly name: string | null;
  /** ISO 3166-1. */
  readonly country: string;
  /** A state pays it, runs it and decides what it prints. Never said of public broadcasters, nor where it is not sure. */
  readonly stateMedia: boolean;
}

/*
 * Domains, names and countries: `media_data.json` of kagisearch/kite-public (MIT) and the outlets' own imprints. State media: the
 * class "state-controlled" of the State Media Monitor, as in ASD-at-GMF/state-media-profiles (MIT), of outlets in this table.
 */
const STATE: ReadonlySet<string> = new Set(facts.state.split(' '));
const SHARED: ReadonlySet<string> = new Set(facts.shared.split(' '));
const BY_DOMAIN: ReadonlyMap<string, OutletFacts> = new Map(
  Object.entries<Readonly<Record<string, string>>>(facts.countries).flatMap(([country, outlets]) =>
    Object.entries(outlets).map(
      ([domain, name]) => [domain, { name: name || null, country, stateMedia: STATE.has(domain) }] as const,
    ),
  ),
);

/** The facts of the domain that an address is under; null for one that is not in the table. */
export function outletFacts(url: string | null): OutletFacts | null {
  const host = url === null ? null : hostOf(url);
  if (host === null) return null;
  const labels = host.split('.');
  for (let start = 0; start < labels.length - 1; start += 1) {
    const known = BY_DOMAIN.get(labels.slice(start).join('.'));
    if (known !== undefined) return known;
  }
  return null;
}

/** What tells whose site an address is on: its registrable domain; null for a site that carries many outlets. */
export function siteOf(url: string | null): string | null {
  const host = url === null ? null : hostOf(url);
  if (host === null) return null;
  const domain = registrableDomain(host);
  return SHARED.has(domain) || SHARED.has(host) ? null : domain;
}
