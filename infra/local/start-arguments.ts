import { resolve } from 'node:path';
import { BRIEFING_ABOUT, type Call, defineCommand, WrongCall } from '../command.ts';

export interface StartArguments {
  readonly once: boolean;
  /** Forgets what earlier runs have kept. */
  readonly fresh: boolean;
  /** Absolute paths. */
  readonly briefing?: string;
  readonly out?: string;
  readonly at?: Date;
  readonly port?: number;
  readonly paths: readonly string[];
}

export const START = defineCommand({
  call: 'npm start -- [PATH…]',
  words: { least: 0, most: Number.POSITIVE_INFINITY },
  about: `The whole pipeline on this machine: the template that \`cdk deploy\` uses, its resources in emulators on 127.0.0.1, the
same functions. Uploads the files of PATH… (files or folders; default: test/articles), composes an edition, sends it
to the briefing's sample readers and shows every mail in a browser page.`,
  options: {
    once: {
      type: 'boolean',
      default: false,
      about:
        "stops when all is delivered: exit code 0 if every upload has a receipt and every reader's mail was sent, else 1",
    },
    fresh: { type: 'boolean', default: false, about: 'forgets what earlier runs have kept' },
    at: {
      type: 'string',
      value: 'INSTANT',
      about:
        "the edition's slot, such as 2023-09-14T07:00:00Z (default: now, or the last day of a coverage that is over); two runs with one instant give the same bytes",
    },
    briefing: { type: 'string', value: 'FILE', about: BRIEFING_ABOUT },
    out: {
      type: 'string',
      value: 'DIR',
      about: 'where to write (default: out; out-ID for a briefing with an id)',
    },
    port: { type: 'string', value: 'N', about: 'port of the inbox page (default: a free one)' },
  },
  notes: `Readers whose address begins with bounce@ complaint@ ooto@ or suppressionlist@ behave like those of Amazon's mailbox simulator.

A plain run keeps readers, ledger, queues, files and mails in out/state and goes on from there next time, however it
ended, while stack and briefing are the same. With --once or --at it starts empty and keeps nothing. Where another run
has out/, the next one takes out-2/ (with --out DIR: DIR-2).

Writes out/ (cleared first): edition.html edition.txt edition.json delivery.json mail/*.eml receipts/*.json, and in web/
all pages. Without --once it stays: a file put into out/inbox is uploaded, a removed one is withdrawn, and Enter
composes the next edition.`,
});

/** @throws WrongCall for an option whose value does not fit. */
export function startArguments({ values, words }: Call<typeof START.options>): StartArguments {
  return {
    once: values.once,
    fresh: values.fresh,
    ...(values.briefing === undefined ? {} : { briefing: resolve(values.briefing) }),
    ...(values.out === undefined ? {} : { out: resolve(values.out) }),
    paths: words.length > 0 ? words : ['test/articles'],
    ...(values.at === undefined ? {} : { at: instant(values.at) }),
    ...(values.port === undefined ? {} : { port: port(values.port) }),
  };
}

/** An ISO date or instant; one without an offset is UTC, so that two machines mean the same. Slots are whole seconds. */
function instant(text: string): Date {
  const iso = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?$/.exec(text);
  const time = Date.parse(iso && iso[1] !== undefined && iso[4] === undefined ? `${text}Z` : text);
  if (!iso || Number.isNaN(time))
    throw new WrongCall(`--at needs an instant like 2023-09-14T07:00:00Z, not "${text}".`);
  return new Date(Math.floor(time / 1000) * 1000);
}

function port(text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number > 65_535)
    throw new WrongCall(`--port needs a number from 0 to 65535, not "${text}".`);
  return number;
}
