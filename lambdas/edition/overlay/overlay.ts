import { createHash } from 'node:crypto';
import * as v from 'valibot';

/** `YYYY-MM-DDTHH:MM:SS.sssZ`: instants so written sort as text, and so do the keys that begin with them. */
const instant = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/),
  v.isoTimestamp(),
);
const id = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,128}$/));

/** What a correction or a take-down is about. An article without a version: whatever ever stood at its key. */
const target = v.variant('kind', [
  v.strictObject({ kind: v.literal('article'), article: id, version: v.optional(id) }),
  /** In every edition that has it, or in one. */
  v.strictObject({ kind: v.literal('story'), story: id, edition: v.optional(id) }),
  v.strictObject({ kind: v.literal('edition'), edition: id }),
]);

const entry = v.strictObject({
  kind: v.picklist(['correction', 'takeDown']),
  of: target,
  /** When it was decided. */
  at: instant,
  /** Shown on the pages with the date, as the editors' own words. Of a take-down it may be empty. */
  note: v.pipe(v.string(), v.trim(), v.maxLength(2000)),
  /** Of the note, ISO 639-1. */
  language: v.optional(v.pipe(v.string(), v.regex(/^[a-z]{2,3}$/))),
  /** Who decided: kept, never shown. */
  by: v.pipe(v.string(), v.maxLength(300)),
});

export type OverlayTarget = Readonly<v.InferOutput<typeof target>>;

/** One correction or take-down. Never changed and never removed once it is written: a later one stands beside it. */
export type OverlayEntry = Readonly<v.InferOutput<typeof entry>>;

export class InvalidOverlayEntry extends Error {
  override readonly name = 'InvalidOverlayEntry';
}

/** Checks an entry that comes from outside. @throws InvalidOverlayEntry with a sentence that names the field. */
export function readOverlayEntry(given: unknown): OverlayEntry {
  const read = v.safeParse(entry, given);
  if (!read.success) {
    const [issue] = read.issues;
    throw new InvalidOverlayEntry(`${v.getDotPath(issue) ?? 'The entry'}: ${issue.message}`);
  }
  if (read.output.kind === 'correction' && read.output.note === '')
    throw new InvalidOverlayEntry('note: a correction says what was wrong.');
  return read.output;
}

export const OVERLAY_PREFIX = 'overlay/';

/** Under which an entry is kept: by time, and the same for the same entry, so that writing it again writes nothing new. */
export function overlayKey(of: OverlayEntry): string {
  const hash = createHash('sha256').update(JSON.stringify(of)).digest('hex').slice(0, 16);
  return `${OVERLAY_PREFIX}${of.at.replaceAll(/[:.]/g, '-')}-${hash}.json`;
}

/** Whether an article's version was taken down, so that no later edition should begin to quote it again. */
export function isTakenDown(
  article: { readonly id: string; readonly version: string },
  overlay: readonly OverlayEntry[],
): boolean {
  return overlay.some(({ kind, of }) => kind === 'takeDown' && isAbout(of, article));
}

/** Whether a target is this version of this article. */
export function isAbout(
  of: OverlayTarget,
  article: { readonly id: string; readonly version: string },
): boolean {
  return (
    of.kind === 'article' &&
    of.article === article.id &&
    (of.version === undefined || of.version === article.version)
  );
}
