import { readFileSync } from 'node:fs';
import type { Settings } from '../types.ts';

/** A required variable of this function's environment; throws naming the one that `infra/` forgot. */
export function env(name: string): string {
  const value = longValue(process.env[name]);
  if (value === undefined || value === '') {
    throw new Error(`The environment has no ${name}. infra/handlers.ts sets what each function needs.`);
  }
  return value;
}

/** A long value lies in a file beside the bundle: the environment holds 4 KB. */
function longValue(value: string | undefined): string | undefined {
  if (!value?.startsWith('file:')) return value;
  return readFileSync(new URL(`./${value.slice('file:'.length)}`, import.meta.url), 'utf8');
}

/** The part of the briefing that functions know. It was checked in full when the stack was made. */
export function settings(): Settings {
  const value: unknown = JSON.parse(env('BRIEFING'));
  if (typeof value !== 'object' || value === null || !('languages' in value) || !('publicAddress' in value)) {
    throw new Error('BRIEFING is not the JSON that infra/briefing.ts makes.');
  }
  return value as Settings;
}
