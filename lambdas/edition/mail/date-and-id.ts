/**
 * A mail that was composed without date and name of its own, as notices are, gets both when it is sent: `at` (epoch ms), and
 * `id` (its sender's domain behind the @), which no other mail has. SES replaces both by its own:
 * https://docs.aws.amazon.com/ses/latest/dg/header-fields.html
 */
export function withDateAndId(
  mail: Uint8Array,
  { at, id }: { readonly at: number; readonly id: string },
): Uint8Array {
  // RFC 5322, 3.3: a zone in digits; `GMT` is its obsolete form.
  const date = new Date(at).toUTCString().replace('GMT', '+0000');
  return Buffer.concat([Buffer.from(`Date: ${date}\r\nMessage-ID: <${id}>\r\n`), mail]);
}
