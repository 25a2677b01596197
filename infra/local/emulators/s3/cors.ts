import { fields, list, textOf } from '../../stack/template-values.ts';

/**
 * What S3 answers to a browser's page elsewhere by a bucket's `CorsConfiguration`. Locally the distribution has another origin than in
 * the cloud, so any origin that this run has admitted counts as the one that a rule names.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/cors.html
 */
export function corsMethods(configuration: unknown): ReadonlySet<string> {
  const rules = list(fields(configuration).CorsRules).map(fields);
  return new Set(rules.flatMap(({ AllowedMethods }) => list(AllowedMethods).map((method) => textOf(method))));
}

export function corsHeaders(origin: string, methods: ReadonlySet<string>): Readonly<Record<string, string>> {
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-methods': [...methods].join(', '),
    'access-control-allow-headers': 'content-type',
    vary: 'Origin',
  };
}
