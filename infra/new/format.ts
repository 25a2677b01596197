import { addedBehind, filled, type Laid, pascal, type ReadSource } from './laid.ts';

const SNIFF = 'lambdas/article/bytes/sniff.ts';
const READ = 'lambdas/article/read.ts';

/** A format of uploaded files: its reader, its places in the lists of formats by content, a test that fails. */
export function layFormat(name: string, read: ReadSource): Laid {
  const reader = `lambdas/article/formats/${name}.ts`;
  const test = `test/article/formats/${name}.test.ts`;
  const kinds = addedBehind(SNIFF, read(SNIFF), 'export type Kind =\n', `  | '${name}'\n`);
  const list = 'const MAGIC: readonly Magic[] = [\n';
  const opening = 'Readonly<Partial<Record<Kind, ReadBytes>>> = {\n';
  const key = name.includes('-') ? `'${name}'` : name;
  return {
    files: {
      [reader]: filled('format.ts.txt', { name, Name: pascal(name), path: reader }),
      [test]: filled('format.test.ts.txt', { name }),
    },
    lists: {
      [SNIFF]: addedBehind(SNIFF, kinds, list, `  { kind: '${name}', at: 0, bytes: ascii('${name}') },\n`),
      [READ]: addedBehind(
        READ,
        read(READ),
        opening,
        `  ${key}: async (bytes) => (await import('./formats/${name}.ts')).read${pascal(name)}(bytes),\n`,
      ),
    },
    test,
    next: [
      `${SNIFF}: put the first bytes of the format where '${name}' stands in MAGIC. A format that is a text is known by its words instead: see looksLikeJson there, and readAs in ${READ}; isPlainText of lambdas/article/bytes/plain-text.ts must then be false for it, or it is parsed outside of the guard's thread.`,
      `test/article/formats/each-format.ts: put a file of it under './formats/${name}.ts', or test/guard.test.ts fails.`,
      `${test}: make a small file of the format, and say what stands in it.`,
      `${reader}: return its title and its lines.`,
      'A format that is a ZIP, an OLE file or XML inside has no first bytes of its own: take its line out of MAGIC and tell it apart in lambdas/article/formats/container/zip-file.ts (KINDS, OPEN_DOCUMENTS, readZip), container/ole.ts or news/xml-file.ts.',
      'lambdas/article/formats/container/zip-file.ts: put the ending of its names into READABLE, or no such file is found in a ZIP.',
      'lambdas/article/README.md: name it among the formats that editors may upload.',
      'test/article/formats/hostile.test.ts and test/article/fuzz.test.ts: give it two hostile files and a place in the fuzz.',
      'test/infra/bundles.test.ts: a row among the readers of formats in a bundle, where it brings a library or a data file.',
    ],
  };
}
