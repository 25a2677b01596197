import type { Statement } from '../../lambdas/claims/statements/statements.ts';

/** A statement of which nothing is special: whole, plain and undated. */
export function bareStatement(
  { origin, text }: { readonly origin: string; readonly text: string },
  encoded: NonNullable<Statement['encoded']>,
): Statement {
  return {
    quote: { text, language: 'en', articleId: origin, version: '1', block: 0, offset: 0 },
    source: 0,
    origin,
    position: 0,
    language: 'en',
    day: null,
    encoded,
    whole: true,
    isSentence: true,
    midAir: false,
    connective: false,
    pointsBack: false,
    spoken: false,
    negated: false,
    modal: false,
    wordCount: 12,
  };
}
