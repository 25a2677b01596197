import { readFile } from 'node:fs/promises';
import { readArticle } from '../../lambdas/article/read.ts';
import type { Article, Role } from '../../lambdas/types.ts';

/** Reads a text as an uploaded file. */
export function readString(text: string, key = 'desk/upload.txt'): Promise<Article> {
  return readArticle({ key, bytes: new TextEncoder().encode(text) });
}

/** Reads one of our sample articles. */
export async function readSample(name: string): Promise<Article> {
  return readArticle({ key: name, bytes: await readFile(new URL(`../articles/${name}`, import.meta.url)) });
}

export function countOf(article: Article, role: Role): number {
  return textsOf(article, role).length;
}

export function textsOf(article: Article, role: Role): readonly string[] {
  return article.blocks.filter((block) => block.role === role).map((block) => block.text);
}

/** Prose enough to be a story, whatever stands around it. */
export const PROSE = [
  'The ferry to the northern islands will sail again on Monday, the harbour authority said, after engineers had replaced both of its shafts.',
  'About nine hundred people live on the islands and have been supplied by a fishing boat since the middle of August.',
  'The repair cost two million kroner, a third more than was planned, because a part had to be cast in Gdynia.',
].join('\n\n');
