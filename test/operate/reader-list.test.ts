import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { readCsv, withoutGuard, writeCsv } from '../../infra/operate/csv.ts';
import { importReaders } from '../../infra/operate/import-readers.ts';
import { ListError, type ReaderLine, readList, writeList } from '../../infra/operate/reader-list.ts';
import { type Readers, readers } from '../../lambdas/aws/stores/readers/readers.ts';
import { readerId } from '../../lambdas/reader/id.ts';
import type { ReaderState } from '../../lambdas/types.ts';
import { type LocalTables, localTables } from '../aws/local-table.ts';
import { aReader, KEY } from '../reader/delivery-model.ts';

const NOW = Date.parse('2023-09-14T08:00:00Z');
const idOf = (address: string) => readerId(address, KEY);
const RULES = { languages: ['en', 'uk'], now: NOW, idOf };
const HEAD = 'address,language,consent date,consent source\n';

const read = (text: string) => [...readList(Buffer.from(text), RULES)];
const told = (lines: readonly ReaderLine[]) =>
  lines.map((line) =>
    line.kind === 'entry' ? `${line.line} ${line.entry.address}` : `${line.line}: ${line.why}`,
  );

describe('a CSV file', () => {
  const cells = (text: string) =>
    [...readCsv(text, ',')].map((record) =>
      record.kind === 'cells' ? [record.line, ...record.cells] : [record.line, record.why],
    );

  test.each([
    [
      'a,b\r\nc,d\r\n',
      [
        [1, 'a', 'b'],
        [2, 'c', 'd'],
      ],
    ],
    [
      'a,b\n\n"c\nc",d\ne,f',
      [
        [1, 'a', 'b'],
        [3, 'c\nc', 'd'],
        [5, 'e', 'f'],
      ],
    ],
    ['\uFEFFa,""\n', [[1, 'a', '']]],
    ['"a ""b"", c",d', [[1, 'a "b", c', 'd']]],
    [
      'a,\n,b\n',
      [
        [1, 'a', ''],
        [2, '', 'b'],
      ],
    ],
    ['', []],
  ])('%j is read cell by cell, with the lines where records begin', (text, expected) => {
    expect(cells(text)).toEqual(expected);
  });

  test.each([
    [
      'a,b"c\nd,e',
      [
        [1, expect.stringContaining('does not begin')],
        [2, 'd', 'e'],
      ],
    ],
    [
      'a,"b" c\nd,e',
      [
        [1, expect.stringContaining('follows a closing')],
        [2, 'd', 'e'],
      ],
    ],
    [
      'a,"b\nc,d\ne,f',
      [
        [1, expect.stringContaining('never closed')],
        [2, 'c', 'd'],
        [3, 'e', 'f'],
      ],
    ],
  ])('%j: one wrong quotation mark takes no other line along', (text, expected) => {
    expect(cells(text)).toEqual(expected);
  });

  it('is read back as it was written, whatever is in the cells, and no cell is a formula', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 20 }),
      fc.constantFrom('=1+1', "'=1", "''@x", '+49', '-1', '@SUM', '\t=1', '"', ',', "'", '\r\n=1', '＝1'),
    );
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 6 }), (records) => {
        const text = writeCsv(records);
        const back = [...readCsv(text, ',')].map((record) => (record.kind === 'cells' ? record.cells : []));
        expect(back.map((row) => row.map(withoutGuard))).toEqual(records);
        for (const value of back.flat()) expect(value).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
      }),
      { numRuns: 500 },
    );
  });

  it('of a megabyte of quotation marks comes to its end', () => {
    expect([...readCsv('"x""\n'.repeat(200_000), ',')].length).toBeGreaterThan(0);
  });
});

describe('a list of readers', () => {
  it('has its columns in any order, beside others, with the delimiter of any country', () => {
    for (const delimiter of [',', ';', '\t']) {
      const line = (...parts: readonly string[]) => `${parts.join(delimiter)}\r\n`;
      const text =
        line('Name', 'Consent Source', 'Address', ' language ', 'CONSENT DATE') +
        line('Ada', 'fair, form', 'ada@readers.example.org', 'EN', '2023-05-01').replace(
          'fair, form',
          delimiter === ',' ? '"fair, form"' : 'fair, form',
        );
      expect(read(text)).toEqual([
        {
          kind: 'entry',
          line: 2,
          entry: {
            address: 'ada@readers.example.org',
            language: 'en',
            consentAt: '2023-05-01',
            consentFrom: 'fair, form',
          },
        },
      ]);
    }
  });

  test.each([
    ['ada@readers.example.org,en,2023-05-01', /there are 3 cells, and the first line has 4/],
    ['ada,en,2023-05-01,form', /has no @/],
    ['"""ada b""@readers.example.org",en,2023-05-01,form', /quoted part/],
    ['олена@readers.example.org,en,2023-05-01,form', /SMTPUTF8/],
    ['ada@localhost,en,2023-05-01,form', /no domain/],
    ['"a@x.example,b@x.example",en,2023-05-01,form', /one address alone/],
    ['"a@x.example\r\nBcc: b@x.example",en,2023-05-01,form', /one address alone/],
    ['a\0@x.example,en,2023-05-01,form', /before the @/],
    [`${'a'.repeat(10_000)}@x.example,en,2023-05-01,form`, /longer than 254/],
    ['ada@readers.example.org,de,2023-05-01,form', /not one of en, uk/],
    ['ada@readers.example.org,en,01.05.2023,form', /consent date is not like/],
    ['ada@readers.example.org,en,2023-02-30,form', /consent date is not like/],
    ['ada@readers.example.org,en,2023-09-15,form', /in the future/],
    ['ada@readers.example.org,en,2023-05-01,', /consent source is empty/],
    ['ada@readers.example.org,en,2023-05-01,"a\nb"', /one line/],
    ['ada@readers.example.org,en,2023-05-01,form"', /quotation mark/],
  ])('refuses %j with a sentence and without the address', (line, why) => {
    const [found, ...others] = read(`${HEAD}${line}\n`);
    expect(others).toEqual([]);
    expect(found).toMatchObject({ kind: 'refused', line: 2, why: expect.stringMatching(why) });
    expect(JSON.stringify(found)).not.toContain('@x.example');
  });

  it('takes an address once, however it is spelled', () => {
    const row = (address: string) => `${address},en,2023-05-01,form\n`;
    expect(
      told(
        read(HEAD + ['ada@bücher.example', 'ADA@xn--bcher-kva.example', ' bob@x.example '].map(row).join('')),
      ),
    ).toEqual(['2 ada@xn--bcher-kva.example', '3: it is the address of line 2 again', '4 bob@x.example']);
  });

  it('takes an address that looks like a formula for what it is, and writes it so that it is none', () => {
    const [found] = read(`${HEAD}=cmd+1@x.example,en,2023-05-01,=HYPERLINK\n`);
    expect(found).toMatchObject({ entry: { address: '=cmd+1@x.example', consentFrom: '=HYPERLINK' } });
    const reader = { ...aReader('x'), address: '=cmd+1@x.example', consentFrom: '=HYPERLINK' };
    const written = writeList([reader]);
    expect(written).toContain('"\'=cmd+1@x.example"');
    expect(read(written)).toMatchObject([
      { entry: { address: '=cmd+1@x.example', consentFrom: '=HYPERLINK' } },
    ]);
  });

  it('that an export wrote brings its pauses along', () => {
    const written = writeList([
      { ...aReader('ada'), consentFrom: 'fair', pausedUntil: '2023-10-01' },
      { ...aReader('bob'), consentFrom: 'fair' },
    ]);
    const [ada, bob] = read(written);
    expect(ada).toMatchObject({ entry: { pausedUntil: '2023-10-01' } });
    expect(bob).not.toHaveProperty('entry.pausedUntil');
    expect(told(read(written.replace('2023-10-01', 'October')))[0]).toMatch(/^2: "paused until" is no day/);
  });

  test.each([
    ['without the columns', Buffer.from('mail,lang\na@x.example,en\n'), /must name the columns/],
    ['that is empty', Buffer.from(''), /must name the columns/],
    [
      'in another encoding',
      Buffer.from(`${HEAD}ada@readers.example.org,en,2023-05-01,niño\n`, 'latin1'),
      /not UTF-8/,
    ],
    ['in UTF-16', Buffer.from(`\uFEFF${HEAD}`, 'utf16le'), /not UTF-8/],
  ])('%s is refused as a whole, with a sentence', (_, bytes, message) => {
    expect(() => [...readList(bytes, RULES)]).toThrow(ListError);
    expect(() => [...readList(bytes, RULES)]).toThrow(message);
  });
});

describe('taking a list in', () => {
  let tables: LocalTables;
  let people: Readers;
  let count = 0;
  beforeAll(async () => {
    tables = await localTables();
  });
  afterAll(() => tables.close());

  const fresh = async () => {
    count += 1;
    people = readers(await tables.table(`list-${count}`));
  };
  const take = (text: string, progress: number[] = []) =>
    importReaders(readList(Buffer.from(text), RULES), {
      people,
      idOf,
      isNever: async (address) => address.startsWith('never@'),
      now: NOW,
      onProgress: (n) => progress.push(n),
    });
  const row = (name: string) => `${name}@readers.example.org,uk,2023-05-01,fair\n`;

  it('writes readers who get mail, and the second time changes nothing', async () => {
    await fresh();
    const list = HEAD + Array.from({ length: 60 }, (_, n) => row(`r${n}`)).join('');
    const progress: number[] = [];
    expect(await take(list, progress)).toEqual({ imported: 60, known: 0, refused: [] });
    expect(progress.at(-1)).toBe(60);
    expect(await people.get(idOf('R7@readers.example.org'))).toMatchObject({
      address: 'r7@readers.example.org',
      language: 'uk',
      state: 'confirmed',
      confirmedAt: '2023-09-14T08:00:00.000Z',
      consentAt: '2023-05-01',
      consentFrom: 'fair',
    });
    expect(await take(list)).toEqual({ imported: 0, known: 60, refused: [] });
    const all = await people.confirmed();
    expect(all).toHaveLength(60);
    expect(await take(writeList(all))).toEqual({ imported: 0, known: 60, refused: [] });
  });

  it.each<[ReaderState, RegExp]>([
    ['left', /left on 2023-09-01: only this reader/],
    ['bounced', /came back on 2023-09-02/],
    ['complained', /unwanted on 2023-09-02/],
  ])('never brings back a reader who is %s', async (state, why) => {
    await fresh();
    const ada = {
      ...aReader('ada'),
      state,
      leftAt: '2023-09-01T00:00:00.000Z',
      suppressedAt: '2023-09-02T00:00:00.000Z',
    };
    await people.put(ada);
    const result = await take(HEAD + row('ada') + row('bob'));
    expect(result).toMatchObject({ imported: 1, refused: [{ line: 2, why: expect.stringMatching(why) }] });
    expect(await people.get(ada.id)).toEqual(ada);
  });

  it('takes in nobody who asked never to be mailed', async () => {
    await fresh();
    const { imported, refused } = await take(HEAD + row('never') + row('bob'));
    expect([imported, refused]).toEqual([
      1,
      [{ line: 2, why: expect.stringMatching(/^this reader asked never/) }],
    ]);
    expect(await people.get(idOf('never@readers.example.org'))).toBeUndefined();
  });

  it('never brings back who was erased, not even under another spelling', async () => {
    await fresh();
    const ada = aReader('ada');
    await people.put(ada);
    expect(await people.erase(ada.id, '2023-09-12T00:00:00.000Z', '2023-09-11T00:00:00.000Z')).toBe(true);
    const { refused } = await take(`${HEAD}Ada@Readers.Example.org,uk,2023-05-01,fair\n`);
    expect(refused).toEqual([{ line: 2, why: expect.stringContaining('was erased on 2023-09-12') }]);
    expect(await people.get(ada.id)).toMatchObject({ state: 'erased', address: '' });
    expect(await people.confirmed()).toEqual([]);
  });
});
