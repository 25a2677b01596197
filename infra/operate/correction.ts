import { readTemplates } from '../../lambdas/aws/bundled/templates.ts';
import { editions } from '../../lambdas/aws/stores/editions.ts';
import { writeShards } from '../../lambdas/composing/freeze-readers.ts';
import { correctionMessage } from '../../lambdas/edition/mail/correction-mail.ts';
import { mailKey } from '../../lambdas/edition/mail/mail-key.ts';
import { cutShards, type Plan, shardBits } from '../../lambdas/reader/delivery/shards.ts';
import type { Edition } from '../../lambdas/types.ts';
import { editionNamed, Refusal, shardsOf } from './edition-archive.ts';
import type { OperatorContext } from './operator-context.ts';

const JSON_TYPE = { contentType: 'application/json' };
/** Nobody wants more letters than that about one edition. */
const MOST = 9;

/**
 * Mails a correction to those who got the edition or may have got it, as an edition of its own with its own ledger: `<id>-c1`. Who has left
 * since is skipped like in any delivery. The same note again finishes what a first call left. @throws Refusal
 */
export async function mailCorrection(
  id: string,
  note: string | undefined,
  operator: OperatorContext,
): Promise<string> {
  const { archive, outbox, table, settings, now } = operator;
  const words = (note ?? '').trim();
  if (words === '') throw new Refusal('--note TEXT says what was wrong and what is right.');
  const { state, slot } = await editionNamed(id, operator);
  if (/-c\d$/.test(id)) throw new Refusal(`${id} is a correction itself: give the edition's own id.`);
  if (state !== 'closed')
    throw new Refusal(
      `${id} is still on its way: wait until \`list\` says done, so that everybody who gets it is known.`,
    );
  const text = await archive.text(`editions/${id}/edition.json`);
  if (text === null) throw new Refusal(`The archive has no edition ${id}.`);
  const edition: Edition = JSON.parse(text);
  const own = await numbered(id, words, operator);
  const mailed = await shardsOf(id, operator, ({ rows }) =>
    [...rows.values()].flatMap((row) =>
      row.state === 'sent' || row.state === 'unknown' ? [row.reader] : [],
    ),
  );
  const got = mailed.flat();
  const templates = readTemplates();
  for (const language of settings.languages) {
    const message = await correctionMessage(edition, { id: own, note: words, language, settings, templates });
    const key = mailKey(own, 'message', 'eml', { language, depth: 'brief' });
    await archive.putNew(key, message, { contentType: 'message/rfc822' });
  }
  const plan = await planOf(own, got, operator);
  const calendar = editions(table);
  await calendar.freezing({ id: own, slot });
  await writeShards(cutShards(own, got, plan), outbox, new Set(await outbox.list(`${own}/`)));
  await calendar.frozen(own);
  const until =
    now() > Date.parse(plan.sendBy) ? ' Its deadline has passed: nothing more of it is sent.' : '';
  return `${own} is on its way to ${got.length} ${got.length === 1 ? 'reader' : 'readers'}.${until}`;
}

/** The number that this note has, or the next one: a note is written down before anything is mailed. */
async function numbered(id: string, note: string, { archive }: OperatorContext): Promise<string> {
  for (let n = 1; n <= MOST; n += 1) {
    const own = `${id}-c${n}`;
    const key = `editions/${own}/correction.json`;
    if (await archive.putNew(key, JSON.stringify({ of: id, note }), JSON_TYPE)) return own;
    const known: { readonly note?: string } = JSON.parse((await archive.text(key)) ?? '{}');
    if (known.note === note) return own;
  }
  throw new Refusal(`${id} was corrected ${MOST} times by mail.`);
}

async function planOf(
  own: string,
  got: readonly string[],
  { archive, settings, now }: OperatorContext,
): Promise<Plan> {
  const key = `editions/${own}/plan.json`;
  const sendBy = new Date(now() + settings.sendByHours * 3_600_000).toISOString();
  const plan: Plan = { bits: shardBits(got), sendBy };
  if (await archive.putNew(key, JSON.stringify(plan), JSON_TYPE)) return plan;
  return JSON.parse((await archive.text(key)) ?? JSON.stringify(plan));
}
