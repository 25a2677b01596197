import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import type { Editor } from '../lambdas/desk/session.ts';
import type { Settings } from '../lambdas/types.ts';
import { checkBriefing } from './briefing/problems.ts';
import type { BriefingSchema } from './briefing/schema.ts';

/** What an operator sets, checked: the functions get `Settings` of it, the stacks use the rest. */
export type Briefing = v.InferOutput<typeof BriefingSchema>;

/** The operator must edit the briefing: `problems` has one sentence per setting, each naming its key. */
export class BriefingError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[], options?: ErrorOptions) {
    super(problems.map((problem) => `briefing: ${problem}`).join('\n'), options);
    this.name = 'BriefingError';
    this.problems = problems;
  }
}

/** Checks a parsed briefing file. Throws `BriefingError` with every problem found, unknown keys included. */
export function parseBriefing(value: unknown): Briefing {
  const checked = checkBriefing(value);
  if ('problems' in checked) throw new BriefingError(checked.problems);
  return checked.briefing;
}

/** Reads and checks the file. Throws `BriefingError` when it is absent, not JSON, or has a bad setting. */
export function readBriefing(file: string): Briefing {
  try {
    return parseBriefing(parsed(file));
  } catch (error) {
    if (!(error instanceof BriefingError)) throw error;
    throw new BriefingError(
      error.problems.map((problem) => `${problem} (${file})`),
      { cause: error.cause },
    );
  }
}

function parsed(file: string): unknown {
  let content: string;
  try {
    content = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new BriefingError(
      ['the file cannot be read: check the name, or what cdk.json names as "context.briefing"'],
      { cause },
    );
  }
  try {
    return JSON.parse(content);
  } catch (cause) {
    throw new BriefingError([`the file is not JSON: ${cause instanceof Error ? cause.message : cause}`], {
      cause,
    });
  }
}

/** The file that cdk.json, or `given` (a context from the command line), names as `briefing`; relative to `root`. */
export function briefingFile(
  root: string = fileURLToPath(new URL('..', import.meta.url)),
  given: unknown = {},
): string {
  const fromCommandLine = v.safeParse(Context, given);
  if (fromCommandLine.success) return resolve(root, fromCommandLine.output.briefing);
  const manifest = v.safeParse(Manifest, parsed(resolve(root, 'cdk.json')));
  if (!manifest.success)
    throw new BriefingError(['"cdk.json: context.briefing" is missing; it must be a file name']);
  return resolve(root, manifest.output.context.briefing);
}

const Context = v.object({ briefing: v.pipe(v.string(), v.nonEmpty()) });
const Manifest = v.object({ context: Context });

/** The part of the briefing that the functions get. What is absent stays absent. */
export function settingsOf(briefing: Briefing): Settings {
  const { name, topic, languages, timeZone, windowHours, sendByHours, publicAddress, postalAddress } =
    briefing;
  const { coverage, schedule, quietEdition, quoteCap, unsubscribeMailbox, approval, withdrawnUpload } =
    briefing;
  const { name: senderName, address, replyTo } = briefing.sender;
  return {
    name,
    topic,
    coverage,
    languages,
    timeZone,
    schedule,
    windowHours,
    sendByHours,
    sender: { name: senderName, address, ...(replyTo === undefined ? {} : { replyTo }) },
    publicAddress,
    postalAddress,
    ...(quietEdition === undefined ? {} : { quietEdition }),
    ...(quoteCap === undefined ? {} : { quoteCap }),
    ...(unsubscribeMailbox === undefined ? {} : { unsubscribeMailbox }),
    ...(approval === undefined ? {} : { approval }),
    ...(withdrawnUpload === undefined ? {} : { withdrawnUpload }),
  };
}

/** Editors who use the desk; those named by an ARN come with their AWS credentials and upload to the bucket. */
export function deskEditors({ editors }: Briefing): readonly Editor[] {
  return editors.flatMap((one) => ('address' in one ? [one] : []));
}

/** Roles and users that may write to the inbox bucket. */
export function uploaders({ editors }: Briefing): readonly string[] {
  return editors.flatMap((one) => ('arn' in one ? [one.arn] : []));
}
