import { existsSync, readFileSync } from 'node:fs';
import type { Notice } from '../../types.ts';

const known = new Map<string, Uint8Array>();

/**
 * The composed notice in one of the briefing's languages, read once. `infra/parts/notices.ts` lays them beside the
 * bundle; throws when it did not.
 */
export function readNotice(notice: Notice, language: string): Uint8Array {
  const name = `notices/${notice}.${language}.eml`;
  const file = new URL(`./${name}`, import.meta.url);
  if (!known.has(name) && !existsSync(file)) throw new Error(`There is no ${name} beside the bundle.`);
  const message = known.get(name) ?? readFileSync(file);
  known.set(name, message);
  return message;
}
