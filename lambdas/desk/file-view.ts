import { isBody } from '../article/body.ts';
import { type DateContext, withKnownDate } from '../article/metadata/known-date.ts';
import { editedArticle } from '../edits/apply.ts';
import { changeSentences, ownWords } from '../edits/change-sentences.ts';
import { actsInForce, decidedBefore } from '../edits/fold.ts';
import { ROLES } from '../edits/shape.ts';
import type { Decided, EditRecord } from '../edits/types.ts';
import type { Article } from '../types.ts';
import { arrivalView, instantInWords } from './arrivals.ts';
import { formValues, SWITCHES, TEXT_FIELDS } from './form.ts';
import { passagesOf, runsOf } from './passages.ts';
import type { Place } from './place-in-edition.ts';
import type { FileRecord } from './types.ts';

const FOR_EVER = '9999-12-31T23:59:59.999Z';

export interface FileContext {
  readonly place: Place;
  readonly threshold: number;
  readonly timeZone: string;
  readonly coverage?: DateContext['coverage'];
  /** What it is a copy of, if anything. */
  readonly original: Article | null;
  readonly editorName: (code: string) => string;
  readonly problems?: readonly string[];
  /** Other files of the coming edition, to name one of them. */
  readonly files?: readonly { readonly key: string; readonly title: string | null }[];
  readonly notice?: string | undefined;
  /** What an editor had typed, where it was not saved. */
  readonly typed?: URLSearchParams | undefined;
}

/** What holds of a file now. */
export function decidedNow({ acts }: Pick<FileRecord, 'acts'>, articleId: string): Decided {
  return (
    decidedBefore(acts, FOR_EVER).get(articleId) ?? {
      articleId,
      key: '',
      changes: {},
      by: {},
      contradictions: [],
    }
  );
}

/** The newest act of all: what an editor has seen who opens the page now. */
export function seenNow(acts: readonly EditRecord[]): string {
  return (
    acts
      .map(({ at, id }) => `${at} ${id}`)
      .toSorted()
      .at(-1) ?? ''
  );
}

/** The page of one file: as understood, its text with roles, what it copies, what was decided by whom, and the form. */
export function fileView(articleId: string, file: FileRecord, context: FileContext): object {
  const { acts, receipts, isThere } = file;
  const decided = decidedNow(file, articleId);
  const { place, threshold, timeZone, original, problems = [], notice, typed } = context;
  const [latest] = receipts;
  const article = asInEdition(file, context);
  const edited = article === null ? null : editedArticle(article, decided);
  const values = article === null ? new Map<string, string>() : formValues(article, decided);
  return {
    id: articleId,
    key: file.key,
    problems: [...problems, ...(edited?.problems ?? [])],
    notice,
    file:
      latest === undefined
        ? null
        : arrivalView({ receipt: latest, decided, isThere }, place, { threshold, timeZone }),
    // What is refused or failed says it above already.
    message: latest?.outcome === 'accepted' ? latest.message : undefined,
    isThere,
    original: original === null ? null : { key: original.key },
    ...(article === null || edited === null
      ? NOTHING_READ
      : {
          own: ownWords(decided.changes, article),
          blocks: blocksView(edited.article, original),
          fields: fieldsView(values, typed),
          switches: switchesView(article, values, typed),
          canRelease: article.quarantine !== undefined && !decided.changes.confirmed,
          version: article.version,
        }),
    ...topicsView(values, typed),
    files: context.files ?? [],
    seen: seenNow(acts),
    history: historyView(acts, context),
    receipts: receipts.map(({ received, outcome, message }) => ({
      received,
      when: instantInWords(received, timeZone),
      outcome,
      message,
    })),
  };
}

const NOTHING_READ = { own: [], blocks: [], fields: null, switches: null, canRelease: false, version: '' };

/** With the date that the edition has, not the one that it decides against. Null where no article was understood. */
function asInEdition({ article, receipts }: FileRecord, { coverage }: FileContext): Article | null {
  const [latest] = receipts;
  if (article === null || latest === undefined) return article;
  return withKnownDate(article, { received: latest.received, coverage });
}

function blocksView({ blocks }: Article, original: Article | null): readonly object[] {
  const runs =
    original === null
      ? null
      : runsOf(original.blocks.filter(({ role }) => isBody(role)).map(({ text }) => text));
  return blocks.map(({ role, text, language }, at) => ({
    at,
    role,
    isBody: isBody(role),
    language,
    passages: runs === null || !isBody(role) ? [{ text, shared: false }] : passagesOf(text, runs),
    roles: ROLES.map((one) => ({ role: one, chosen: one === role })),
  }));
}

/** What stands in the fields of the form: what was typed and not saved, else what was decided or read. */
type Values = ReadonlyMap<string, string>;
type Typed = URLSearchParams | undefined;

function fieldsView(values: Values, typed: Typed): readonly object[] {
  return TEXT_FIELDS.map(([name, label, look = {}]) => ({
    name,
    label,
    value: typed?.get(name) ?? values.get(name) ?? '',
    was: values.get(name) ?? '',
    isLong: look.isLong === true,
    isWide: look.isWide === true,
    isAfterTopic: look.isAfterTopic === true,
    ...(look.namesFile ? { list: 'files' } : {}),
  }));
}

function switchesView({ quarantine }: Article, values: Values, typed: Typed): readonly object[] {
  return SWITCHES.filter(([name]) => name !== 'confirmed' || quarantine !== undefined).map(
    ([name, label]) => ({
      name,
      label,
      was: values.get(name) ?? '',
      isOn: typed === undefined ? values.get(name) === 'yes' : typed.get(name) === 'yes',
    }),
  );
}

function topicsView(values: Values, typed: Typed): object {
  const chosen = typed?.get('topic') ?? values.get('topic') ?? '';
  return {
    topics: TOPICS.map(([topic, label]) => ({ topic, label, chosen: chosen === topic })),
    wasTopic: values.get('topic') ?? '',
  };
}

/** What was decided, the newest first; an undoing shows at what it undid. */
function historyView(acts: readonly EditRecord[], { timeZone, editorName }: FileContext): readonly object[] {
  const alive = new Set(actsInForce(acts).map(({ id }) => id));
  return acts
    .filter(({ act }) => act.kind !== 'undo')
    .toSorted((a, b) => (a.at < b.at ? 1 : -1))
    .map(({ id, at, by, act }) => ({
      id,
      at,
      when: instantInWords(at, timeZone),
      by: editorName(by),
      said:
        act.kind === 'undo' || act.changes === null
          ? ['The file beside the article was removed.']
          : changeSentences(act.changes, null),
      isUndone: !alive.has(id),
      canUndo: alive.has(id) && act.kind === 'set',
    }));
}

const TOPICS = [
  ['', 'As measured'],
  ['on', 'On the topic'],
  ['off', 'Off the topic'],
] as const;
