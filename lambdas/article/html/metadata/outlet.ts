import { hostOf, outletOfUrl } from '../../metadata/links.ts';
import { originalUrl } from '../../metadata/original-url.ts';
import rules from '../../rules/html.json' with { type: 'json' };
import { textOf } from './json-ld.ts';
import { firstMeta, type PageFacts } from './page-facts.ts';

/** Who publishes the page by its own word, else by its address. */
export function outletOf(facts: PageFacts): {
  readonly outlet: string | null;
  readonly outletFrom: string | null;
} {
  const declared = [textOf(facts.article?.publisher, facts.data), firstMeta(facts, rules.siteMeta)];
  const outlet =
    declared.find(
      (name) => name && isOutletName(name) && !(facts.isArchived && originalUrl(`https://${name}`) === null),
    ) ?? null;
  if (outlet) return { outlet, outletFrom: 'metadata' };
  return facts.url
    ? { outlet: outletOfUrl(facts.url), outletFrom: 'url' }
    : { outlet: null, outletFrom: null };
}

/** An address of an entry in the page's data, or of an account, is nobody's name. */
function isOutletName(name: string): boolean {
  return (
    name.length <= 80 &&
    !name.startsWith('@') &&
    !name.includes('#') &&
    !(hostOf(name) !== null || /^https?:/i.test(name))
  );
}
