import type { Quote, Story } from '../../types.ts';
import { isWithin } from '../select/same-words.ts';
import { type ShownAgreement, shownAgreement } from '../select/shown-agreement.ts';

/** Of a story within its mail or page. */
export function anchorOf({ id }: Story): string {
  return `story-${id.replaceAll(/[^A-Za-z0-9_-]/g, '')}`;
}

/**
 * Divides what a story has to tell so that nothing is printed twice: the lead sentence, with the others that report it where it
 * is the very fact they agree on; further sentences; the agreements, each in the reader's language where it can be.
 */
export function withoutRepeats(
  story: Story,
  language: string,
): {
  readonly first: readonly ShownAgreement[];
  readonly rest: readonly Quote[];
  readonly facts: readonly ShownAgreement[];
} {
  const [lead, ...rest] = story.summary;
  const facts = story.agree.flatMap((agreement) => shownAgreement(agreement, language));
  const same = facts.filter(({ quote }) => lead !== undefined && isWithin(quote, lead));
  const first = lead === undefined ? [] : [{ quote: lead, others: same.flatMap(({ others }) => others) }];
  return { first, rest, facts: facts.filter((fact) => !same.includes(fact)) };
}
