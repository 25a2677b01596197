import type { Role } from '../../types.ts';
import rules from '../rules/html.json' with { type: 'json' };

const EMBED = new Set(rules.embedNames);
const CAPTION = new RegExp(`(?:^|[-_])(?:${rules.captionNames.join('|')})(?:$|[-_])`, 'i');

/** What an element says that its text is, by its name and classes: a heading, a list's item, a caption, a quote, an embedded post. */
export function elementRole(name: string, classes: readonly string[]): Role | null {
  if (classes.some((one) => EMBED.has(one))) return 'embed';
  if (
    rules.captionTags.includes(name) ||
    (name !== 'figure' && classes.some((one) => CAPTION.test(one.replace(/(?<=\p{Ll})(?=\p{Lu})/gu, '-'))))
  )
    return 'caption';
  if (/^h[1-6]$/.test(name)) return 'subheading';
  if (name === 'li' || name === 'dt' || name === 'dd') return 'list';
  return name === 'blockquote' ? 'quote' : null;
}
