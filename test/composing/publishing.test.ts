import { describe, expect, it } from 'vitest';
import type { Bucket } from '../../lambdas/aws/archive.ts';
import { readTemplates } from '../../lambdas/aws/bundled/templates.ts';
import { editions } from '../../lambdas/aws/stores/editions.ts';
import type { Table } from '../../lambdas/aws/table.ts';
import { knownEditions } from '../../lambdas/composing/known-editions.ts';
import { publish } from '../../lambdas/composing/publishing.ts';
import { editionId } from '../../lambdas/edition/slot.ts';
import { type EditionLine, inOrder, lineOf } from '../../lambdas/edition/web/calendar.ts';
import { archiveListsOf } from '../../lambdas/edition/web/lists/archive-lists.ts';
import type { Edition } from '../../lambdas/types.ts';
import { countedTable } from '../aws/counted-table.ts';
import { edition, settings as sample, story } from '../edition/sample.ts';

const settings = { ...sample, languages: ['en'] };
const { timeZone } = settings;
const LAST = Date.parse('2026-11-26T04:00:00Z');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Three days tell one story, so a story's page has three chapters. */
function editionAt(at: number): Edition {
  const slot = new Date(at).toISOString();
  return edition([story(`S${Math.floor(at / (3 * DAY))}`)], { id: editionId(slot), slot, number: 1 });
}

/** A table that holds these editions' lines. */
async function calendarOf(times: readonly number[]) {
  const table = countedTable();
  const made = times.map(editionAt);
  const lines = made.map((one) => lineOf(one, settings.languages));
  const rows = made.map(({ id, slot }, at) => {
    return { pk: 'editions', sk: slot, id, slot, line: JSON.stringify(lines[at]) };
  });
  await table.putMany(rows);
  return { table, lines };
}

/** What publishing the newest of so many daily editions reads and writes. */
async function costWith(count: number) {
  const times = Array.from({ length: count }, (_, at) => LAST - at * DAY);
  const { table } = await calendarOf(times.slice(1));
  const spent = { lines: 0, editions: 0, bytes: 0, largest: 0, objects: 0 };
  const counting: Table = {
    ...table,
    query: async (query) => {
      const rows = await table.query(query);
      spent.lines += rows.length;
      return rows;
    },
  };
  const made = new Map(times.map(editionAt).map((one) => [`editions/${one.id}/edition.json`, one]));
  const archive: Bucket = {
    get: async () => null,
    list: async () => [],
    putNew: async () => false,
    put: async () => {},
    text: async (key) => {
      spent.editions += 1;
      return JSON.stringify(made.get(key) ?? null);
    },
  };
  const put: Bucket['put'] = async (_, body) => {
    spent.objects += 1;
    spent.bytes += body.length;
    spent.largest = Math.max(spent.largest, body.length);
  };
  const templates = readTemplates();
  await publish(editionAt(LAST), { archive, web: { ...archive, put }, table: counting, settings, templates });
  return spent;
}

describe('publishing an edition', () => {
  it('reads and writes no more for many times the earlier editions', async () => {
    const [some, many] = [await costWith(900), await costWith(1_800)];
    // One line for each earlier year is all that time adds, twice: what was written is looked at once more.
    expect(many.lines - some.lines).toBeLessThanOrEqual(2 * 3);
    expect(many.lines).toBeLessThan(2 * 500);
    expect(many.editions).toBe(some.editions);
    expect(many.objects).toBe(some.objects);
    expect(many.bytes - some.bytes).toBeLessThan(500);
  });

  const daily = Array.from({ length: 500 }, (_, at) => LAST - at * DAY);
  const weekly = Array.from({ length: 40 }, (_, at) => LAST - 500 * DAY - 7 * at * DAY);
  // Years that are missing, and slots just before and after months begin in the zone.
  const sparse = [
    '2023-12-31T21:59:00Z',
    '2023-12-31T22:00:00Z',
    '2022-02-28T22:00:00Z',
    '2022-01-05T04:00:00Z',
  ];
  const seldom = [...sparse, '2019-07-31T20:59:00Z', '2019-07-31T21:00:00Z', '2011-03-01T04:00:00Z'].map(
    (one) => Date.parse(one),
  );

  it('lists what the whole calendar would, wherever in it the edition stands', async () => {
    const { table, lines } = await calendarOf([...daily, ...weekly, ...seldom]);
    const whole = archiveListsOf(lines, timeZone);
    for (const at of [LAST, LAST - 399 * DAY, LAST - 450 * DAY, weekly.at(-1) ?? 0, ...seldom]) {
      const { lists, around } = await knownEditions(editionAt(at), { table, timeZone });
      const [monthPage, ...others] = lists.monthPages;
      const [yearPage] = lists.yearPages;
      expect({ ...lists, monthPages: [], yearPages: [] }).toEqual({
        ...whole,
        monthPages: [],
        yearPages: [],
      });
      expect(others).toEqual([]);
      expect(whole.monthPages).toContainEqual(monthPage);
      expect(whole.yearPages).toContainEqual(yearPage);
      expect(neighbourhood(around, at)).toEqual(neighbourhood(lines, at));
    }
    expect(whole.years).toEqual(['2024', '2023', '2022', '2019', '2011']);
  });

  it('finds every later edition that tells a story of an old one', async () => {
    const hourly = Array.from({ length: 1_000 }, (_, at) => LAST - at * HOUR);
    const table = countedTable();
    const told = hourly.map((at) => ({ ...editionAt(at), stories: [story('Long')] }));
    const rows = told.map((one) => {
      const line = JSON.stringify(lineOf(one, settings.languages));
      return { pk: 'editions', sk: one.slot, id: one.id, slot: one.slot, line };
    });
    await table.putMany(rows);
    const oldest = told.at(-1) ?? editionAt(LAST);
    const { around } = await knownEditions(oldest, { table, timeZone });
    expect(inOrder(around).at(-1)?.id).toBe(told[0]?.id);
    expect(await editions(table).newestLines(1)).toHaveLength(1);
  });
});

function neighbourhood(lines: readonly EditionLine[], time: number): readonly (string | undefined)[] {
  const all = inOrder(lines).map(({ id }) => id);
  const at = all.indexOf(editionAt(time).id);
  return [-2, -1, 0, 1, 2].map((step) => all[at + step]);
}
