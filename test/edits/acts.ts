import { editRecord } from '../../lambdas/edits/record.ts';
import type { Changes, EditRecord } from '../../lambdas/edits/types.ts';

/** An act on the desk. `minute` counts from ten o'clock. */
export function onDesk(
  key: string,
  minute: number,
  changes: Changes,
  { by = 'ada', version = null }: { readonly by?: string; readonly version?: string | null } = {},
): EditRecord {
  return editRecord(key, { at: instantOf(minute), by, act: { kind: 'set', changes, version } });
}

export function inFile(key: string, minute: number, changes: Changes | null): EditRecord {
  const sequencer = String(minute).padStart(4, '0');
  return editRecord(key, { at: instantOf(minute), by: 'upload', act: { kind: 'file', changes, sequencer } });
}

export function undoing(of: EditRecord, minute: number): EditRecord {
  return editRecord(of.key, { at: instantOf(minute), by: 'bo', act: { kind: 'undo', of: of.id } });
}

export function instantOf(minute: number): string {
  return new Date(Date.UTC(2023, 8, 14, 10, minute)).toISOString();
}
