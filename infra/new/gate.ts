import { addedBehind, camel, filled, type Laid, type ReadSource } from './laid.ts';

const LIST = 'test/edition/gates/list.ts';

/** A gate of a mail program: what it cannot draw, a bad piece of HTML that the gate must stop, its place in the list. */
export function layGate(name: string, read: ReadSource): Laid {
  const gate = `test/edition/gates/${name}.ts`;
  const list = addedBehind(
    LIST,
    read(LIST),
    "import type { Gate } from './gate.ts';\n",
    `import { ${camel(name)} } from './${name}.ts';\n`,
  );
  return {
    files: {
      [gate]: filled('gate.ts.txt', { name, camel: camel(name) }),
    },
    lists: {
      [LIST]: addedBehind(LIST, list, 'export const GATES: readonly Gate[] = [', `${camel(name)}, `),
    },
    test: 'test/edition/gates/bite.test.ts',
    next: [
      `${gate}: name the program and the page that says what it cannot draw, put such a piece into bad, and find it in faults().`,
      'Run test/edition/gates.test.ts: every mail and every notice goes through the new gate.',
      `test/edition/caniemail.json: features that ${name} does not know and that we use all the same.`,
    ],
  };
}
