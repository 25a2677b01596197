import type { Role } from '../types.ts';

const BODY: ReadonlySet<Role> = new Set<Role>(['paragraph', 'subheading', 'quote', 'list']);

/** True for the roles that are body text; everything else is kept, shown, and never summarised. */
export function isBody(role: Role): boolean {
  return BODY.has(role);
}

/** The body-role blocks in reading order, joined by an empty line. */
export function bodyText({
  blocks,
}: {
  readonly blocks: readonly { readonly role: Role; readonly text: string }[];
}): string {
  return blocks
    .filter((block) => isBody(block.role))
    .map((block) => block.text)
    .join('\n\n');
}
