import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Said } from '../../../lambdas/claims/types.ts';

interface Sentence {
  readonly text: string;
  readonly language: string | null;
  readonly published: string | null;
}

/** A labelled pair of sentences. */
export interface LabelledPair {
  readonly id: string;
  readonly a: Sentence;
  readonly b: Sentence;
  /** Null where the label does not say. `some` is "full or part". */
  readonly ab: Said | 'some' | null;
  readonly ba: Said | 'some' | null;
  readonly conflict: boolean;
  /** What is left out together: a summit, or a set that is never judged on. */
  readonly group: string;
  readonly kind: 'real' | 'made' | 'weak' | 'translation';
  /** What was changed in a made pair. */
  readonly type: string | null;
}

/** Reads `claims-*.jsonl`, `weak-*.jsonl` and `translations-*.jsonl` of a folder; those that are missing count as empty. */
export function readPairs(folder: string): readonly LabelledPair[] {
  return [
    ...linesOf(folder, 'claims-').map(claimPair),
    ...linesOf(folder, 'weak-').map(weakPair),
    ...translationPairs(linesOf(folder, 'translations-')),
  ];
}

// biome-ignore lint/suspicious/noExplicitAny: rows of a labelled set, read by the two functions below alone.
type Row = any;

function linesOf(folder: string, prefix: string): Row[] {
  return readdirSync(folder)
    .filter((name) => name.startsWith(prefix) && name.endsWith('.jsonl'))
    .sort()
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n').filter(Boolean))
    .map((line) => JSON.parse(line));
}

function sentence({ text, language, published }: Row): Sentence {
  return { text, language: language ?? null, published: published ?? null };
}

function claimPair({ id, a, b, gold }: Row): LabelledPair {
  const { ab, ba, conflict, corpus, kind, type } = gold;
  return {
    id,
    a: sentence(a),
    b: sentence(b),
    ab,
    ba,
    conflict,
    group: corpus,
    kind: kind === 'real' ? 'real' : 'made',
    type: type ?? null,
  };
}

/** Both mention one event: at least some of each, as far as one can tell. */
function weakPair({ id, a, b, gold }: Row): LabelledPair {
  const said = gold.sharedEvent ? 'some' : 'no';
  return {
    id,
    a: sentence(a),
    b: sentence(b),
    ab: said,
    ba: said,
    conflict: false,
    group: 'weak',
    kind: 'weak',
    type: null,
  };
}

const [SHORTEST, LONGEST, MOST_LINES] = [50, 300, 160];

/**
 * Lines that stand at one place of a document in several languages say the same. Beside another line they say nothing of it; with the
 * next line behind it, a line says more than its translation; with different ones behind them, both say some of each other.
 */
function translationPairs(rows: readonly Row[]): LabelledPair[] {
  const documents = new Map<string, Map<string, string[]>>();
  for (const { text, language, gold } of rows) {
    const found = documents.get(gold.story) ?? new Map<string, string[]>();
    documents.set(gold.story, found);
    const lines: string[] = text.split('\n');
    found.set(language, lines.map((line) => line.trim()).filter(Boolean));
  }
  const aligned = [...documents.values()].flatMap((versions) => {
    const counts = new Set([...versions.values()].map((lines) => lines.length));
    const count = counts.size === 1 ? ([...counts][0] ?? 0) : 0;
    return Array.from(
      { length: count },
      (_, n) => new Map([...versions].map(([language, lines]) => [language, lines[n] ?? ''])),
    );
  });
  const languages = [...new Set(rows.map(({ language }) => String(language)))].sort();
  const fit = aligned.filter((line) => {
    const length = line.get(languages[0] ?? '')?.length ?? 0;
    return length >= SHORTEST && length <= LONGEST;
  });
  const lines = fit.filter((_, n) => n % 2 === 0).slice(0, MOST_LINES);
  return lines.flatMap((line, n) => {
    const one = languages[n % languages.length] ?? '';
    const other =
      languages[(n + 1 + ((n >> 2) % Math.max(1, languages.length - 1))) % languages.length] ?? '';
    const [next, after] = [lines[(n + 1) % lines.length], lines[(n + 2) % lines.length]];
    const [own, translation] = [line.get(one), line.get(other)];
    const [more, unlike, behind] = [next?.get(one), next?.get(other), after?.get(other)];
    if (!own || !translation || !more || !unlike || !behind) return [];
    const pair = (kind: string, a: string, b: string, ab: Said, ba: Said): LabelledPair => ({
      id: `${kind}-${n}`,
      a: { text: a, language: one, published: null },
      b: { text: b, language: other, published: null },
      ab,
      ba,
      conflict: false,
      group: 'translations',
      kind: 'translation',
      type: kind,
    });
    return [
      pair('same', own, translation, 'full', 'full'),
      pair('other', own, unlike, 'no', 'no'),
      pair('more', `${own} ${more}`, translation, 'part', 'full'),
      ...(n % 2 ? [pair('both', `${own} ${more}`, `${translation} ${behind}`, 'part', 'part')] : []),
    ];
  });
}
