import type { Settings } from '../../../types.ts';
import { jsonFeedKey } from '../address.ts';
import type { FeedView } from './feed.ts';

/** The Atom feed's entries as https://www.jsonfeed.org/version/1.1/ has them. */
export function jsonFeed(view: FeedView, language: string, { publicAddress }: Settings): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: view.name,
    description: view.topic,
    home_page_url: view.page,
    feed_url: `${publicAddress}/${jsonFeedKey(language)}`,
    icon: view.icon,
    language: view.lang,
    authors: [{ name: view.name }],
    items: view.entries.map(
      ({ url, title, published, updated, coverage, notes, headlines, language: spoken }) => ({
        id: url,
        url,
        title,
        date_published: published,
        ...(updated === published ? {} : { date_modified: updated }),
        language: spoken,
        summary: coverage,
        content_text: [
          coverage,
          ...notes.map(({ label, text }) => (text === null ? label : `${label}: ${text.text}`)),
          ...headlines.map(({ text, url: story }) => `${text}\n${story}`),
        ].join('\n\n'),
      }),
    ),
  });
}
