import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Briefing } from '../../briefing.ts';
import type { RawResource, Stack } from '../stack/stack.ts';
import { fields, textOf } from '../stack/template-values.ts';
import { type Journal, openJournal } from './journal.ts';

/** Where a run keeps what it must not forget. */
export interface State {
  /** Buckets and queues; undefined keeps them in memory. */
  readonly storeFolder?: string;
  readonly tableFolder?: string;
  readonly journal: Journal;
  /** Whether an earlier run's state is taken up again. */
  readonly isResumed: boolean;
  /** To be called when all resources are made: before that there is nothing worth resuming. */
  ready(): void;
}

/** What state belongs to: another one of either does not fit it. */
export interface Fingerprint {
  readonly stack: string;
  readonly briefing: string;
}

/** Counts up when what lies in the folder changes its shape. */
const FORMAT = 2;

/** A run that forgets everything when it ends. */
export const passingState = (): State => ({
  journal: openJournal(),
  isResumed: false,
  ready: () => undefined,
});

/**
 * The state in `folder`, for its owner's eyes only. It is resumed when it was made whole for the same stack and briefing; else
 * the run starts empty, and state of another stack or briefing is set aside as `<folder>.previous`, which `tell` says.
 */
export function openState(
  folder: string,
  now: Fingerprint,
  { fresh, tell }: { readonly fresh: boolean; readonly tell: (line: string) => void },
): State {
  if (fresh) rmSync(folder, { recursive: true, force: true });
  const manifest = join(folder, 'state.json');
  const before = existsSync(manifest) ? fields(JSON.parse(readFileSync(manifest, 'utf8'))) : undefined;
  const changed = before && whatChanged(before, now);
  if (changed !== undefined) {
    rmSync(`${folder}.previous`, { recursive: true, force: true });
    renameSync(folder, `${folder}.previous`);
    tell(
      `${changed} has changed since the last run: starting empty, what was kept lies in ${folder}.previous`,
    );
  }
  const isResumed = before !== undefined && changed === undefined;
  if (isResumed) tell(`going on where the last run ended, from ${folder} (--fresh empties it)`);
  // Without its manifest a state was never whole.
  else rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return {
    storeFolder: join(folder, 'store'),
    tableFolder: join(folder, 'table'),
    journal: openJournal(join(folder, 'journal.db')),
    isResumed,
    ready() {
      writeFileSync(`${manifest}.new`, JSON.stringify({ format: FORMAT, ...now }), { mode: 0o600 });
      renameSync(`${manifest}.new`, manifest);
    },
  };
}

function whatChanged(before: Readonly<Record<string, unknown>>, now: Fingerprint): string | undefined {
  if (before.format !== FORMAT) return 'the shape of the state';
  if (before.briefing !== now.briefing) return 'the briefing';
  return before.stack === now.stack ? undefined : 'the stack';
}

/** Templates name their bundles by hash, so that changed code is a changed stack. */
export function fingerprint(stacks: readonly Stack[], briefing: Briefing): Fingerprint {
  const templates = stacks.map(({ name, template }) => [
    name,
    Object.entries(template.Resources ?? {}).map(([id, resource]) => [id, withoutDates(resource)]),
  ]);
  return { stack: hash(templates), briefing: hash(briefing) };
}

/** When a schedule begins and ends depends on the day of the synthesis, and is no reason to forget anybody. */
function withoutDates({ Type, Properties }: RawResource): unknown {
  if (textOf(Type) !== 'AWS::Scheduler::Schedule') return [Type, Properties];
  const { StartDate, EndDate, State, ...lasting } = fields(Properties);
  return [Type, lasting];
}

const hash = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');
