/** Writes the vectors of `test/claims/facts.json` to `test/claims/facts.vec`: `node test/fit/claims/fact-vectors.ts`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { encodeLocally } from '../../../infra/local/dry-run/encoding.ts';
import { sentenceKey, writeVectors } from '../../../lambdas/encoder/vectors-file.ts';

const at = (name: string) => fileURLToPath(new URL(`../../claims/${name}`, import.meta.url));
const { facts }: { readonly facts: readonly Readonly<Record<string, unknown>>[] } = JSON.parse(
  readFileSync(at('facts.json'), 'utf8'),
);
const texts = facts.flatMap((fact) =>
  ['same', 'more', 'rival', 'other'].flatMap((kind) =>
    Array.isArray(fact[kind]) ? fact[kind].map(([, text]: readonly [string, string]) => text) : [],
  ),
);
const vectors = await encodeLocally(texts, { most: texts.length });
writeFileSync(
  at('facts.vec'),
  writeVectors(new Map([...vectors].map(([text, one]) => [sentenceKey(text), one]))),
);
