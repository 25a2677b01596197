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
  const [latest] = receipts;
  // With the date that the edition has, not the one that it decides against.
  const article =
    file.article === null || latest === undefined
      ? file.article
      : withKnownDate(file.article, { received: latest.received, coverage: context.coverage });
  const { place, threshold, timeZone, original, editorName, problems = [], notice, typed } = context;
  const edited = article === null ? null : editedArticle(article, decided);
  const values = article === null ? new Map<string, string>() : formValues(article, decided);
  const shown = (name: string) => typed?.get(name) ?? values.get(name) ?? '';
  const runs =
    original === null
      ? null
      : runsOf(original.blocks.filter(({ role }) => isBody(role)).map(({ text }) => text));
  const alive = new Set(actsInForce(acts).map(({ id }) => id));
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
    own: article === null ? [] : ownWords(decided.changes, article),
    blocks:
      edited?.article.blocks.map((block, at) => ({
        at,
        role: block.role,
        isBody: isBody(block.role),
        language: block.language,
        passages:
          runs === null || !isBody(block.role)
            ? [{ text: block.text, shared: false }]
            : passagesOf(block.text, runs),
        roles: ROLES.map((role) => ({ role, chosen: role === block.role })),
      })) ?? [],
    fields:
      article === null
        ? null
        : TEXT_FIELDS.map(([name, label, look = {}]) => ({
            name,
            label,
            value: shown(name),
            was: values.get(name) ?? '',
            isLong: look.isLong === true,
            isWide: look.isWide === true,
            isAfterTopic: look.isAfterTopic === true,
            ...(look.namesFile ? { list: 'files' } : {}),
          })),
    switches:
      article === null
        ? null
        : SWITCHES.filter(([name]) => name !== 'confirmed' || article.quarantine !== undefined).map(
            ([name, label]) => ({
              name,
              label,
              was: values.get(name) ?? '',
              isOn: typed === undefined ? values.get(name) === 'yes' : typed.get(name) === 'yes',
            }),
          ),
    topics: ['', 'on', 'off'].map((topic) => ({
      topic,
      label: TOPICS[topic as keyof typeof TOPICS],
      chosen: shown('topic') === topic,
    })),
    wasTopic: values.get('topic') ?? '',
    canRelease: article?.quarantine !== undefined && !decided.changes.confirmed,
    files: context.files ?? [],
    seen: seenNow(acts),
    version: article?.version ?? '',
    history: acts
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
      })),
    receipts: receipts.map(({ received, outcome, message }) => ({
      received,
      when: instantInWords(received, timeZone),
      outcome,
      message,
    })),
  };
}

const TOPICS = { '': 'As measured', on: 'On the topic', off: 'Off the topic' } as const;
