import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
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
import { BRIEFING_ABOUT, type Call, defineCommand, runCommand } from '../../command.ts';
import { editionOf, recipientOf } from './edition-of-files.ts';

const DIGEST = defineCommand({
  call: 'npm run --silent digest -- PATH…',
  words: { least: 1, most: Number.POSITIVE_INFINITY },
  about: `The edition that these files would make, without any cloud. A PATH is a file or a folder (with all below it but names
that begin with a dot). All files count as received one second before --at, and a path given twice counts once. An
article's key is its path below the folder that all PATHs have in common. A quarantined file is left out until an
empty file of its name with .confirm at the end stands beside it.`,
  options: {
    briefing: { type: 'string', value: 'FILE', about: BRIEFING_ABOUT },
    at: { type: 'string', value: 'INSTANT', about: 'the slot, such as 2023-09-14T07:00:00Z (default: now)' },
    language: { type: 'string', value: 'L', about: "language of the mails (default: the briefing's first)" },
    out: { type: 'string', value: 'DIR', default: 'out', about: 'where to write (default: out)' },
  },
  notes: `Writes edition.html and edition.txt (the brief mail), edition.full.html and edition.full.txt (the full one),
edition.json, message.eml (the brief mail to the briefing's first sample reader) and in web/ the web edition. Prints one
JSON line: counts, refused and quarantined files, paths, the page. The same files and --at give the same bytes.

Exit code 0 when an edition was written, 1 when not, 2 on a wrong call.`,
});

async function main({ values, words }: Call<typeof DIGEST.options>): Promise<number> {
  const briefing = readBriefing(values.briefing ?? briefingFile());
  const settings = settingsOf(briefing);
  const slot = instantOf(values.at ?? new Date(Math.floor(Date.now() / 1000) * 1000).toISOString());
  const language = values.language ?? briefing.languages[0] ?? 'en';
  const { edition, refused, quarantined } = await editionOf(words, { settings, slot });
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
  const report = {
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
  process.stdout.write(`${JSON.stringify(report)}\n`);
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

await runCommand(DIGEST, main);
