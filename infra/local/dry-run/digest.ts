import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { readTemplates } from '../../../lambdas/aws/bundled/templates.ts';
import { picturesOf, studio } from '../../../lambdas/composing/pictures.ts';
import { composeMessage } from '../../../lambdas/edition/mail/message.ts';
import {
  PLACEHOLDER_PREFERENCES,
  PLACEHOLDER_TOKEN,
  personalize,
} from '../../../lambdas/edition/mail/personalize.ts';
import { renderBrief, renderEdition } from '../../../lambdas/edition/mail/render.ts';
import { instantOf } from '../../../lambdas/edition/slot.ts';
import { editionKey } from '../../../lambdas/edition/web/address.ts';
import { lineOf } from '../../../lambdas/edition/web/calendar.ts';
import { publication } from '../../../lambdas/edition/web/site.ts';
import { briefingFile, readBriefing, settingsOf } from '../../briefing.ts';
import { helped, runCommand } from '../command.ts';
import { editionOf, recipientOf } from './edition-of-files.ts';

const HELP = `Usage: npm run --silent digest -- [--briefing FILE] [--at INSTANT] [--language L] [--out DIR] PATH…

The edition that these files would make, without any cloud. A PATH is a file or a folder (taken with all below it,
names that begin with a dot left out). All files count as received one second before --at (an ISO instant; default
now); a path given twice counts once. An article's key is its path below the folder that all PATHs have in common.

Writes edition.html and edition.txt (the brief mail), edition.full.html and edition.full.txt (the full one), edition.json
and message.eml (the brief mail to the briefing's first sample reader) into --out (default out), the web edition below it in web/ (the page is named in the JSON line), and prints one JSON line:
counts, refused and quarantined files, paths. A quarantined file is left out until an empty file of its name with
.confirm at the end stands beside it. --language defaults to the briefing's first. The same files and --at give the same
bytes. Exit code 0 when an edition was written, 1 when not, 2 on a wrong call.
`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      briefing: { type: 'string' },
      at: { type: 'string' },
      language: { type: 'string' },
      out: { type: 'string', default: 'out' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const ended = helped(HELP, values.help, positionals.length === 0);
  if (ended !== null) return ended;
  const briefing = readBriefing(values.briefing ?? briefingFile());
  const settings = settingsOf(briefing);
  const slot = instantOf(values.at ?? new Date(Math.floor(Date.now() / 1000) * 1000).toISOString());
  const language = values.language ?? briefing.languages[0] ?? 'en';
  const { edition, refused, quarantined } = await editionOf(positionals, { settings, slot });
  for (const { key, message } of [...refused, ...quarantined]) process.stderr.write(`${key}: ${message}\n`);
  for (const { key, over } of edition.overBudget ?? [])
    process.stderr.write(`${key}: set aside, since the window has too many ${over} to be told whole.\n`);
  const options = { language, settings, templates: readTemplates() };
  const full = await renderEdition(edition, options);
  const brief = await renderBrief(edition, { ...options, full });
  const message = await composeMessage(edition, brief, { language, settings, depth: 'brief' });
  const address = briefing.sampleReaders[0]?.address ?? settings.sender.address;
  const reader = recipientOf(address);
  const own = (text: string) =>
    text.replaceAll(PLACEHOLDER_TOKEN, reader.token).replaceAll(PLACEHOLDER_PREFERENCES, reader.preferences);
  const files = writeAll(values.out, {
    'edition.html': own(brief.html),
    'edition.txt': own(brief.text),
    'edition.full.html': own(full.html),
    'edition.full.txt': own(full.text),
    'edition.json': `${JSON.stringify(edition, null, 2)}\n`,
    'message.eml': personalize(message, reader),
  });
  const site = { settings: { ...settings, languages: [language] }, templates: options.templates };
  const pictures = await picturesOf(edition, [], { ...site, draw: studio() });
  const line = lineOf(
    edition,
    [language],
    [],
    pictures.map((one) => one.language),
  );
  const web = [
    ...pictures.map(({ object }) => object),
    ...publication([edition], { ...site, calendar: [line] }),
  ];
  writeAll(join(values.out, 'web'), Object.fromEntries(web.map(({ key, body }) => [key, body])));
  const { id, number, counts } = edition;
  const told = {
    edition: id,
    number,
    language,
    ...counts,
    refused: refused.length,
    ...(edition.overBudget === undefined ? {} : { overBudget: edition.overBudget.length }),
    refusals: refused,
    quarantines: quarantined,
    files,
    page: join(values.out, 'web', editionKey(id, language)),
  };
  process.stdout.write(`${JSON.stringify(told)}\n`);
  return 0;
}

/** Names are ours, and may hold folders. */
function writeAll(folder: string, files: Readonly<Record<string, string | Uint8Array>>): string[] {
  return Object.entries(files).map(([name, content]) => {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    return path;
  });
}

await runCommand(main);
