import { isBody } from '../article/body.ts';
import { articleId } from '../article/id.ts';
import type { Article, Block, Decisions, EditorialField, WindowArticle } from '../types.ts';
import type { BlockRole, Decided } from './types.ts';
import { isKnownOutlet, isSameOutlet, isVerbatimIn } from './verbatim.ts';

/** An article as its editors want it read, and what of their edits could not be done, in sentences. */
export interface Edited {
  readonly article: Article;
  readonly decisions?: Decisions;
  readonly isReleased: boolean;
  readonly problems: readonly string[];
}

/**
 * Applies what was decided to the article as it was read: a title, outlet or author that does not stand in the file, and no
 * outlet's name from the table, is marked as the editors' (`editorial`). Wants all blocks with their texts.
 */
export function editedArticle(read: Article, decided: Decided | undefined): Edited {
  if (decided === undefined) return { article: read, isReleased: false, problems: [] };
  const { changes, by } = decided;
  const problems: string[] = [];
  let article = withRoles(read, changes.roles ?? [], problems);
  const editorial = new Set<EditorialField>();
  if (changes.title) {
    if (!isVerbatimIn(read, changes.title)) editorial.add('title');
    article = { ...article, title: changes.title, titleFrom: 'editor' };
  }
  if (changes.outlet) {
    const isTheirs = isVerbatimIn(read, changes.outlet) || isSameOutlet(read, changes.outlet);
    if (!isTheirs && !isKnownOutlet({ ...read, url: changes.url ?? read.url }, changes.outlet))
      editorial.add('outlet');
    article = { ...article, outlet: changes.outlet, outletFrom: 'editor' };
  }
  if (changes.authors) {
    if (!changes.authors.every((name) => isVerbatimIn(read, name))) editorial.add('authors');
    article = { ...article, authors: changes.authors };
  }
  if (changes.date && changes.date !== article.published?.date) article = withDate(article, changes.date);
  if (changes.language && changes.language !== article.language)
    article = withLanguage(article, changes.language);
  if (changes.url) article = { ...article, url: changes.url };
  const isReleased = changes.confirmed === true && isOf(read, by.confirmed?.version ?? null);
  if (changes.confirmed && !isReleased)
    problems.push(
      'It was confirmed, but the text has been replaced since: look at the new one and confirm it, or leave it out.',
    );
  const decisions = decisionsOf(decided);
  const flags = flagsAfter(article.flags, changes);
  const isChanged = flags !== article.flags || article !== read;
  return {
    article: isChanged
      ? {
          ...article,
          flags,
          isEdited: true,
          ...(editorial.size > 0 ? { editorial: [...editorial].toSorted() } : {}),
        }
      : read,
    ...(decisions === undefined ? {} : { decisions }),
    isReleased,
    problems,
  };
}

/** The same for an article of a window. What was released here counts as received when it was. */
export function editedInWindow(one: WindowArticle, decided: Decided | undefined): WindowArticle {
  const { article, decisions, isReleased } = editedArticle(one.article, decided);
  const at = decided?.by.confirmed?.at;
  const released = isReleased && one.article.quarantine !== undefined && one.confirmed !== true;
  return {
    ...one,
    article,
    ...(decisions === undefined ? {} : { decisions }),
    ...(released
      ? { confirmed: true, received: at !== undefined && at > one.received ? at : one.received }
      : {}),
  };
}

function isOf({ version }: Article, said: string | null): boolean {
  return said === null || said === version;
}

function withRoles(article: Article, roles: readonly BlockRole[], problems: string[]): Article {
  if (roles.length === 0) return article;
  const used = new Set<BlockRole>();
  const blocks = article.blocks.map((block): Block => {
    const text = block.text.replaceAll(/\s+/g, ' ');
    const decided = roles.findLast(({ begins }) => text.startsWith(begins));
    if (decided === undefined) return block;
    used.add(decided);
    return decided.role === block.role ? block : { ...block, role: decided.role };
  });
  for (const one of roles.filter((role) => !used.has(role)))
    problems.push(
      `No block of the file begins with "${one.begins.slice(0, 80)}": the text was replaced since, or the words differ.`,
    );
  if (blocks.every((block, at) => block === article.blocks[at])) return article;
  const title = blocks.find(({ role }, at) => role === 'title' && article.blocks[at]?.role !== 'title');
  if (title === undefined) return { ...article, blocks };
  // One title: what was taken for it before is kept, and is no headline any more.
  const one = blocks.map(
    (block): Block => (block.role === 'title' && block !== title ? { ...block, role: 'suspect' } : block),
  );
  return { ...article, blocks: one, title: title.text, titleFrom: 'block' };
}

/** Days that the text counts from the old date are left out: nobody knows them any more. */
function withDate(article: Article, date: string): Article {
  return {
    ...article,
    published: { date, from: 'editor' },
    blocks: article.blocks.map(({ days: _, ...block }) => block),
  };
}

function withLanguage(article: Article, language: string): Article {
  const { language: before, languages, blocks } = article;
  return {
    ...article,
    language,
    languages: [...new Set([language, ...languages.filter((one) => one !== before)])],
    blocks: blocks.map((block) =>
      isBody(block.role) && block.language === before ? { ...block, language } : block,
    ),
  };
}

const ANSWERED = {
  title: ['no-title'],
  outlet: ['no-outlet', 'name-on-other-host', 'look-alike-name', 'refused-name'],
  authors: ['no-byline'],
  date: ['no-date', 'ambiguous-date', 'future-date'],
} as const;

/** Flags that ask what an editor has answered by now. */
export function answeredFlags(changes: Decided['changes']): ReadonlySet<string> {
  return new Set<string>(
    Object.entries(ANSWERED).flatMap(([field, all]) =>
      changes[field as keyof typeof ANSWERED] ? [...all] : [],
    ),
  );
}

/** Without the questions that an edit answered. The very same list where it answered none. */
function flagsAfter(flags: readonly string[], changes: Decided['changes']): readonly string[] {
  const answered = answeredFlags(changes);
  return flags.some((flag) => answered.has(flag)) ? flags.filter((flag) => !answered.has(flag)) : flags;
}

function decisionsOf({ changes, by }: Decided): Decisions | undefined {
  const order = (field: keyof Decided['by']) => `${by[field]?.at ?? ''} ${by[field]?.id ?? ''}`;
  const decisions: Decisions = {
    ...(changes.notACopy ? { notACopy: true } : {}),
    ...(changes.copyOf ? { copyOf: { articleId: articleId(changes.copyOf), order: order('copyOf') } } : {}),
    ...(changes.sameStoryAs ? { sameStoryAs: articleId(changes.sameStoryAs) } : {}),
    ...(changes.topic ? { topic: changes.topic } : {}),
    ...(changes.lead ? { lead: order('lead') } : {}),
    ...(changes.headline ? { headline: { text: changes.headline, order: order('headline') } } : {}),
    ...(changes.drop ? { drop: true } : {}),
    ...(changes.note ? { note: { text: changes.note, order: order('note') } } : {}),
  };
  return Object.keys(decisions).length === 0 ? undefined : decisions;
}
