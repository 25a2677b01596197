import fc from 'fast-check';

/** Pieces that break forms elsewhere: headers, second recipients, quotes, scripts, formulas, numbers of bytes, of scripts, of nulls. */
const PIECES = [
  'ada',
  'Ada@Readers.Example.org',
  'ADA@readers.example.ORG',
  'b@x.example',
  '@',
  '@@',
  'readers.example.org',
  'приклад.укр',
  'bücher.example',
  'xn--zz',
  '。',
  '＠',
  '\r\nBcc: victim@x.example',
  '\nTo: victim@x.example',
  '%0d%0aBcc:victim@x.example',
  '\u2028Subject: hello',
  '"',
  '"a b"',
  '\\',
  '\0',
  '\u0000victim@x.example',
  ',victim@x.example',
  ';',
  '<victim@x.example>',
  '(comment)',
  '[192.0.2.1]',
  '=HYPERLINK("https://evil.example")',
  '+cmd|calc',
  "'=1+1",
  '-1',
  '<script>alert(1)</script>',
  '" autofocus onfocus=alert(1) x="',
  '{{name}} {address} #{x}',
  '\u202Egro.elpmaxe\u202C',
  '\uD800',
  '\uFEFF',
  'e\u0301',
  ' ',
  '.',
  'PLACEHOLDER-of-56-letters-where-the-token-of-a-reader_is',
  'reader@placeholder.invalid',
  'a'.repeat(10_000),
  `${'a'.repeat(64)}@${'b'.repeat(63)}.example`,
];

const piece = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...PIECES) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
  { weight: 1, arbitrary: fc.emailAddress() },
);

/** What somebody may put into a field of a form. */
export const hostile: fc.Arbitrary<string> = fc.oneof(
  { weight: 1, arbitrary: fc.emailAddress() },
  { weight: 3, arbitrary: fc.array(piece, { maxLength: 4 }).map((parts) => parts.join('')) },
  // As near to a good address as evil can come.
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom('', ...PIECES), fc.emailAddress(), fc.constantFrom('', ...PIECES))
      .map((parts) => parts.join('')),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(piece, fc.constantFrom('readers.example.org', 'приклад.укр'))
      .map(([a, b]) => `${a}@${b}`),
  },
);
