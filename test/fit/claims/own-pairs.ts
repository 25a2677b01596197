/** Prints how often the comparison is right about the pairs of our own writing (`test/claims/pairs.jsonl`), by language group and by kind. */
import { type Call, defineCommand, runCommand } from '../../../infra/command.ts';
import { compare } from '../../../lambdas/claims/compare/compare.ts';
import { labelledConflicts, labelledPairs, shareOf } from '../../claims/pairs.ts';
import { type Printed, printedIn, storiesOf } from '../../claims/pairs-told.ts';

const OWN_PAIRS = defineCommand({
  call: 'node test/fit/claims/own-pairs.ts',
  words: { least: 0, most: 0 },
  about: `Of the pairs of our own writing that the comparison was not made on: precision and recall by language group and by kind of pair, and what
small stories made of them print.`,
  options: { wrong: { type: 'boolean', about: 'also prints each pair that would be printed falsely' } },
});

interface Judged {
  readonly wanted: string;
  readonly found: string;
}

function figures(name: string, all: readonly Judged[]): void {
  const share = (of: (one: Judged) => boolean, test: (one: Judged) => boolean) => {
    const found = shareOf(all.filter(of), test);
    return found.of === 0 ? '–'.padEnd(11) : `${found.share.toFixed(3)} (${found.of})`.padEnd(11);
  };
  console.log(
    name.padEnd(34),
    'agree',
    share(
      ({ found }) => found === 'full',
      ({ wanted }) => wanted === 'full',
    ),
    share(
      ({ wanted }) => wanted === 'full',
      ({ found }) => found === 'full',
    ),
    'some',
    share(
      ({ found }) => found !== 'no',
      ({ wanted }) => wanted !== 'no',
    ),
    share(
      ({ wanted }) => wanted !== 'no',
      ({ found }) => found !== 'no',
    ),
    'none',
    share(
      ({ found }) => found === 'no',
      ({ wanted }) => wanted === 'no',
    ),
    share(
      ({ wanted }) => wanted === 'no',
      ({ found }) => found === 'no',
    ),
  );
}

function printed(name: string, all: readonly Printed[]): void {
  const { of, share } = shareOf(all, ({ isTrue }) => isTrue);
  console.log(name.padEnd(60), `${share.toFixed(3)} (${of})`);
}

async function main({ values }: Call<typeof OWN_PAIRS.options>): Promise<number> {
  const sides = labelledPairs()
    .filter(({ subject }) => subject !== undefined)
    .flatMap((pair) => {
      const { ab, ba } = compare(pair.a, pair.b);
      const across = pair.a.language !== pair.b.language;
      return [
        { pair, across, wanted: pair.ab, found: ab, texts: [pair.a.text, pair.b.text] },
        { pair, across, wanted: pair.ba, found: ba, texts: [pair.b.text, pair.a.text] },
      ];
    });
  console.log('precision and recall, and of how many\n');
  for (const across of [false, true]) {
    const some = sides.filter((side) => side.across === across);
    const name = across ? 'across languages' : 'one language';
    figures(name, some);
    figures(
      `${name}, look-alikes aside`,
      some.filter(({ pair }) => pair.kind === 'reworded' || pair.kind === 'more'),
    );
  }
  for (const [kind, some] of Map.groupBy(sides, ({ pair }) => pair.kind ?? '')) figures(kind, some);
  const conflicts = labelledConflicts()
    .filter(({ subject }) => subject !== undefined)
    .map(({ a, b, kind }) => ({
      across: a.language !== b.language,
      wanted: kind === null ? 'no' : 'full',
      found: compare(a, b).conflict ? 'full' : 'no',
    }));
  for (const across of [false, true])
    figures(
      `conflicts, ${across ? 'across languages' : 'one language'}`,
      conflicts.filter((one) => one.across === across),
    );
  for (const which of ['without look-alikes', 'all'] as const) {
    const { named, toName, only } = printedIn(storiesOf(which));
    for (const across of [false, true]) {
      const where = `stories, ${which}, ${across ? 'across languages' : 'one language'}`;
      printed(
        `${where}: named rightly`,
        named.filter((one) => one.across === across),
      );
      printed(
        `${where}: named, of those that say it`,
        toName.filter((one) => one.across === across),
      );
    }
    printed(`stories, ${which}: "only in" rightly`, only);
  }
  if (values.wrong)
    for (const { pair, wanted, found, texts } of sides)
      if (found === 'full' && wanted !== 'full')
        console.log(`\n${pair.kind}, ${wanted}\n  ${texts.join('\n  ')}`);
  return 0;
}

await runCommand(OWN_PAIRS, main);
