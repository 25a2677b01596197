import { addedBehind, type Laid, pascal, type ReadSource } from './laid.ts';

const SNIFF = 'lambdas/article/bytes/sniff.ts';
const READ = 'lambdas/article/read.ts';

/** Lays a format of uploaded files: its reader, its places in the lists of formats by content, a test that fails. */
export function layFormat(name: string, read: ReadSource): Laid {
  const reader = `lambdas/article/formats/${name}.ts`;
  const test = `test/article/formats/${name}.test.ts`;
  const kinds = addedBehind(SNIFF, read(SNIFF), 'export type Kind =\n', `  | '${name}'\n`);
  const list = 'const MAGIC: readonly Magic[] = [\n';
  const opening = 'Readonly<Partial<Record<Kind, ReadBytes>>> = {\n';
  const key = name.includes('-') ? `'${name}'` : name;
  return {
    files: {
      [reader]: readerOf(name, reader),
      [SNIFF]: addedBehind(SNIFF, kinds, list, `  { kind: '${name}', at: 0, bytes: ascii('${name}') },\n`),
      [READ]: addedBehind(
        READ,
        read(READ),
        opening,
        `  ${key}: async (bytes) => (await import('./formats/${name}.ts')).read${pascal(name)}(bytes),\n`,
      ),
      [test]: testOf(name),
    },
    test,
    next: [
      `${SNIFF}: put the first bytes of the format where '${name}' stands in MAGIC. A format that is a text is known by its words instead: see looksLikeJson there, and readAs in ${READ}.`,
      `${test}: make a small file of the format, and say what stands in it.`,
      `${reader}: return its title and its lines.`,
      'test/article/formats/hostile.test.ts and test/article/fuzz.test.ts: give it two hostile files and a place in the fuzz.',
    ],
  };
}

const readerOf = (name: string, reader: string) => `import type { Reading } from '../reading.ts';

/** The article in a file of the format ${name}. @throws InvalidUpload when there is none in it. */
export function read${pascal(name)}(bytes: Uint8Array): Reading {
  // A format of plain lines hands them to \`readText\` of \`text.ts\`, one of marked-up text to \`readHtml\` of \`html.ts\`.
  throw new Error(\`${reader} does not read its \${bytes.length} bytes yet: return title and lines.\`);
}
`;

const testOf = (name: string) => `import { expect, it } from 'vitest';
import { readArticle } from '../../../lambdas/article/read.ts';

/** A small file of the format, made here. It begins as \`MAGIC\` of \`bytes/sniff.ts\` says. */
const FILE = new TextEncoder().encode('${name}');

it('reads title and paragraphs of a file of the format ${name}, whatever its name is', async () => {
  const { title, blocks } = await readArticle({ key: 'article.bin', bytes: FILE });
  expect(title).toBe('The ferry sails again');
  expect(blocks.map(({ text }) => text)).toContain('It left the port of Brinmouth at dawn on Monday with 214 people on board.');
});
`;
