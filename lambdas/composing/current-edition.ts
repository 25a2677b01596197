import { forEdition } from '../article/for-edition.ts';
import type { Bucket } from '../aws/archive.ts';
import { articles, type WindowRow } from '../aws/stores/articles/articles.ts';
import { edits } from '../aws/stores/articles/edits.ts';
import { editions } from '../aws/stores/editions.ts';
import type { Table } from '../aws/table.ts';
import type { Budget } from '../claims/budget.ts';
import { textsToEncode } from '../claims/statements/chosen.ts';
import type { VectorsOf } from '../claims/statements/statements.ts';
import { isQuarantined, makeEdition } from '../edition/make.ts';
import { makeEntailedEdition, NOTHING_ENTAILED } from '../edition/make-entailed.ts';
import { isTakenDown, type OverlayEntry } from '../edition/overlay/overlay.ts';
import { windowOf } from '../edition/slot.ts';
import { editedInWindow } from '../edits/apply.ts';
import { decidedBefore } from '../edits/fold.ts';
import type { EditRecord } from '../edits/types.ts';
import type { Entail } from '../encoder/entailment.ts';
import { sentenceKey } from '../encoder/vectors-file.ts';
import type { Article, Edition, Settings, WindowArticle } from '../types.ts';
import { overlayOf } from './overlay.ts';
import { withAmendments } from './with-amendments.ts';

/** Where what an edition is made of lies. */
export interface CurrentEditionServices {
  readonly archive: Bucket;
  readonly table: Table;
  readonly settings: Settings;
  /** The vectors of these articles' sentences; absent where nothing is to be compared. */
  readonly vectorsOf?: (articles: readonly Article[]) => Promise<VectorsOf>;
  /** For one edition, what looks at two sentences together; absent: words alone decide. */
  readonly openEntailing?: () => Entail;
  /** What telling may cost; absent: `BUDGET`. */
  readonly budget?: Budget;
}

/** Articles fetched side by side: enough to hide S3's latency, few enough for a small function's memory. */
const FETCHES = 16;

/** The acts of a source are those that count. */
const AFTER_ALL = '9999-12-31T23:59:59.999Z';

/** What an edition is made from: the window's articles by name, what editors did to them, and the edition before. */
export interface Source {
  readonly rows: readonly WindowRow[];
  readonly acts: readonly EditRecord[];
  readonly before: string | null;
  /** Corrections and take-downs that count. */
  readonly overlay: readonly OverlayEntry[];
}

/** Without what was taken down. `until`: take-downs and editors' acts count before this instant; without it, before the slot. */
export async function materialFor(
  slot: string,
  services: CurrentEditionServices,
  until: string = slot,
): Promise<Source> {
  const { from, to } = windowOf(slot, services.settings.windowHours);
  const [found, before, overlay] = await Promise.all([
    articles(services.table).window(from, to),
    editions(services.table).previous(slot),
    overlayOf(services),
  ]);
  const counting = overlay.filter(({ at }) => at < until);
  const rows = found.filter(({ articleId: id, version }) => !isTakenDown({ id, version }, counting));
  const all = await edits(services.archive, services.table).about(rows.map(({ articleId }) => articleId));
  return { rows, acts: all.filter(({ at }) => at < until), before: before?.id ?? null, overlay: counting };
}

/** The edition of a slot as it would be now; writes nothing. */
export async function currentEdition(
  slot: string,
  source: Source,
  services: CurrentEditionServices,
  given?: readonly WindowArticle[],
): Promise<Edition> {
  const previous = source.before === null ? null : await storedEdition(source.before, services);
  const articles = given ?? (await received(source, services));
  const printable = articles.filter((one) => !isQuarantined(one)).map(({ article }) => article);
  const vectorsOf = await services.vectorsOf?.(printable);
  const budget = services.budget === undefined ? {} : { budget: services.budget };
  const input = { articles, previous, settings: services.settings, slot, ...budget };
  const edition =
    vectorsOf === undefined
      ? makeEdition(input)
      : await makeEntailedEdition({ ...input, vectorsOf }, services.openEntailing?.() ?? NOTHING_ENTAILED);
  const read = (id: string) => storedEdition(id, services);
  return withAmendments(edition, { overlay: source.overlay, previous }, { table: services.table, read });
}

export async function storedEdition(
  id: string,
  { archive }: Pick<CurrentEditionServices, 'archive'>,
): Promise<Edition | null> {
  const text = await archive.text(`editions/${id}/edition.json`);
  return text === null ? null : JSON.parse(text);
}

/** The articles as editors left them. */
export async function received(
  { rows: found, acts }: Source,
  services: Pick<CurrentEditionServices, 'archive'>,
): Promise<readonly WindowArticle[]> {
  const decided = decidedBefore(acts, AFTER_ALL);
  const result: WindowArticle[] = [];
  for (let at = 0; at < found.length; at += FETCHES) {
    const some = found.slice(at, at + FETCHES).map(async (row) => {
      const text = await services.archive.text(`articles/${row.articleId}/${row.version}.json`);
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

/** Vectors stand beside an article; those of sentences that an editor's decision brought in stand under a name of their own. */
export function textsOf(article: Article) {
  const texts = textsToEncode([article]);
  return {
    version: article.isEdited ? `${article.version}-${sentenceKey(texts.join('\n'))}` : article.version,
    texts,
  };
}
