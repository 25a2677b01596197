import { BriefingError, briefingFile, readBriefing, settingsOf } from '../briefing.ts';
import { type Call, defineCommand, helpOf, readCall, WrongCall } from '../command.ts';
import { composeSlot, rebuildTable } from './compose-slot.ts';
import { correctPublic, takeDownPublic } from './correct-public.ts';
import { mailCorrection } from './correction.ts';
import { DEPLOYMENT_OPTIONS, DeploymentError, findDeployment, useDeployment } from './deployment.ts';
import {
  type ArchivedEdition,
  archivedEditions,
  editionNamed,
  Refusal,
  reportOf,
} from './edition-archive.ts';
import { type OperatorContext, openOperatorContext } from './operator-context.ts';
import { approveSlot, cancelSlot, dropStory, holdSlot, renewSlot, waitingLines } from './slots.ts';
import { resumeEdition, stopEdition } from './stop-edition.ts';
import { sendTestCopy } from './test-copy.ts';
import { resendUnknown } from './unknown-sends.ts';

const EDITION = defineCommand({
  call: 'npm run edition -- VERB [ID]',
  words: { least: 0, most: Number.POSITIVE_INFINITY },
  about: `What an operator can do about the editions of a deployment, with their own AWS credentials.

list                             every edition that was mailed: how far it is, and its numbers; then what waits for approval
approve SLOT [--draft HASH]      the newest draft goes out at its slot as it stands; what arrives later waits
hold SLOT                        nothing of the slot goes out until somebody approves; also of one still to come
drop SLOT --story ID             a new draft without this story is made; without --story it lists their ids
renew SLOT                       a draft of what there is now is made within a minute, before the next proof is due
cancel SLOT                      nothing of the slot goes out, for good; also of one still to come
compose SLOT                     makes the edition of a slot that has passed, of what came before it, and mails it, as the schedule
                                 would have. An edition that is there stays as it is and gets its missing pages and shards.
                                 Refused when there is an edition of a later slot, or when editions wait for approval
rebuild                          writes the table's rows of articles, edits and editions anew from the buckets; readers are in no bucket
delivery ID                      prints its delivery.json
stop ID [--reason TEXT]          no worker begins another call for it
resume ID                        goes on where it was
send ID --to ADDRESS [--language L]
                                 one copy to yourself, marked [Test]; the ledger does not know of it
correct ID --note TEXT [--story ID | --article ID]
                                 a dated note on its pages and in the feeds: about the edition, a story or an article
take-down ID [--story ID | --article ID] [--note TEXT]
                                 off every page and feed within five minutes; what is being mailed with it is stopped
mail-correction ID --note TEXT   tells those who got it, or may have, what was wrong: an edition of its own, ID-c1
resend-unknown ID [--yes]        sends again what may or may not have gone out: refused within an
                                 hour, while events wait in a queue, and without an event of a later mail; tells what
                                 it would do unless --yes is given

SLOT is an edition's id or an instant like 2023-09-14T07:00:00Z.`,
  options: {
    draft: { type: 'string', value: 'HASH', about: 'approve: this draft, not the newest' },
    story: { type: 'string', value: 'ID', about: 'drop, correct, take-down: this story' },
    article: { type: 'string', value: 'ID', about: 'correct, take-down: this article' },
    note: {
      type: 'string',
      value: 'TEXT',
      about: 'correct, take-down, mail-correction: what was wrong, for readers',
    },
    reason: { type: 'string', value: 'TEXT', about: 'stop: why, for other operators' },
    to: { type: 'string', value: 'ADDRESS', about: 'send: where the copy goes' },
    language: { type: 'string', value: 'L', about: 'send: which mail' },
    yes: { type: 'boolean', default: false, about: 'resend-unknown: does it' },
    ...DEPLOYMENT_OPTIONS,
  },
  notes: 'Exit code 0 when it was done, 1 when it was refused, 2 on a wrong call.',
});

interface VerbCall {
  readonly verb: string;
  readonly id: string;
  readonly values: Call<typeof EDITION.options>['values'];
}

const VERBS: Readonly<Record<string, (call: VerbCall, operator: OperatorContext) => Promise<string>>> = {
  list: async (_, operator) =>
    [lines(await archivedEditions(operator)), ...(await waitingLines(operator))].join('\n'),
  approve: ({ id, values }, operator) => approveSlot(id, values.draft, operator),
  hold: ({ id }, operator) => holdSlot(id, operator),
  drop: ({ id, values }, operator) => dropStory(id, values.story, operator),
  renew: ({ id }, operator) => renewSlot(id, operator),
  cancel: ({ id }, operator) => cancelSlot(id, operator),
  compose: ({ id }, operator) => composeSlot(id, operator),
  rebuild: (_, operator) => rebuildTable(operator),
  delivery: async ({ id }, operator) => {
    const report = await reportOf(id, operator);
    if (report !== null) return JSON.stringify(report, null, 2);
    await editionNamed(id, operator);
    throw new Refusal(`Edition ${id} has no numbers yet: they are counted every quarter of an hour.`);
  },
  stop: ({ id, values }, operator) => stopEdition(id, values.reason ?? 'stopped by an operator', operator),
  resume: ({ id }, operator) => resumeEdition(id, operator),
  send: ({ id, values: { to = '', language } }, operator) => sendTestCopy(id, { to, language }, operator),
  correct: ({ id, values }, operator) => correctPublic(id, values, operator),
  'take-down': ({ id, values }, operator) => takeDownPublic(id, values, operator),
  'mail-correction': ({ id, values }, operator) => mailCorrection(id, values.note, operator),
  'resend-unknown': ({ id, values }, operator) => resendUnknown(id, values.yes, operator),
};

/** @throws WrongCall */
function readVerb({ values, words: [verb = '', id = '', ...more] }: Call<typeof EDITION.options>): VerbCall {
  if (!Object.hasOwn(VERBS, verb))
    throw new WrongCall(`A verb is needed: ${Object.keys(VERBS).join(', ')}.${verb && ` Not "${verb}".`}`);
  const isOfAll = verb === 'list' || verb === 'rebuild';
  if (more.length > 0 || isOfAll !== (id === ''))
    throw new WrongCall(isOfAll ? `${verb} takes no edition.` : `${verb} needs one edition's ID.`);
  if (verb === 'send' && values.to === undefined) throw new WrongCall('send needs --to ADDRESS.');
  return { verb, id, values };
}

/** A line per edition: `2023-09-15T07-00-00Z  done  recipients 3  sent 3 …`. */
export function lines(all: readonly ArchivedEdition[]): string {
  if (all.length === 0) return 'No edition was ever sent.';
  return all
    .map(({ delivery: { id, state }, stop, report }) => {
      const how = state === 'closed' ? 'done' : stop ? `stopped (${stop.reason})` : 'on its way';
      if (report === null) return `${id}  ${how}  not counted yet`;
      const { recipients, sent, failed, unknown, skipped, open, bounced, complained, sum } = report;
      const numbers = `recipients ${recipients}  sent ${sent}  failed ${failed.total}  unknown ${unknown}  skipped ${skipped.total}  open ${open}  bounced ${bounced}  complained ${complained}`;
      const isOff = state === 'closed' && !sum.matches;
      return `${id}  ${how}  ${numbers}${isOff ? '  THE SUM DOES NOT MATCH' : ''}`;
    })
    .join('\n');
}

/** Runs one call; `open` is told the options that name the deployment. */
export async function run(
  argv: readonly string[],
  open: (options: {
    readonly outputs?: string | undefined;
    readonly local?: boolean | undefined;
  }) => OperatorContext,
): Promise<{ readonly code: 0 | 1 | 2; readonly out: string; readonly err: string }> {
  try {
    const read = readCall(EDITION, argv);
    if (read === 'help') return { code: 0, out: helpOf(EDITION), err: '' };
    const call = readVerb(read);
    const answer = await VERBS[call.verb]?.(call, open(call.values));
    return { code: 0, out: `${answer}\n`, err: '' };
  } catch (error) {
    if (error instanceof WrongCall)
      return { code: 2, out: '', err: `${error.message}\n--help tells more.\n` };
    const isPlain = [Refusal, DeploymentError, BriefingError].some((kind) => error instanceof kind);
    const text =
      error instanceof Error ? (isPlain ? error.message : `${error.name}: ${error.message}`) : `${error}`;
    return { code: 1, out: '', err: `${text}\n` };
  }
}

function openDeployed(options: Parameters<typeof findDeployment>[0]): OperatorContext {
  const deployment = findDeployment(options);
  useDeployment(deployment);
  return openOperatorContext(deployment, settingsOf(readBriefing(deployment.briefing ?? briefingFile())));
}

if (import.meta.main) {
  const { code, out, err } = await run(process.argv.slice(2), openDeployed);
  process.stdout.write(out);
  process.stderr.write(err);
  process.exitCode = code;
}
