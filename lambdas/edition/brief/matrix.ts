import { nameKey } from '../../article/metadata/name-key.ts';
import { clauseOf } from '../../language/clause.ts';
import type { Quote, Story } from '../../types.ts';
import { overlaps } from '../select/same-words.ts';
import { type ShownAgreement, shownAgreement } from '../select/shown-agreement.ts';
import { cleanLine, shorten } from '../view/clean.ts';
import { type Line, listOf, named } from '../view/linked-text.ts';
import { type Foreign, foreign, languageTag, namesIn } from '../view/source-view.ts';
import { languageName, numberIn, type Wording } from '../wording.ts';
import { type OutletsView, witnessesOf } from './outlets.ts';

/** One claim, and which of the outlets were found to report all of it. */
export interface MatrixRow {
  /** The beginning of the claim, word for word. */
  readonly claim: Foreign;
  /** "Spanish", in the reader's language: of a claim in another one. */
  readonly language?: string;
  /** A mark for each column. */
  readonly marks: readonly Mark[];
  /** "5/8". */
  readonly count: string;
  /** Who they are, for the text part. */
  readonly reporters: Line;
}

export interface Mark {
  readonly reports: boolean;
  readonly letter: string;
  readonly name: string;
  /** "reports it". */
  readonly told: string;
}

/** Claims × outlets: who reports what. */
export interface Matrix {
  /** One letter an outlet, each another. */
  readonly columns: readonly { readonly letter: string; readonly name: string }[];
  readonly rows: readonly MatrixRow[];
  /** What the letters stand for: "H" and "Harbour Gazette", linked. */
  readonly legend: readonly { readonly letter: string; readonly label: Line }[];
  /** Width of a column in pixels. */
  readonly cell: number;
  /** Cells of a row below its claim: the columns and the count. */
  readonly span: number;
  /** No outlet is left out. */
  readonly isWhole: boolean;
}

const MOST_ROWS = 4;
const FEWEST_ROWS = 2;
/** Columns that a telephone has room for. */
const MOST_COLUMNS = 8;
const FEWEST_COLUMNS = 3;
/** More than these stand closer together, so that the claims have half of a telephone. */
const FEW_COLUMNS = 5;
const CLAIM_WORDS = 9;
const CLAIM_SIGNS = 56;

/** The first claims at a glance. Null for a story with fewer than two claims or three outlets: a sentence says it as well. */
export function matrixOf(
  story: Story,
  outlets: OutletsView,
  { language, wording }: { readonly language: string; readonly wording: Wording },
): Matrix | null {
  const all = story.agree
    .flatMap((agreement) => shownAgreement(agreement, language))
    .filter((fact) => !isLeadOfFew(fact, story, wording));
  const facts = atAGlance(all, story, language);
  const matrix = wholeMatrix(facts, story, outlets, wording);
  if (matrix === null) return null;
  const rows = matrix.rows.map((row, at): MatrixRow => {
    const tag = languageTag(facts[at]?.quote.language ?? null);
    return tag === null || tag === language ? row : { ...row, language: languageName(tag, wording.locale) };
  });
  return { ...matrix, rows };
}

/** What a story opens with, its sources report in words of their own: a row in which fewer than half of the outlets have it would seem to deny it to the rest. */
function isLeadOfFew({ quote, others }: ShownAgreement, story: Story, wording: Wording): boolean {
  const names = namesIn(story, wording);
  const outletsIn = (some: readonly { readonly articleId: string }[]) =>
    new Set(some.map(({ articleId }) => nameKey(names.get(articleId) ?? wording.unnamed))).size;
  const told = [quote, ...others];
  const isLead = [...story.summary.slice(0, 1), ...(story.leads ?? [])].some((lead) =>
    told.some((one) => overlaps(lead, one)),
  );
  return isLead && 2 * outletsIn(told) < outletsIn(story.sources);
}

/** Claims in another language stand in the table only where too few are in the reader's: behind those, the story's own language first. */
function atAGlance(
  all: readonly ShownAgreement[],
  { headline }: Story,
  language: string,
): readonly ShownAgreement[] {
  const isIn = (wanted: string | null) => (fact: ShownAgreement) => fact.quote.language === wanted;
  const own = all.filter((fact) => fact.quote.language === null || isIn(language)(fact));
  if (own.length >= FEWEST_ROWS) return own.slice(0, MOST_ROWS);
  const further = all.filter((fact) => !own.includes(fact));
  const first = further.filter(isIn(headline.language));
  return [...own, ...first, ...further.filter((fact) => !first.includes(fact))].slice(0, FEWEST_ROWS);
}

/** The matrix of these facts, a row for each. Null for fewer than two, or for fewer than three outlets. */
export function wholeMatrix(
  facts: readonly ShownAgreement[],
  story: Story,
  { outlets: known }: OutletsView,
  wording: Wording,
): Matrix | null {
  const names = namesIn(story, wording);
  const outletOf = ({ articleId }: Quote) => names.get(articleId) ?? wording.unnamed;
  const rows = facts.map(({ quote, others }) => ({
    quote,
    outlets: new Set([quote, ...others].map((one) => nameKey(outletOf(one)))),
  }));
  const outlets = outletsOf(
    story,
    rows.flatMap(({ outlets: some }) => [...some]),
    names,
    wording,
  );
  if (rows.length < FEWEST_ROWS || outlets.length < FEWEST_COLUMNS) return null;
  const columns = withLetters(outlets.slice(0, MOST_COLUMNS));
  return {
    columns,
    rows: rows.map(({ quote, outlets: reporting }) => ({
      claim: claimOf(quote),
      marks: columns.map((column) => {
        const reports = reporting.has(nameKey(column.name));
        return { ...column, reports, told: reports ? wording.reportsIt : wording.notFoundThere };
      }),
      reporters: listOf(
        outlets.filter((name) => reporting.has(nameKey(name))).map((name) => [named(name)]),
        wording,
      ),
      count: `${numberIn(reporting.size, wording.locale)}/${numberIn(outlets.length, wording.locale)}`,
    })),
    legend: columns.map(({ letter, name }) => ({
      letter,
      label: known.find((one) => one.name === name)?.label ?? [named(name)],
    })),
    cell: columns.length > FEW_COLUMNS ? 16 : 20,
    span: columns.length + 1,
    isWhole: outlets.length <= MOST_COLUMNS,
  };
}

/** The story's own outlets and the witnesses from other stories, those that report most first. */
function outletsOf(
  story: Story,
  reporting: readonly string[],
  names: ReadonlyMap<string, string>,
  wording: Wording,
): readonly string[] {
  const own = story.sources.map(({ articleId }) => names.get(articleId) ?? wording.unnamed);
  const byKey = new Map([
    ...own.map((name) => [nameKey(name), name] as const),
    ...witnessesOf(story, wording),
  ]);
  const times = (key: string) => reporting.filter((one) => one === key).length;
  return [...byKey].toSorted(([a], [b]) => times(b) - times(a)).map(([, name]) => name);
}

/** A letter of its own name for each outlet, as far as there is a free one. */
function withLetters(names: readonly string[]): Matrix['columns'] {
  const taken = new Set<string>();
  return names.map((name, at) => {
    const initials = name.split(/\s+/u).map((word) => word.match(/[\p{L}\p{N}]/u)?.[0] ?? '');
    const letters = [...initials, ...(name.match(/\p{L}/gu) ?? [])].map((sign) => sign.toLocaleUpperCase());
    const letter = letters.find((one) => one.length === 1 && !taken.has(one)) ?? String(at + 1);
    taken.add(letter);
    return { letter, name };
  });
}

function claimOf({ text, language }: Quote): Foreign {
  const clause = clauseOf(text, language, CLAIM_WORDS) ?? text;
  return foreign(shorten(cleanLine(clause), CLAIM_SIGNS).replace(/[.。]$/u, ''), language);
}
