import { forEdition } from './article/for-edition.ts';
import { setAsideReceipt } from './article/receipt.ts';
import { type Bucket, bucket } from './aws/archive.ts';
import { articles, type WindowRow } from './aws/articles.ts';
import { editions } from './aws/editions.ts';
import { edits } from './aws/edits.ts';
import { log } from './aws/log.ts';
import { readModel } from './aws/model.ts';
import { readers } from './aws/readers.ts';
import { env, settings } from './aws/settings.ts';
import { type Table, table } from './aws/table.ts';
import { readTemplates, type Templates } from './aws/templates.ts';
import { vectorStore } from './aws/vectors.ts';
import { vectorsOfWindow } from './aws/window-vectors.ts';
import type { Budget } from './claims/budget.ts';
import { textsOfTopic, textsToEncode } from './claims/chosen.ts';
import { statementComparison } from './claims/compare-statements.ts';
import type { VectorsOf } from './claims/statements.ts';
import { mailKey } from './edition/mail-key.ts';
import { isQuarantined, makeEdition } from './edition/make.ts';
import { composeMessage, type MessageOptions } from './edition/message.ts';
import { isMailed } from './edition/quiet.ts';
import { type Rendered, renderBrief, renderEdition } from './edition/render.ts';
import { editionId, windowOf } from './edition/slot.ts';
import { type EditionLine, lineOf, neighboursOf } from './edition/web/calendar.ts';
import { publication } from './edition/web/site.ts';
import { editedInWindow } from './edits/apply.ts';
import { decidedBefore } from './edits/fold.ts';
import type { EditRecord } from './edits/types.ts';
import { sentenceKey } from './encoder/vectors-file.ts';
import { openEncoderPool } from './guard/encoder-pool.ts';
import { dayIn } from './reader/pause.ts';
import { cutShards, type Plan, shardBits } from './reader/shards.ts';
import { ON_TOPIC } from './stories/topic.ts';
import type { Article, Edition, Settings, WindowArticle } from './types.ts';

/** What compose works on; tests hand in their own. */
export interface ComposeWorld {
  readonly archive: Bucket;
  readonly outbox: Bucket;
  readonly web: Bucket;
  readonly table: Table;
  readonly settings: Settings;
  readonly templates: Templates;
  /** The vectors of these articles' sentences; absent where nothing is to be compared. */
  readonly vectorsOf?: (articles: readonly Article[]) => Promise<VectorsOf>;
  /** What telling may cost; absent: `BUDGET`. */
  readonly budget?: Budget;
  /** Epoch milliseconds. Only the send-by deadline is reckoned from it, never the edition. */
  readonly now: () => number;
}

const JSON_TYPE = { contentType: 'application/json' };
/** The coming edition as it stands, for the editors' desk. */
const PREVIEW_KEY = 'preview.json';
/** Articles fetched side by side: enough to hide S3's latency, few enough for a small function's memory. */
const FETCHES = 16;
/** A function with 1,769 MB has one processor; the second thread is for what a larger one has. */
const ENCODER_THREADS = 2;

let world: ComposeWorld | undefined;

/** The schedule's slot becomes an edition on its way to its readers. */
export async function handler(event: { readonly slot: string }): Promise<{ readonly edition: string }>;
export async function handler(event: { readonly preview: string }): Promise<{ readonly preview: boolean }>;
export async function handler(event: { readonly slot?: string; readonly preview?: string }) {
  world ??= fromEnvironment();
  return event.preview === undefined
    ? composeEdition(event.slot ?? '', world)
    : composePreview(event.preview, world);
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
  };
}

/** Vectors stand beside an article; those of sentences that an editor's decision brought in stand under a name of their own. */
function textsOf(article: Article) {
  const texts = textsToEncode([article]);
  return {
    version: article.isEdited ? `${article.version}-${sentenceKey(texts.join('\n'))}` : article.version,
    texts,
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
  const calendar = editions(place.table);
  const edition = await editionOf(new Date(slot).toISOString(), place);
  await tellSetAside(edition, place);
  await calendar.register(edition, JSON.stringify(lineOf(edition, place.settings.languages)));
  await fileMails(edition, place);
  await publish(edition, place);
  // A quiet edition that is not mailed keeps its number and its pages.
  const shards = isMailed(edition, place.settings) ? await freeze(edition, place) : 0;
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

/** What an edition is made from: the window's articles by name, what editors did to them, and the edition before. */
interface Source {
  readonly rows: readonly WindowRow[];
  readonly acts: readonly EditRecord[];
  readonly before: string | null;
}

async function materialFor(slot: string, place: ComposeWorld): Promise<Source> {
  const { from, to } = windowOf(slot, place.settings.windowHours);
  const [rows, before] = await Promise.all([
    articles(place.table).window(from, to),
    editions(place.table).previous(slot),
  ]);
  const all = await edits(place.archive, place.table).about(rows.map(({ articleId }) => articleId));
  return { rows, acts: all.filter(({ at }) => at < slot), before: before?.id ?? null };
}

/** The edition of a slot as it would be now; writes nothing. */
async function standingEdition(slot: string, source: Source, place: ComposeWorld): Promise<Edition> {
  const previous = source.before === null ? null : await stored(source.before, place);
  const articles = await received(slot, source, place);
  const told = articles.filter((one) => !isQuarantined(one)).map(({ article }) => article);
  const vectorsOf = await place.vectorsOf?.(told);
  const budget = place.budget === undefined ? {} : { budget: place.budget };
  const compared = vectorsOf === undefined ? {} : { vectorsOf, compare: statementComparison() };
  return makeEdition({ articles, previous, settings: place.settings, slot, ...compared, ...budget });
}

/** Writes `preview.json`, the coming edition as it stands at this instant, unless it is made of what the last one was made of. */
export async function composePreview(
  at: string,
  place: ComposeWorld,
): Promise<{ readonly preview: boolean }> {
  const slot = new Date(at).toISOString();
  const source = await materialFor(slot, place);
  const { rows, acts, before } = source;
  const of = sentenceKey(JSON.stringify([rows, acts.map(({ id }) => id).toSorted(), before]));
  const last = await place.archive.text(PREVIEW_KEY);
  if (last !== null && JSON.parse(last).of === of) return { preview: false };
  const edition = await standingEdition(slot, source, place);
  const preview = { made: slot, slot, of, threshold: ON_TOPIC, edition };
  await place.archive.put(PREVIEW_KEY, JSON.stringify(preview), JSON_TYPE);
  return { preview: true };
}

async function stored(id: string, { archive }: ComposeWorld): Promise<Edition | null> {
  const text = await archive.text(`editions/${id}/edition.json`);
  return text === null ? null : JSON.parse(text);
}

async function received(
  slot: string,
  { rows: found, acts }: Source,
  place: ComposeWorld,
): Promise<readonly WindowArticle[]> {
  const decided = decidedBefore(acts, slot);
  const result: WindowArticle[] = [];
  for (let at = 0; at < found.length; at += FETCHES) {
    const some = found.slice(at, at + FETCHES).map(async (row) => {
      const text = await place.archive.text(`articles/${row.articleId}/${row.version}.json`);
      if (text === null) throw new Error(`The archive has no articles/${row.articleId}/${row.version}.json.`);
      const filed: Article = JSON.parse(text);
      const { articleId: id, received } = row;
      const read = { id, received, article: filed, confirmed: row.confirmed === true };
      const edited = editedInWindow(read, decided.get(id));
      return { ...edited, article: forEdition(edited.article) };
    });
    result.push(...(await Promise.all(some)));
  }
  return result;
}

async function fileMails(edition: Edition, place: ComposeWorld): Promise<void> {
  const { settings, templates } = place;
  for (const language of settings.languages) {
    const options = { language, settings, templates };
    const full = await renderEdition(edition, options);
    await fileMail(edition, full, { ...options, depth: 'full' }, place);
    const brief = await renderBrief(edition, { ...options, full });
    await fileMail(edition, brief, { ...options, depth: 'brief' }, place);
  }
}

async function fileMail(
  edition: Edition,
  mail: Rendered,
  options: MessageOptions,
  { archive }: ComposeWorld,
): Promise<void> {
  const key = (name: string, ending: string) => mailKey(edition.id, name, ending, options);
  const message = await composeMessage(edition, mail, options);
  await archive.putNew(key('edition', 'html'), mail.html, { contentType: 'text/html; charset=utf-8' });
  await archive.putNew(key('edition', 'txt'), mail.text, { contentType: 'text/plain; charset=utf-8' });
  await archive.putNew(key('message', 'eml'), message, { contentType: 'message/rfc822' });
}

/**
 * Writes what the set of editions makes: this edition's pages, those of its neighbours, which link to it, the index and
 * the feeds. Another run may write the same keys with another set at the same time, so whoever writes looks at the set
 * once more and writes all again if it has grown: the last to write has then written what the whole set makes.
 */
async function publish(edition: Edition, place: ComposeWorld): Promise<void> {
  const { web, settings, templates, table } = place;
  const touched = new Map([[edition.id, edition]]);
  for (let lines = await editions(table).calendar(); ; ) {
    const calendar = lines.map((line): EditionLine => JSON.parse(line));
    const { earlier, later } = neighboursOf(edition.id, calendar);
    for (const id of [earlier, later].flatMap((line) => line?.id ?? [])) {
      const found = touched.has(id) ? null : await stored(id, place);
      if (found !== null) touched.set(id, found);
    }
    for (const { key, body, ...options } of publication(touched.values(), {
      settings,
      templates,
      calendar,
    })) {
      await web.put(key, body, options);
    }
    const now = await editions(table).calendar();
    if (now.join() === lines.join()) return;
    lines = now;
  }
}

/** Writes down who gets the edition: those confirmed before the slot, each in exactly one shard, once and for all. */
async function freeze(edition: Edition, place: ComposeWorld): Promise<number> {
  const day = dayIn(place.settings.timeZone, Date.parse(edition.slot));
  const recipients = await readers(place.table).confirmedBefore(edition.slot, day);
  const plan = await frozenPlan(edition, recipients, place);
  const shards = cutShards(edition.id, recipients, plan);
  const calendar = editions(place.table);
  await calendar.freezing(edition);
  for (const shard of shards) {
    await place.outbox.putNew(`${edition.id}/${shard.shard}.json`, JSON.stringify(shard), JSON_TYPE);
  }
  await calendar.frozen(edition.id);
  return shards.length;
}

async function frozenPlan(
  edition: Edition,
  recipients: readonly string[],
  place: ComposeWorld,
): Promise<Plan> {
  const key = `editions/${edition.id}/plan.json`;
  const sendBy = new Date(place.now() + place.settings.sendByHours * 3_600_000).toISOString();
  const plan: Plan = { bits: shardBits(recipients), sendBy };
  if (await place.archive.putNew(key, JSON.stringify(plan), JSON_TYPE)) return plan;
  return JSON.parse((await place.archive.text(key)) ?? JSON.stringify(plan));
}
