/**
 * What Amazon SES refuses by its reference, so that the local run refuses it too: https://docs.aws.amazon.com/ses/latest/APIReference/API_SendRawEmail.html
 * (not tried).
 */

export interface Refusal {
  readonly code: string;
  readonly message: string;
}

export interface Attempt {
  readonly to: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  readonly raw: Buffer;
  readonly form: URLSearchParams;
  /** Verified addresses and domains, lower case. */
  readonly identities: ReadonlySet<string>;
  readonly configurationSets: ReadonlySet<string>;
}

// https://docs.aws.amazon.com/ses/latest/APIReference/API_MessageTag.html
const TAG = /^[A-Za-z0-9_-]{1,256}$/;
// https://docs.aws.amazon.com/ses/latest/APIReference/API_SendRawEmail.html: the local part is 7-bit ASCII.
const ADDRESS =
  /^[!-?A-~]+@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+(?:[A-Za-z]{2,}|[Xx][Nn]--[A-Za-z0-9-]+)$/;
const MAX_BYTES = 10 * 1024 * 1024;
const MAX_RECIPIENTS = 50;

/** Why the real service would not take this mail, or undefined when it would. */
export function refusal(attempt: Attempt): Refusal | undefined {
  const { to, tags, raw, form, identities, configurationSets } = attempt;
  const set = form.get('ConfigurationSetName');
  if (set !== null && !configurationSets.has(set))
    return { code: 'ConfigurationSetDoesNotExist', message: `Configuration set <${set}> does not exist.` };
  for (const [name, value] of Object.entries(tags)) {
    if (!TAG.test(name) || !TAG.test(value))
      return { code: 'InvalidParameterValue', message: `Invalid tag <${name}>: <${value}>.` };
  }
  if (to.length === 0 || to.length > MAX_RECIPIENTS)
    return {
      code: 'InvalidParameterValue',
      message: `A mail has 1 to ${MAX_RECIPIENTS} recipients, not ${to.length}.`,
    };
  const bad = to.find((address) => !ADDRESS.test(bare(address)));
  if (bad !== undefined) return { code: 'InvalidParameterValue', message: `Illegal address: ${bad}` };
  if (raw.length > MAX_BYTES)
    return { code: 'InvalidParameterValue', message: 'Message length is more than 10485760 bytes.' };
  const headers = headerLines(raw);
  const from = headers.filter((line) => /^from:/i.test(line));
  const sender = bare(from[0]?.slice('from:'.length) ?? '');
  if (from.length !== 1 || !ADDRESS.test(sender))
    return { code: 'InvalidParameterValue', message: 'The message needs one From header with one address.' };
  const verified = [sender, sender.slice(sender.indexOf('@') + 1)].some((name) =>
    identities.has(name.toLowerCase()),
  );
  const source = form.get('Source');
  if (!verified || (source !== null && bare(source).toLowerCase() !== sender.toLowerCase()))
    return { code: 'MessageRejected', message: `Email address is not verified: ${source ?? sender}` };
  return undefined;
}

function bare(address: string): string {
  return /<([^<>]*)>\s*$/.exec(address)?.[1] ?? address.trim();
}

/** The header block's lines, folded ones joined. */
function headerLines(raw: Buffer): readonly string[] {
  const head = raw.toString('latin1').split(/\r?\n\r?\n/, 1)[0] ?? '';
  return head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
}
