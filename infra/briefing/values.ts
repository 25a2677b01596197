import * as v from 'valibot';

/** What the values of a briefing look like. Each message says what is expected; `problems.ts` makes sentences of them. */

/** What was found instead, cut, so that a pasted file does not fill the screen. */
const found = (value: unknown) => {
  const json = JSON.stringify(value) ?? String(value);
  return json.length > 60 ? `${json.slice(0, 59)}…` : json;
};

/** The words after a key's name. */
export const mustBe = (expected: string) => (issue: { readonly input: unknown }) =>
  issue.input === undefined
    ? `is missing; it must be ${expected}`
    : `must be ${expected}, got ${found(issue.input)}`;

/** What editors of JSON show beside a value that is wrong, and what `group` says of one that is missing. */
const said = (expected: string) => ({ errorMessage: `must be ${expected}` });

/** A string of this pattern. `accepts` asks what a pattern cannot. */
export function text(expected: string, { pattern = /./, most = 1000, accepts = () => true }: TextRule = {}) {
  const must = mustBe(expected);
  return v.pipe(
    v.string(must),
    v.regex(pattern, must),
    v.maxLength(most, must),
    v.check(accepts, must),
    v.metadata(said(expected)),
  );
}

interface TextRule {
  readonly pattern?: RegExp;
  readonly most?: number;
  readonly accepts?: (value: string) => boolean;
}

/** A whole number from `least` to `most`, both included. */
export function whole(unit: string, least: number, most: number) {
  const expected = `a whole number of ${unit} from ${least} to ${most}`;
  const must = mustBe(expected);
  return v.pipe(
    v.number(must),
    v.integer(must),
    v.minValue(least, must),
    v.maxValue(most, must),
    v.metadata(said(expected)),
  );
}

export function oneOf<const T extends readonly [string, ...string[]]>(...options: T) {
  const names = options.map((one) => `"${one}"`);
  const expected = `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
  return v.pipe(v.picklist(options, mustBe(expected)), v.metadata(said(expected)));
}

/** A list of at least `least`, none of them twice: `of` tells what makes two of them the same. */
export function list<T extends v.BaseSchema<unknown, unknown, v.BaseIssue<unknown>>>(
  expected: string,
  item: T,
  {
    least = 0,
    of = String,
  }: { readonly least?: number; readonly of?: (item: v.InferOutput<T>) => string } = {},
) {
  const must = mustBe(expected);
  return v.pipe(
    v.array(item, must),
    v.minLength(least, must),
    v.check(
      (items) => twiceIn(items.map(of)) === undefined,
      ({ input }) => `names ${found(twiceIn(input.map(of)))} twice`,
    ),
    v.readonly(),
    v.metadata(said(expected)),
  );
}

const twiceIn = (values: readonly string[]) => values.find((value, index) => values.indexOf(value) !== index);

/** An object with these keys and no others. */
export function group<const T extends v.ObjectEntries>(entries: T) {
  const required = Object.entries(entries).filter(([, { type }]) => type !== 'optional');
  const expected = `an object with ${(required.length > 0 ? required : Object.entries(entries)).map(([name]) => name).join(', ')}`;
  const must = mustBe(expected);
  const expectedOf = (name: unknown): string => {
    const entry = entries[String(name)];
    return String((entry && v.getMetadata(entry).errorMessage) ?? expected);
  };
  return v.pipe(
    v.strictObject(entries, (issue) => {
      const key = issue.path?.at(-1)?.key;
      if (issue.expected === 'never')
        return `is not a setting; known here: ${Object.keys(entries).join(', ')}`;
      return key === undefined ? must(issue) : `is missing; it ${expectedOf(key)}`;
    }),
    v.readonly(),
    v.metadata(said(expected)),
  );
}

const hasControl = (value: string) => /[\p{Cc}\u2028\u2029]/u.test(value);
const LINE = { pattern: /^\S(.*\S)?$/, accepts: (value: string) => !hasControl(value) };

/** Trimmed and without a control character: it may become a header, a subject or a footer line. */
export const line = text('a line of text', LINE);

/** It becomes the comment of a distribution, which takes 128 characters. */
export const title = text('a line of at most 100 characters', { ...LINE, most: 100 });

/** The dot-atom form of RFC 5321 in ASCII: no quoted local part, no comment, nothing that could end a header. */
export const mailAddress = text('a plain ASCII mail address like name@example.org', {
  pattern:
    /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]{1,64}(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]{1,64})*@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])$/,
  most: 254,
  accepts: (value) => value.indexOf('@') <= 64,
});

/** A current ISO 639-1 code (`he`, not its old form `iw`). */
export const language = text('an ISO 639-1 language code like "uk"', {
  pattern: /^[a-z]{2}$/,
  accepts: (value) => {
    if (!/^[a-z]{2}$/.test(value)) return false;
    const names = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });
    return Intl.getCanonicalLocales(value)[0] === value && names.of(value) !== undefined;
  },
});

/** The day exists: 2023-02-30 does not. */
export const date = text('a date YYYY-MM-DD that exists', {
  pattern: /^\d{4}-\d{2}-\d{2}$/,
  accepts: (value) => {
    const day = new Date(`${value}T00:00:00Z`);
    return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
  },
});

export const time = text('HH:MM', { pattern: /^([01]\d|2[0-3]):[0-5]\d$/ });

/** An IANA name as EventBridge Scheduler takes it: `Europe/Kyiv`, `UTC`; no offset, no lower-case alias. https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html */
export const timeZone = text('an IANA time zone like "Europe/Kyiv"', {
  pattern: /^[A-Z][\w+-]*(\/[A-Z][\w+-]*){0,2}$/,
  accepts: (value) => {
    try {
      return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone !== '';
    } catch {
      return false;
    }
  },
});

/** An https origin, exactly as a browser writes it: every link of a mail is this and a path. */
export const publicAddress = text('https:// and a host, without a path or a trailing slash', {
  pattern: /^https:\/\//,
  accepts: (value) => URL.canParse(value) && new URL(value).origin === value,
});

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html */
export const editorArn = text('the ARN of an IAM role or user', {
  pattern: /^arn:aws[a-z-]*:iam::\d{12}:(role|user)\/[\w+=,.@/-]{1,512}$/,
});

export const certificateArn = text(
  'the ARN of an ACM certificate in us-east-1 (CloudFront takes no other region)',
  { pattern: /^arn:aws[a-z-]*:acm:us-east-1:\d{12}:certificate\/[0-9a-f-]{36}$/ },
);

/** https://docs.aws.amazon.com/waf/latest/developerguide/cloudfront-features.html */
export const webAclArn = text('the ARN of a web ACL of AWS WAF for CloudFront (they are all in us-east-1)', {
  pattern: /^arn:aws[a-z-]*:wafv2:us-east-1:\d{12}:global\/webacl\/[\w-]{1,128}\/[0-9a-f-]{36}$/,
});

/** One label of a host name, in lower case. */
export const label = (most: number) =>
  text(`at most ${most} small letters, digits and hyphens, beginning with a letter, like "vostochny"`, {
    pattern: /^[a-z]([a-z0-9-]*[a-z0-9])?$/,
    most,
  });
