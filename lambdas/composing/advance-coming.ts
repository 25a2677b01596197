import { createHash } from 'node:crypto';
import { advanceSlots, type Material } from '../approval/advance.ts';
import { proofHead, withHead } from '../approval/proof-head.ts';
import { questionsOf } from '../approval/questions.ts';
import { sendByOf } from '../approval/send-by.ts';
import type { Draft, SlotState } from '../approval/types.ts';
import { withoutStories } from '../approval/without-stories.ts';
import type { Templates } from '../aws/bundled/templates.ts';
import { log } from '../aws/log.ts';
import type { Mailer } from '../aws/mail/mailer.ts';
import { articles } from '../aws/stores/articles/articles.ts';
import { edits } from '../aws/stores/articles/edits.ts';
import type { DecisionLog } from '../aws/stores/decision-log.ts';
import { editions } from '../aws/stores/editions.ts';
import { composeMessage } from '../edition/mail/message.ts';
import { headerAddress, personalize } from '../edition/mail/personalize.ts';
import { renderEdition } from '../edition/mail/render.ts';
import { newestOf } from '../edition/overlay/amendments.ts';
import { isTakenDown } from '../edition/overlay/overlay.ts';
import { editionId, windowOf } from '../edition/slot.ts';
import { readerId } from '../reader/id.ts';
import type { Keys } from '../reader/keys.ts';
import { makeToken } from '../reader/token.ts';
import type { Edition } from '../types.ts';
import {
  type CurrentEditionServices,
  currentEdition,
  materialFor,
  received,
  type Source,
} from './current-edition.ts';
import { overlayOf } from './overlay.ts';
import { withdrawnQuestions } from './withdrawn/open-questions.ts';

/** How editors are asked. */
export interface Proofs {
  readonly editors: readonly { readonly address: string; readonly role: 'editor' | 'approver' }[];
  readonly keys: () => Promise<Keys>;
  readonly mailer: Pick<Mailer, 'send'>;
  /** The next slot (ISO) after an instant (epoch milliseconds); null when none is to come. */
  readonly nextSlot: (now: number) => string | null;
}

export interface AdvancingServices extends CurrentEditionServices {
  readonly proofs: Proofs;
  readonly templates: Templates;
  readonly decisions: DecisionLog;
  readonly now: () => number;
  /** Makes this the slot's edition and sends it on its way; whatever is done already is left. */
  readonly sendOut: (edition: Edition) => Promise<void>;
}

interface DraftSource extends Material, Source {}

/** Does what is to be done about all slots that wait: `slot`, the next one once its first draft is due, and those before. */
export async function advanceComing(slot: string | null, services: AdvancingServices): Promise<void> {
  const { settings, proofs, now, decisions } = services;
  const { leadMinutes, otherwise } = settings.approval ?? { leadMinutes: 0, otherwise: 'hold' };
  if (slot !== null) await decisions.open(slot);
  const next = proofs.nextSlot(now());
  const isNear = (one: string) => Date.parse(one) - leadMinutes * 60_000 <= now();
  if (next !== null && isNear(next)) await decisions.open(next);
  const calendar = editions(services.table);
  const draft = async (id: string, hash: string): Promise<Draft> => {
    const found = await decisions.draft(id, hash);
    if (found === null) throw new Error(`The archive has no drafts/${id}/${hash}.json.`);
    return found;
  };
  await advanceSlots<DraftSource>({
    otherwise,
    now,
    idOf: editionId,
    sendBy: (one) => sendByOf(one, settings),
    log: decisions,
    // What was decided about a slot long before it waits until its first draft is due.
    waiting: async () => (await decisions.waiting()).filter(isNear),
    close: decisions.close,
    material: async (one, until, dropped) => {
      const source = await materialFor(one, services, until);
      const { rows, acts, before, overlay } = source;
      const made = [rows, acts.map(({ id }) => id).toSorted(), before, dropped, newestOf(overlay)];
      return { ...source, fingerprint: hashOf(made) };
    },
    compose: (one, source, dropped) => composeDraft(one, source, dropped, services),
    draft,
    present: async ({ edition }) => {
      const { from, to } = windowOf(edition.slot, settings.windowHours);
      const [rows, before, overlay] = await Promise.all([
        articles(services.table).window(from, to),
        calendar.previous(edition.slot),
        overlayOf(services),
      ]);
      const ids = [...new Set(edition.articles.map((name) => partsOf(name).id))];
      const about = await edits(services.archive, services.table).about(ids);
      return {
        articles: new Set(rows.map(({ articleId, version }) => `${articleId}/${version}`)),
        acts: new Set(about.map(({ id }) => id)),
        takenDown: new Set(edition.articles.filter((name) => isTakenDown(partsOf(name), overlay))),
        before: before?.id ?? null,
      };
    },
    isOvertaken: async (one) => (await calendar.since(one)).some((row) => row.slot > one),
    prove: (made) => sendProofs(made, services),
    finish: ({ edition }) => services.sendOut(edition),
    note: (message, fields) => log('info', message, fields),
  });
}

/** `id/version`, as an edition lists its articles. */
function partsOf(name: string): { readonly id: string; readonly version: string } {
  const at = name.lastIndexOf('/');
  return { id: name.slice(0, at), version: name.slice(at + 1) };
}

async function composeDraft(
  slot: string,
  source: DraftSource,
  dropped: SlotState['dropped'],
  services: AdvancingServices,
): Promise<Draft> {
  const read = await received(source, services);
  const edition = withoutStories(await currentEdition(slot, source, services, read), dropped);
  const ids = new Set(edition.articles.map((name) => partsOf(name).id));
  const made = {
    slot: edition.id,
    material: source.fingerprint,
    before: source.before,
    acts: source.acts.flatMap(({ id, articleId }) => (ids.has(articleId) ? [id] : [])).toSorted(),
    questions: questionsOf(edition, read),
    edition,
  };
  const draft = { ...made, hash: hashOf(made) };
  const { settings, templates } = services;
  for (const language of settings.languages) {
    const { html } = await renderEdition(edition, { language, settings, templates });
    await services.decisions.keepProof(draft, language, html);
  }
  await services.decisions.keepDraft(draft);
  return draft;
}

/** To every editor with an address, in every language of the edition. One address that mail cannot reach keeps the others from nothing. */
async function sendProofs(draft: Draft, services: AdvancingServices): Promise<void> {
  const { settings, templates, proofs } = services;
  const keys = await proofs.keys();
  const { otherwise = 'hold' } = settings.approval ?? {};
  const withdrawn = await withdrawnQuestions(services);
  for (const language of settings.languages) {
    const mail = await renderEdition(draft.edition, { language, settings, templates });
    for (const { address, role } of proofs.editors) {
      const editor = readerId(address, keys.readerKey);
      const base = `${settings.publicAddress}/desk/`;
      const head = proofHead(
        { ...draft, questions: [...withdrawn, ...draft.questions] },
        { editor, role, base, otherwise, keys },
      );
      const proof = {
        subject: `[Proof] ${mail.subject}`,
        html: withHead(mail.html, head.html),
        text: head.text + mail.text,
      };
      const message = await composeMessage(draft.edition, proof, { language, settings, depth: 'full' });
      // Its links open, and change nobody.
      const tokens = {
        token: makeToken('leave', NOBODY, keys),
        preferences: makeToken('preferences', NOBODY, keys),
      };
      const raw = personalize(message, { address: headerAddress(address), ...tokens });
      const tags = { notice: 'proof', reader: editor };
      const { address: from } = settings.sender;
      const result = await proofs.mailer.send({ from, to: headerAddress(address), raw, tags });
      const about = { slot: draft.slot, draft: draft.hash, editor, language, outcome: result.kind };
      if (result.kind === 'sent') log('info', 'A proof was sent.', about);
      else log('error', 'A proof may not have been sent.', { ...about, reason: result.reason });
    }
  }
}

/** 22 characters, as a reader id has them. */
const NOBODY = 'proof-copy-for-editors';

const hashOf = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 32);
