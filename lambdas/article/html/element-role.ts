import type { Role } from '../../types.ts';
import { remembered } from '../remembered.ts';
import rules from '../rules/html.json' with { type: 'json' };

const EMBED = new Set(rules.embedNames);
const CAPTION = new RegExp(`(?:^|[-_])(?:${rules.captionNames.join('|')})(?:$|[-_])`, 'i');

/** What an element says that its text is, by its name and its `class`: a heading, a list's item, a caption, a quote, an embedded post. */
export function elementRole(name: string, classNames: string): Role | null {
  const named = classNames === '' ? null : roleOfClasses(classNames);
  if (named === 'embed') return 'embed';
  if (rules.captionTags.includes(name) || (name !== 'figure' && named === 'caption')) return 'caption';
  if (/^h[1-6]$/.test(name)) return 'subheading';
  if (name === 'li' || name === 'dt' || name === 'dd') return 'list';
  return name === 'blockquote' ? 'quote' : null;
}

/** A page gives the same classes to many elements. */
const roleOfClasses = remembered((names): 'embed' | 'caption' | null => {
  const classes = names.split(/\s+/);
  if (classes.some((one) => EMBED.has(one))) return 'embed';
  return classes.some((one) => CAPTION.test(one.replace(/(?<=\p{Ll})(?=\p{Lu})/gu, '-'))) ? 'caption' : null;
});
