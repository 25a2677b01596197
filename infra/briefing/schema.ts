import * as v from 'valibot';
import { Concurrency } from './concurrency.ts';
import { leastWindow, WEEK } from './least-window.ts';
import {
  certificateArn,
  date,
  editorArn,
  group,
  label,
  language,
  line,
  list,
  mailAddress,
  mustBe,
  oneOf,
  publicAddress,
  text,
  time,
  timeZone,
  title,
  webAclArn,
  whole,
} from './values.ts';

/*
 * Every setting, once: types, checks, the table of keys in infra/README.md and infra/briefing.schema.json come from here (`npm run
 * document` writes the last two). A key's description is its row of the table; a key without one is read and does nothing yet.
 */

/** A setting with its row in the table of keys. */
const described = <T extends v.BaseSchema<unknown, unknown, v.BaseIssue<unknown>>>(schema: T, row: string) =>
  v.pipe(schema, v.description(row));

const Coverage = v.pipe(
  group({ first: date, last: date }),
  v.forward(
    v.check(
      ({ first, last }) => first <= last,
      ({ input: { first, last } }) => mustBe(`on or after coverage.first (${first})`)({ input: last }),
    ),
    ['last'],
  ),
);

const weekday = v.picklist(WEEK, mustBe(`one of ${WEEK.join(' ')}`));
const share = (() => {
  const expected = 'a share above 0 and up to 1, like 0.2';
  return v.pipe(
    v.number(mustBe(expected)),
    v.gtValue(0, mustBe(expected)),
    v.maxValue(1, mustBe(expected)),
    v.metadata({ errorMessage: `must be ${expected}` }),
  );
})();

const Sender = v.pipe(
  group({
    name: title,
    address: mailAddress,
    replyTo: v.optional(mailAddress),
    existingIdentity: v.optional(line),
    mailFromSubdomain: v.optional(label(63)),
  }),
  v.forward(
    v.check(
      ({ address, existingIdentity: known }) =>
        known === undefined || known === address || `.${address.split('@')[1]}`.endsWith(`.${known}`),
      ({ input: { address, existingIdentity } }) =>
        mustBe(`the domain of ${address}, a domain above it, or the address itself`)({
          input: existingIdentity,
        }),
    ),
    ['existingIdentity'],
  ),
);

/** A string is short for `{ "arn": … }`. */
const Editor = v.union(
  [
    v.pipe(
      editorArn,
      v.transform((arn) => ({ arn })),
    ),
    group({ arn: editorArn }),
    group({ address: mailAddress, role: oneOf('editor', 'approver') }),
  ],
  mustBe('the ARN of an IAM role or user, { "arn" }, or { "address", "role": "editor" or "approver" }'),
);

const Keys = group({
  $schema: v.optional(line),
  id: described(
    v.optional(label(16)),
    'optional: names the stacks and everything else of this newsletter (`communique-ID-…`), so that several run in one account; without it the names are `CommuniqueStateful` and `CommuniquePipeline`. Never change it after the first deployment: another id is another newsletter, without readers',
  ),
  name: described(title, "the newsletter's name: From, subject, heading"),
  topic: described(
    group({
      title: line,
      names: list('a list of at least one name', line, { least: 1, of: () => crypto.randomUUID() }),
      seeds: list('a list of at least one sentence', line, { least: 1, of: () => crypto.randomUUID() }),
    }),
    '`title`, `names` and a few `seeds`: sentences that are typical of the subject; other articles are set aside',
  ),
  coverage: described(
    Coverage,
    '`first` and `last` day; the schedule neither begins before nor goes on after',
  ),
  languages: described(
    list('a list of at least one language code', language, { least: 1 }),
    'what the edition speaks, ISO 639-1; the first is the default (the mail has words for `en` `uk` `es` `ar`)',
  ),
  timeZone: described(timeZone, 'the IANA zone of `schedule`, `coverage` and every date in the mail'),
  schedule: described(
    group({ time, days: list('a list of at least one weekday', weekday, { least: 1 }) }),
    'when it is composed: `time` and `days`',
  ),
  windowHours: described(
    whole('hours', 1, 336),
    'how far back uploads count, by the time they were received; at least two hours more than the longest time between two editions, so that nothing falls between two windows',
  ),
  sendByHours: described(
    whole('hours', 1, 72),
    'what has not been sent this long after the readers were fixed is not sent',
  ),
  sender: described(
    Sender,
    '`name`, `address`, and `replyTo` if answers go elsewhere; `existingIdentity`: the domain or address that SES knows in this account already (it is then used and not made); `mailFromSubdomain` for the envelope (default `bounce`)',
  ),
  publicAddress: described(publicAddress, '`https://…` of the pages and of every link in the mail'),
  certificateArn: described(
    v.optional(certificateArn),
    "optional: a certificate in us-east-1 for that name. Strongly advised: without it the address is CloudFront's own, and so is the oldest TLS that it takes",
  ),
  webAclArn: described(
    v.optional(webAclArn),
    'optional: a web ACL of AWS WAF, made by you in us-east-1 for CloudFront, that stands before the public address; a rate rule on `/reader/` stops robots',
  ),
  alarmEmail: described(
    v.optional(mailAddress),
    'optional: who hears of alarms (AWS asks that mailbox to confirm first) and gets the daily mail; in the sandbox SES must know it, too',
  ),
  budget: described(
    v.optional(group({ monthlyUsd: whole('dollars', 1, 1_000_000) })),
    'optional: `{ "monthlyUsd": 30 }`; `alarmEmail`, which it needs, is mailed when the whole account has spent four fifths of it in a month, or is going to spend more',
  ),
  concurrency: described(
    v.optional(Concurrency),
    "optional: `account`, Lambda's quota of concurrent executions (default 10, which a new account may have), of which the queues get their part; `reserved` keeps runs for `intake` `compose` `deliver` `subscribe` `desk`",
  ),
  approval: described(
    v.optional(group({ leadMinutes: whole('minutes', 1, 1440), otherwise: oneOf('hold', 'send') })),
    'optional: editions wait for an editor. `leadMinutes` before its slot the first draft goes to all who have an address in `editors`; at the slot `otherwise` (`"hold"` or `"send"`) decides about a draft that nobody decided on',
  ),
  withdrawnUpload: described(
    v.optional(oneOf('ask', 'takeDown')),
    'optional: what becomes of what is public of a file that was removed from the inbox, `"ask"` (editors are asked by mail and on the desk, the default) or `"takeDown"` (taken down after ten minutes)',
  ),
  quietEdition: described(
    v.optional(oneOf('send', 'skip')),
    'optional: what becomes of an edition with nothing new, `"send"` (a few lines that say so, the default) or `"skip"` (made, numbered and published, not mailed)',
  ),
  quoteCap: described(
    v.optional(group({ words: whole('words', 1, 1000), share })),
    'optional: `{ "words": 120, "share": 0.2 }`, the default; of one article an edition quotes at most so many words and at most this share of its body. Of a short article more than the share may be quoted, though never more than `words`: up to 25 words, or one whole sentence of up to 45',
  ),
  unsubscribeMailbox: described(
    v.optional(mailAddress),
    'optional: a mailbox that somebody reads and takes readers out by; it is then offered beside the link',
  ),
  postalAddress: described(line, 'stands in every mail, as the law in many countries asks'),
  editors: described(
    list('a list of IAM role or user ARNs, or []', Editor, {
      of: (one) => ('arn' in one ? one.arn : one.address.toLowerCase()),
    }),
    'who may work on it: an ARN (or `{ "arn" }`) of a role or user may write to the inbox bucket; `{ "address", "role" }` with the role `editor` or `approver` may come to the desk',
  ),
  sampleReaders: described(
    list(
      'a list of readers, or []',
      group({ address: mailAddress, language: text("one of the briefing's languages") }),
      { of: ({ address }) => address.toLowerCase() },
    ),
    'who gets mail in a local run; not deployed',
  ),
});

/** The whole file. What one key asks of another is checked as soon as these two are well formed. */
export const BriefingSchema = v.pipe(
  Keys,
  v.forward(
    v.partialCheck(
      [['windowHours'], ['schedule', 'days']],
      ({ windowHours, schedule }) => windowHours >= leastWindow(schedule.days),
      ({ input: { windowHours, schedule } }) =>
        mustBe(
          `at least ${leastWindow(schedule.days)}, two hours more than the longest time between two editions`,
        )({
          input: windowHours,
        }),
    ),
    ['windowHours'],
  ),
  v.forward(
    v.partialCheck(
      [['budget'], ['alarmEmail']],
      ({ budget, alarmEmail }) => budget === undefined || alarmEmail !== undefined,
      'needs somebody to tell: add "alarmEmail", or take "budget" out',
    ),
    ['budget'],
  ),
  v.forward(
    v.partialCheck(
      [['approval'], ['editors']],
      ({ approval, editors }) =>
        approval === undefined || editors.some((one) => 'role' in one && one.role === 'approver'),
      'needs an approver: add { "address": …, "role": "approver" } to "editors", or take "approval" out',
    ),
    ['approval'],
  ),
  v.rawCheck(({ dataset, addIssue }) => {
    const { success, output } = v.safeParse(Speaking, dataset.value);
    if (!success) return;
    output.sampleReaders.forEach(({ language: spoken }, index) => {
      if (output.languages.includes(spoken)) return;
      const expected = `one of the briefing's languages (${output.languages.join(', ')})`;
      addIssue({
        message: mustBe(expected)({ input: spoken }),
        path: ['sampleReaders', index, 'language'].map((key) => step(key)) as [Step, ...Step[]],
      });
    });
  }),
);

/** Who reads what is only asked of languages that are some: a list with a mistake is told by itself. */
const Speaking = v.object({
  languages: v.pipe(v.array(language), v.minLength(1)),
  sampleReaders: v.array(v.object({ language: v.string() })),
});

type Step = v.UnknownPathItem;
const step = (key: unknown): Step => ({
  type: 'unknown',
  origin: 'value',
  input: undefined,
  key,
  value: undefined,
});
