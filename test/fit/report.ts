import { authorCandidates } from '../../lambdas/article/html/metadata/author-candidates.ts';
import { dateCandidates } from '../../lambdas/article/html/metadata/dates/date-candidates.ts';
import { type MetadataModel, pageMetadata } from '../../lambdas/article/html/metadata/metadata.ts';
import { titleCandidates } from '../../lambdas/article/html/metadata/title-candidates.ts';
import type { MetadataPage } from './fit-metadata.ts';
import { averaged, harmonic, mean, runsOfFour, sameDay, sameName, sameTitle, wordsF1 } from './measures.ts';

const shown = (value: number): string => value.toFixed(3);

/** Prints how much of the bodies was found, by each benchmark's own measure. */
export function reportBody(
  pages: readonly {
    readonly set: string;
    readonly body: string;
    readonly texts: readonly string[];
    readonly told: readonly boolean[];
  }[],
  what = 'body',
): void {
  const text = (page: { readonly texts: readonly string[]; readonly told: readonly boolean[] }): string =>
    page.texts.filter((_, index) => page.told[index]).join('\n');
  for (const set of new Set(pages.map((page) => page.set))) {
    const of = pages.filter((page) => page.set === set && page.body !== '');
    if (set === 'wcxb') {
      const scores = of.map((page) => wordsF1(page.body, text(page)));
      console.log(
        `${what} ${set}: F1 ${shown(mean(scores))}, ${scores.filter((score) => score < 0.5).length} of ${of.length} under .5`,
      );
    } else {
      const { f1, precision, recall, exact } = averaged(of.map((page) => runsOfFour(page.body, text(page))));
      console.log(
        `${what} ${set}: F1 ${shown(f1)} (precision ${shown(precision)}, recall ${shown(recall)}), exactly right ${shown(exact)} of ${of.length}`,
      );
    }
  }
}

/** Prints how often title, day and authors were right on publishers that the forests have not seen. */
export function reportMetadata(
  pages: readonly (MetadataPage & { readonly set: string; readonly id: string })[],
  unseen: readonly MetadataModel[],
): void {
  for (const set of ['fundus', 'wcxb']) {
    const of = pages.filter((page) => page.set === set).map((page) => ({ ...page, ...chosen(page, unseen) }));
    const titled = of.filter((page) => page.title !== null);
    const dated = of.filter((page) => page.date !== null);
    console.log(
      `title ${set}: ${shown(mean(titled.map((page) => Number(sameTitle(page.foundTitle, page.title ?? '')))))}`,
    );
    console.log(
      `date ${set}: ${shown(mean(dated.map((page) => Number(sameDay(page.foundDate, page.date ?? '')))))}`,
    );
    if (set === 'fundus')
      console.log(
        `authors ${set}: F1 ${shown(mean(of.map((page) => namesF1(page.foundAuthors, page.authors ?? []))))}`,
      );
    else {
      const [signed, unsigned] = [
        of.filter((page) => page.authors?.length),
        of.filter((page) => !page.authors?.length),
      ];
      console.log(
        `author ${set}: found ${shown(mean(signed.map((page) => Number(page.foundAuthors.some((name) => sameName(name, page.authors?.[0] ?? ''))))))}, made up ${shown(mean(unsigned.map((page) => Number(page.foundAuthors.length > 0))))}`,
      );
    }
    if (process.env.SHOW_MISSES) for (const page of of) showMisses(page);
  }
}

function chosen(page: MetadataPage, unseen: readonly MetadataModel[]) {
  const { title, published, authors } = pageMetadata(page.view, unseen[page.fold]);
  return { foundTitle: title, foundDate: published?.date ?? null, foundAuthors: authors };
}

function namesF1(found: readonly string[], wanted: readonly string[]): number {
  if (found.length === 0 || wanted.length === 0) return found.length === wanted.length ? 1 : 0;
  const right = (list: readonly string[], in_: readonly string[]): number =>
    list.filter((name) => in_.some((other) => sameName(name, other))).length / list.length;
  return harmonic(right(found, wanted), right(wanted, found));
}

function showMisses(page: ReturnType<typeof chosen> & MetadataPage & { readonly id: string }): void {
  if (page.title && !sameTitle(page.foundTitle, page.title))
    console.log(
      `  ${page.id} title: ${page.foundTitle} ≠ ${page.title} | ${titleCandidates(page.view).some((one) => sameTitle(one.text, page.title ?? ''))}`,
    );
  if (page.date && !sameDay(page.foundDate, page.date))
    console.log(
      `  ${page.id} date: ${page.foundDate} ≠ ${page.date} | ${dateCandidates(page.view)
        .map((one) => one.published.date)
        .join(' ')}`,
    );
  const names = page.authors ?? [];
  const right =
    names.length === 0
      ? page.foundAuthors.length === 0
      : page.foundAuthors.some((name) => sameName(name, names[0] ?? ''));
  if (!right)
    console.log(
      `  ${page.id} authors: ${page.foundAuthors.join('; ')} ≠ ${names.join('; ')} | ${authorCandidates(
        page.view,
      )
        .map((one) => one.name)
        .slice(0, 8)
        .join('; ')}`,
    );
}
