import { setAsideReceipt } from './article/receipt.ts';
import { type Bucket, bucket } from './aws/archive.ts';
import { heartbeat } from './aws/heartbeat.ts';
import { log } from './aws/log.ts';
import { mailer } from './aws/mailer.ts';
import { count, memoryPercent } from './aws/metrics.ts';
import { readModel } from './aws/model.ts';
import { nextSlot } from './aws/next-slot.ts';
import { secretText } from './aws/secret.ts';
import { env, settings } from './aws/settings.ts';
import { decisions } from './aws/stores/decisions.ts';
import { editions } from './aws/stores/editions.ts';
import { vectorStore } from './aws/stores/vectors.ts';
import { vectorsOfWindow } from './aws/stores/window-vectors.ts';
import { table } from './aws/table.ts';
import { readTemplates, type Templates } from './aws/templates.ts';
import { textsOfTopic } from './claims/chosen.ts';
import { freeze } from './composing/freezing.ts';
import { fileMails } from './composing/mails.ts';
import { publish, register } from './composing/publishing.ts';
import { materialFor, type StandingWorld, standingEdition, stored, textsOf } from './composing/standing.ts';
import { type Proofs, tendComing } from './composing/tending.ts';
import { newestOf } from './edition/overlay/amendments.ts';
import { isMailed } from './edition/select/quiet.ts';
import { editionId } from './edition/slot.ts';
import { sentenceKey } from './encoder/vectors-file.ts';
import { openEncoderPool } from './guard/encoder-pool.ts';
import { keysFrom } from './reader/keys.ts';
import { ON_TOPIC } from './stories/topic.ts';
import type { Edition, Settings } from './types.ts';

/** What compose works on; tests hand in their own. */
export interface ComposeWorld extends StandingWorld {
  readonly outbox: Bucket;
  readonly web: Bucket;
  readonly templates: Templates;
  /** Where the briefing asks for approval: how its editors are reached. */
  readonly proofs?: Proofs;
  /** Epoch milliseconds. Deadlines and drafts are reckoned from it, never what an edition says. */
  readonly now: () => number;
}

const JSON_TYPE = { contentType: 'application/json' };
/** The coming edition as it stands, for the editors' desk. */
const PREVIEW_KEY = 'preview.json';
/** A function with 1,769 MB has one processor; the second thread is for what a larger one has. */
const ENCODER_THREADS = 2;

let world: ComposeWorld | undefined;

/** The schedule's slot becomes an edition on its way to its readers. */
export async function handler(event: { readonly slot: string }): Promise<{ readonly edition: string }>;
export async function handler(event: { readonly preview: string }): Promise<{ readonly preview: boolean }>;
export async function handler(event: { readonly slot?: string; readonly preview?: string }) {
  world ??= fromEnvironment();
  if (event.preview === undefined) return composeEdition(event.slot ?? '', world);
  await tellHeartbeat(world, event.preview);
  if (world.settings.approval !== undefined) await tendDrafts(null, world);
  return composePreview(event.preview, world);
}

function fromEnvironment(): ComposeWorld {
  const archive = bucket(env('ARCHIVE_BUCKET'));
  const own = settings();
  return {
    archive,
    vectorsOf: (articles) =>
      vectorsOfWindow([textsOfTopic(own.topic), ...articles.map(textsOf)], {
        store: vectorStore(archive),
        openEncoder: () => openEncoderPool(readModel(), ENCODER_THREADS),
      }),
    outbox: bucket(env('OUTBOX_BUCKET')),
    web: bucket(env('WEB_BUCKET')),
    table: table(env('TABLE_NAME')),
    settings: own,
    templates: readTemplates(),
    now: Date.now,
    ...(own.approval === undefined ? {} : { proofs: proofsFromEnvironment(own) }),
  };
}

function proofsFromEnvironment({ timeZone, coverage }: Settings): Proofs {
  const secretArn = env('SECRET_ARN');
  const post = mailer(env('CONFIGURATION_SET'));
  const schedule = env('SCHEDULE');
  return {
    editors: JSON.parse(env('EDITORS')),
    keys: async () => keysFrom(await secretText(secretArn)),
    mailer: post,
    nextSlot: (now) => nextSlot(schedule, now, { timeZone, ...(coverage === undefined ? {} : { coverage }) }),
  };
}

/**
 * Makes the slot's edition, its pages and mails, and the shards that set delivery going. Each step writes only what
 * is not there yet, so a second run finishes what a first one left. `slot` is an ISO instant.
 */
export async function composeEdition(
  slot: string,
  place: ComposeWorld,
): Promise<{ readonly edition: string }> {
  const instant = new Date(slot).toISOString();
  if (place.settings.approval === undefined) return sendOut(await editionOf(instant, place), place);
  await tendDrafts(instant, place);
  return { edition: editionId(instant) };
}

/** Before anything of the preview can fail. */
async function tellHeartbeat(
  { table: rows, archive, settings: own }: ComposeWorld,
  at: string,
): Promise<void> {
  const expected = { schedule: env('SCHEDULE'), settings: own, now: Date.parse(at) };
  const found = await heartbeat(expected, {
    isThere: async (slot) => (await editions(rows).since(slot)).length > 0,
    waiting: async () => (own.approval === undefined ? [] : decisions(archive, rows).waiting()),
  });
  count(found);
}

/** What is to be done about drafts: those of the slots that wait, of the next one once it is near, and of `slot`. */
async function tendDrafts(slot: string | null, place: ComposeWorld): Promise<void> {
  if (place.proofs === undefined) throw new Error('The briefing asks for approval, and nobody can be asked.');
  await tendComing(slot, {
    ...place,
    proofs: place.proofs,
    log: decisions(place.archive, place.table),
    sendOut: async (edition) => {
      const key = `editions/${edition.id}/edition.json`;
      await place.archive.putNew(key, JSON.stringify(edition), JSON_TYPE);
      await sendOut((await stored(edition.id, place)) ?? edition, place);
    },
  });
}

async function sendOut(edition: Edition, place: ComposeWorld): Promise<{ readonly edition: string }> {
  await tellSetAside(edition, place);
  await register(edition, place);
  await fileMails(edition, place);
  await publish(edition, place);
  // A quiet edition that is not mailed keeps its number and its pages.
  const shards = isMailed(edition, place.settings) ? await freeze(edition, place) : 0;
  count({ SetAside: edition.overBudget?.length ?? 0, ...memoryPercent() });
  log('info', 'An edition is on its way.', { edition: edition.id, ...edition.counts, shards });
  return { edition: edition.id };
}

/** Whoever uploaded what this edition could not afford gets a receipt of it beside the first one. */
async function tellSetAside(edition: Edition, { archive }: ComposeWorld): Promise<void> {
  for (const source of edition.overBudget ?? []) {
    const receipt = setAsideReceipt(source, edition.id);
    await archive.putNew(
      `receipts/${receipt.articleId}/${receipt.sequencer}.json`,
      JSON.stringify(receipt),
      JSON_TYPE,
    );
  }
}

/** Of two runs for one slot, the first to write decides; the other takes what stands there. */
async function editionOf(slot: string, place: ComposeWorld): Promise<Edition> {
  const found = await stored(editionId(slot), place);
  if (found !== null) return found;
  const edition = await standingEdition(slot, await materialFor(slot, place), place);
  const key = `editions/${edition.id}/edition.json`;
  for (const { articleId, over } of edition.overBudget ?? [])
    log('warn', 'An article was set aside: the window is too dear to tell whole.', { articleId, over });
  if (await place.archive.putNew(key, JSON.stringify(edition), JSON_TYPE)) return edition;
  return (await stored(edition.id, place)) ?? edition;
}

/** Writes `preview.json`, the coming edition as it stands at this instant, unless it is made of what the last one was made of. */
export async function composePreview(
  at: string,
  place: ComposeWorld,
): Promise<{ readonly preview: boolean }> {
  const slot = new Date(at).toISOString();
  const source = await materialFor(slot, place);
  const { rows, acts, before, overlay } = source;
  const of = sentenceKey(
    JSON.stringify([rows, acts.map(({ id }) => id).toSorted(), before, newestOf(overlay)]),
  );
  const last = await place.archive.text(PREVIEW_KEY);
  if (last !== null && JSON.parse(last).of === of) return { preview: false };
  const edition = await standingEdition(slot, source, place);
  const preview = { made: slot, slot, of, threshold: ON_TOPIC, edition };
  await place.archive.put(PREVIEW_KEY, JSON.stringify(preview), JSON_TYPE);
  return { preview: true };
}
