import type { Quarantine, Role } from '../../types.ts';
import type { KnownFacts } from '../known-facts.ts';
import type { Line } from '../roles/lines.ts';

/** A block whose role is known before the article is looked for. */
export interface Aside {
  readonly role: Role;
  readonly text: string;
}

/** The lines of one article, with what programs and people put around it taken off. */
export interface PreparedText {
  readonly lines: readonly Line[];
  readonly before: readonly Aside[];
  readonly after: readonly Aside[];
  readonly known: KnownFacts;
  readonly quarantine?: Quarantine;
}

/** These lines as asides of a role. */
export function asides(lines: readonly Line[], role: Role): readonly Aside[] {
  return lines.map(({ text }) => ({ role, text }));
}
