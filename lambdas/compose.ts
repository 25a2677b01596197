import { randomUUID } from 'node:crypto';
import { type Bucket, bucket } from './aws/archive.ts';
import { readModel } from './aws/bundled/model.ts';
import { readTemplates } from './aws/bundled/templates.ts';
import { caches } from './aws/caches.ts';
import { mailer } from './aws/mail/mailer.ts';
import { count } from './aws/metrics.ts';
import { heartbeat } from './aws/schedule/heartbeat.ts';
import { nextSlot } from './aws/schedule/next-slot.ts';
import { secretText } from './aws/secret.ts';
import { env, settings } from './aws/settings.ts';
import { vectorStore } from './aws/stores/articles/vectors.ts';
import { vectorsOfWindow } from './aws/stores/articles/window-vectors.ts';
import { decisionLog } from './aws/stores/decision-log.ts';
import { editions } from './aws/stores/editions.ts';
import { entailedInArchive } from './aws/stores/entailments.ts';
import { table } from './aws/table.ts';
import { textsOfTopic } from './claims/statements/chosen.ts';
import type { Proofs } from './composing/advance-coming.ts';
import { applyAmendments } from './composing/apply-amendments.ts';
import { advanceDrafts, type ComposeServices, composeEdition } from './composing/compose-edition.ts';
import { currentEdition, materialFor, textsOf } from './composing/current-edition.ts';
import { studio } from './composing/pictures.ts';
import { askAboutWithdrawn } from './composing/withdrawn/ask-about-withdrawn.ts';
import { handleWithdrawn, type WithdrawnServices } from './composing/withdrawn/withdrawn.ts';
import { newestOf } from './edition/overlay/amendments.ts';
import { sentenceKey } from './encoder/vectors-file.ts';
import { openEncoderPool } from './guard/encoder-pool.ts';
import { keysFrom } from './reader/keys.ts';
import { ON_TOPIC } from './stories/topic.ts';
import type { Settings } from './types.ts';

const JSON_TYPE = { contentType: 'application/json' };
/** The coming edition as it stands, for the editors' desk. */
const PREVIEW_KEY = 'preview.json';
/** A function with 1,769 MB has one processor; the second thread is for what a larger one has. */
const ENCODER_THREADS = 2;

let kept: ComposeProcess | undefined;

/** The schedule's slot becomes an edition on its way to its readers. */
export async function handler(event: { readonly slot: string }): Promise<{ readonly edition: string }>;
export async function handler(event: { readonly preview: string }): Promise<{ readonly preview: boolean }>;
export async function handler(event: { readonly slot?: string; readonly preview?: string }) {
  kept ??= fromEnvironment();
  if (event.preview === undefined) return composeEdition(event.slot ?? '', kept);
  await tellHeartbeat(kept, event.preview);
  await applyAmendments(kept);
  await handleWithdrawn(withdrawnServices(kept));
  if (kept.settings.approval !== undefined) await advanceDrafts(null, kept);
  return composePreview(event.preview, kept);
}

interface ComposeProcess extends ComposeServices {
  readonly proofs: Proofs;
  readonly inbox: Bucket;
}

const withdrawnServices = (services: ComposeProcess): WithdrawnServices => ({
  ...services,
  askEditors: (withdrawal, quoting) => askAboutWithdrawn(withdrawal, quoting, services),
});

function fromEnvironment(): ComposeProcess {
  const archive = bucket(env('ARCHIVE_BUCKET'));
  const own = settings();
  return {
    archive,
    vectorsOf: (articles) =>
      vectorsOfWindow([textsOfTopic(own.topic), ...articles.map(textsOf)], {
        store: vectorStore(archive),
        openEncoder: () => openEncoderPool(readModel(), ENCODER_THREADS),
      }),
    openEntailing: () => entailedInArchive(archive, () => openEncoderPool(readModel(), ENCODER_THREADS)),
    outbox: bucket(env('OUTBOX_BUCKET')),
    web: bucket(env('WEB_BUCKET')),
    table: table(env('TABLE_NAME')),
    settings: own,
    templates: readTemplates(),
    draw: studio(),
    now: Date.now,
    proofs: proofsFromEnvironment(own),
    inbox: bucket(env('INBOX_BUCKET')),
    caches: caches(env('DISTRIBUTION_ID'), randomUUID),
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

/** Before anything of the preview can fail. */
async function tellHeartbeat(
  { table: rows, archive, settings: own }: ComposeServices,
  at: string,
): Promise<void> {
  const expected = { schedule: env('SCHEDULE'), settings: own, now: Date.parse(at) };
  const found = await heartbeat(expected, {
    isThere: async (slot) => (await editions(rows).since(slot)).length > 0,
    waiting: async () => (own.approval === undefined ? [] : decisionLog(archive, rows).waiting()),
  });
  count(found);
}

/** Writes `preview.json`, the coming edition as it stands at this instant, unless it is made of what the last one was made of. */
export async function composePreview(
  at: string,
  services: ComposeServices,
): Promise<{ readonly preview: boolean }> {
  const slot = new Date(at).toISOString();
  const source = await materialFor(slot, services);
  const { rows, acts, before, overlay } = source;
  const of = sentenceKey(
    JSON.stringify([rows, acts.map(({ id }) => id).toSorted(), before, newestOf(overlay)]),
  );
  const last = await services.archive.text(PREVIEW_KEY);
  if (last !== null && JSON.parse(last).of === of) return { preview: false };
  const edition = await currentEdition(slot, source, services);
  const preview = { made: slot, slot, of, threshold: ON_TOPIC, edition };
  await services.archive.put(PREVIEW_KEY, JSON.stringify(preview), JSON_TYPE);
  return { preview: true };
}
