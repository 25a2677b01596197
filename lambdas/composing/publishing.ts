import type { Bucket } from '../aws/archive.ts';
import type { Templates } from '../aws/bundled/templates.ts';
import type { Caches } from '../aws/caches.ts';
import { editions } from '../aws/stores/editions.ts';
import type { Table } from '../aws/table.ts';
import { type OverlayEntry, overlayKey, readOverlayEntry } from '../edition/overlay/overlay.ts';
import { concerns } from '../edition/overlay/shown.ts';
import { type EditionLine, inOrder, lineOf, neighboursOf } from '../edition/web/calendar.ts';
import { publication } from '../edition/web/site.ts';
import { MOST_CHAPTERS } from '../edition/web/story-page.ts';
import type { Edition, Settings } from '../types.ts';
import { storedEdition } from './current-edition.ts';
import { knownEditions } from './known-editions.ts';
import { overlayOf } from './overlay.ts';
import { type Draw, picturesOf } from './pictures.ts';

/** What publishing works on. */
export interface PublishingServices {
  readonly archive: Bucket;
  readonly web: Bucket;
  readonly table: Table;
  readonly settings: Settings;
  readonly templates: Templates;
  /** Absent: its pages have no picture. */
  readonly draw?: Draw;
  /** Told after a take-down, so that no cache shows it for its own time. */
  readonly caches?: Caches;
}

/** Editions read side by side when all are looked through. */
const READS = 8;

/**
 * Writes what the set of editions and the overlay make: this edition's line and pages, the pages of its neighbours, which link to it, the
 * index, the pages of its month and year, its stories' pages, the search and the feeds. What is read and written does not grow with the number of editions. Another run may write the same keys with other sets at the same time, so whoever writes looks at both sets
 * once more and writes all again if they have changed: the last to write has then written what the whole sets make.
 */
export async function publish(edition: Edition, services: PublishingServices): Promise<void> {
  const { web, settings, templates, table, draw } = services;
  const touched = new Map([[edition.id, edition]]);
  for (let before = ''; ; ) {
    const overlay = await overlayOf(services);
    const pictures = draw === undefined ? [] : await picturesOf(edition, overlay, { settings, draw });
    const pictured = pictures.map(({ language }) => language);
    const own = JSON.stringify(lineOf(edition, settings.languages, overlay, pictured));
    if ((await editions(table).line(edition.slot)) !== own) await editions(table).register(edition, own);
    const { around: calendar, lists } = await knownEditions(edition, { table, timeZone: settings.timeZone });
    const now = JSON.stringify([overlay, calendar, lists]);
    if (now === before) return;
    before = now;
    const { earlier, later } = neighboursOf(edition.id, calendar);
    for (const id of [earlier, later].flatMap((line) => line?.id ?? [])) {
      const found = touched.has(id) ? null : await storedEdition(id, services);
      if (found !== null) touched.set(id, found);
    }
    const ids = withSameStories(edition, calendar);
    const history = await Promise.all(ids.map((id) => touched.get(id) ?? storedEdition(id, services)));
    const objects = publication(touched.values(), {
      settings,
      templates,
      calendar,
      lists,
      overlay,
      tells: { edition, history: [edition, ...history.filter((one) => one !== null)] },
    });
    for (const { key, body, ...options } of [...pictures.map(({ object }) => object), ...objects])
      await web.put(key, body, options);
  }
}

/** The newest editions of each of its stories, as many as a story's page tells of. */
function withSameStories(edition: Edition, calendar: readonly EditionLine[]): readonly string[] {
  const lines = inOrder(calendar);
  const wanted = edition.stories.flatMap(({ id }) =>
    lines.filter(({ stories = [] }) => stories.includes(id)).slice(-MOST_CHAPTERS),
  );
  return [...new Set(wanted.map(({ id }) => id))].filter((id) => id !== edition.id);
}

/** Notes an edition in the calendar, with its line as the overlay leaves it: the next one is numbered after it. */
export async function register(
  edition: Edition,
  services: Pick<PublishingServices, 'archive' | 'table' | 'settings'>,
): Promise<void> {
  const { table, settings } = services;
  const line = lineOf(edition, settings.languages, await overlayOf(services));
  await editions(table).register(edition, JSON.stringify(line));
}

/** The argument of `recordCorrection` and `recordTakeDown`: an entry of the overlay without its kind. */
export type Decision = Omit<OverlayEntry, 'kind'>;

/** Keeps a correction for ever and shows it wherever what it is about stands; returns the editions that it touched. @throws InvalidOverlayEntry */
export function recordCorrection(
  decision: Decision,
  services: PublishingServices,
): Promise<readonly string[]> {
  return record({ ...decision, kind: 'correction' }, services);
}

/**
 * Keeps a take-down for ever and takes what it names off every page and feed; returns the editions that it touched. Safe to repeat: a run that
 * died half-way is finished by the next. Caches hold what was there for 300 s at most, also where CloudFront cannot be told. @throws InvalidOverlayEntry
 */
export async function recordTakeDown(
  decision: Decision,
  services: PublishingServices,
): Promise<readonly string[]> {
  const touched = await record({ ...decision, kind: 'takeDown' }, services);
  if (touched.length > 0) await services.caches?.forget();
  return touched;
}

/** Ids of the editions that have what a decision is about, the oldest first. */
export async function publicEditionsOf(
  of: OverlayEntry['of'],
  services: PublishingServices,
): Promise<readonly string[]> {
  const about = { kind: 'takeDown', of, at: '', note: '', by: '' } as const;
  return (await editionsWith((edition) => concerns(about, edition), services)).map(({ id }) => id);
}

async function record(given: OverlayEntry, services: PublishingServices): Promise<readonly string[]> {
  const entry = readOverlayEntry(given);
  await services.archive.putNew(overlayKey(entry), JSON.stringify(entry), {
    contentType: 'application/json',
  });
  return rebuildPages(services, (edition) => concerns(entry, edition));
}

/** Writes the pages of these editions (absent: of all) once more, and all that lists them; returns their ids. */
export async function rebuildPages(
  services: PublishingServices,
  isWanted: (edition: Edition) => boolean = () => true,
): Promise<readonly string[]> {
  const wanted = await editionsWith(isWanted, services);
  for (const edition of wanted) await publish(edition, services);
  return wanted.map(({ id }) => id);
}

async function editionsWith(
  isWanted: (edition: Edition) => boolean,
  services: PublishingServices,
): Promise<readonly Edition[]> {
  const places = await editions(services.table).since('0');
  const wanted: Edition[] = [];
  for (let at = 0; at < places.length; at += READS) {
    const found = await Promise.all(
      places.slice(at, at + READS).map(({ id }) => storedEdition(id, services)),
    );
    wanted.push(...found.flatMap((edition) => (edition !== null && isWanted(edition) ? [edition] : [])));
  }
  return wanted;
}
