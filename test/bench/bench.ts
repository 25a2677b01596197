import { defineCommand, runCommand, WrongCall } from '../../infra/command.ts';

const BENCH = defineCommand({
  call: 'npm run bench --',
  words: { least: 0, most: 0 },
  about: 'Reads, groups, renders and sends; prints milliseconds, and how they grow.',
  options: {
    flood: {
      type: 'string',
      value: 'N',
      about:
        'instead: how long N files at once take to have their receipts, and how the desk answers meanwhile',
    },
    scale: {
      type: 'boolean',
      about: 'instead: freezing, counting and sending for ten thousand to a million readers',
    },
  },
});

await runCommand(BENCH, async ({ values: { flood, scale } }) => {
  if (flood !== undefined && !/^\d{1,6}$/.test(flood))
    throw new WrongCall(`--flood needs a number of files, not "${flood}".`);
  // Each loads only what it measures: what one brings into memory would change the figures of another.
  if (scale) {
    await (await import('./scale.ts')).benchScale();
  } else if (flood !== undefined) {
    const { benchFlood, printFlood } = await import('./flood.ts');
    printFlood(await benchFlood(Number(flood)));
  } else {
    await import('./all.ts');
  }
  return 0;
});
