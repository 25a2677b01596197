import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { decode } from '../../lambdas/article/bytes/decode.ts';

/** A page of a folder of labelled pages: `SET/truth.jsonl` with `id`, `url`, `body` and more, `SET/ID.html.gz` beside it. */
export interface LabelledPage {
  readonly set: string;
  readonly id: string;
  readonly publisher: string;
  readonly truth: Readonly<Record<string, unknown>>;
  readonly body: string;
  readonly bytes: Uint8Array;
}

export const SETS = ['aeb', 'fundus', 'wcxb'] as const;
export const FOLDS = 5;

export function* labelledPages(folder: string): Generator<LabelledPage> {
  for (const set of SETS) {
    for (const line of readFileSync(`${folder}/${set}/truth.jsonl`, 'utf8').split('\n')) {
      if (line === '') continue;
      const truth: Readonly<Record<string, unknown>> = JSON.parse(line);
      const id = String(truth.id);
      yield {
        set,
        id,
        publisher: publisherOf(String(truth.url ?? id)),
        truth,
        body: String(truth.body ?? ''),
        bytes: gunzipSync(readFileSync(`${folder}/${set}/${id}.html.gz`)),
      };
    }
  }
}

export async function htmlOf(page: LabelledPage): Promise<string> {
  return decode(page.bytes);
}

/** The name that a publisher bought: pages of its subdomains are its own. */
export function publisherOf(url: string): string {
  const host = URL.canParse(url) ? new URL(url).hostname : url;
  const labels = host.split('.');
  const shared = /^(?:co|com|org|net|gov|gob|edu|ac|or|ne|go)$/.test(labels.at(-2) ?? '');
  return labels.slice(shared ? -3 : -2).join('.');
}

/** Which fifth a publisher is in: by its name alone, so that adding pages moves nobody. */
export function foldOf(publisher: string): number {
  let hash = 2166136261;
  for (const sign of publisher) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 16777619);
  return (hash >>> 0) % FOLDS;
}
