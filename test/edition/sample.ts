import { createHash } from 'node:crypto';
import { readTemplates } from '../../lambdas/aws/bundled/templates.ts';
import {
  type Rendered,
  type RenderedFull,
  type RenderOptions,
  renderBrief,
  renderEdition,
} from '../../lambdas/edition/mail/render.ts';
import type {
  Article,
  Edition,
  Quote,
  Settings,
  Source,
  Story,
  StorySource,
  WindowArticle,
} from '../../lambdas/types.ts';

/** Editions as tests want them: every text invented, every part replaceable. */

export const SLOT = '2023-09-14T04:00:00.000Z';

export const settings: Settings = {
  name: 'The Vostochny Brief',
  topic: {
    title: 'The summit at the Vostochny cosmodrome',
    names: ['Vostochny'],
    seeds: ['A summit is held.'],
  },
  languages: ['en', 'uk', 'es'],
  timeZone: 'Europe/Kyiv',
  windowHours: 72,
  sendByHours: 6,
  sender: { name: 'The Vostochny Brief', address: 'brief@news.example.org' },
  publicAddress: 'https://news.example.org',
  postalAddress: 'The Vostochny Brief, 1 Example Street, 01001 Kyiv, Ukraine',
};

export const templates = readTemplates();

const hash = (text: string) => createHash('sha256').update(text).digest('hex');

export function source(outlet: string | null, change: Partial<Source> = {}): Source {
  const key = change.key ?? `${outlet ?? 'unnamed'}.txt`;
  return {
    articleId: hash(key).slice(0, 32),
    version: hash(`bytes of ${key}`),
    key,
    title: outlet === null ? null : `How ${outlet} saw the summit`,
    titleFrom: 'header',
    outlet,
    agency: null,
    authors: [],
    published: { date: '2023-09-13', from: 'header' },
    received: '2023-09-13T12:00:00.000Z',
    url:
      outlet === null
        ? null
        : `https://${outlet.toLowerCase().replaceAll(' ', '-')}.example/summit?id=1&part=2`,
    language: 'en',
    translations: [],
    ...change,
  };
}

export const storySource = (outlet: string | null, change: Partial<StorySource> = {}): StorySource => ({
  ...source(outlet, change),
  copies: change.copies ?? [],
});

let place = 0;

export function quote(from: Source, text: string, change: Partial<Quote> = {}): Quote {
  place += 1;
  const { articleId, version, language } = from;
  return { text, language, articleId, version, block: place, offset: 0, ...change };
}

export function story(name: string, change: Partial<Story> = {}): Story {
  const sources = change.sources ?? [storySource(`${name} Post`), storySource(`${name} Herald`)];
  const [first] = sources;
  if (first === undefined) throw new Error('A story has at least one source.');
  return {
    id: hash(name).slice(0, 16),
    state: 'new',
    headline: { text: `${name}: the two leaders meet`, language: 'en', articleId: first.articleId },
    summary: [quote(first, `The talks about ${name} lasted two hours.`)],
    agree: [],
    differ: [],
    only: [],
    sources,
    reasons: [],
    ...change,
  };
}

export function edition(stories: readonly Story[], change: Partial<Edition> = {}): Edition {
  const sources = stories.flatMap((told) => told.sources);
  return {
    id: '2023-09-14T04-00-00Z',
    number: 3,
    slot: SLOT,
    window: { from: '2023-09-11T04:00:00.000Z', to: SLOT },
    name: settings.name,
    topic: settings.topic.title,
    stories,
    offTopic: [],
    articles: [],
    counts: {
      articles: sources.length,
      outlets: new Set(sources.map(({ outlet }) => outlet)).size,
      languages: 1,
      stories: stories.length,
      copies: 0,
      offTopic: 0,
    },
    ...change,
  };
}

/** A story with every part that a story can have. */
export function fullStory(name: string): Story {
  const harbour = storySource(`${name} Harbour Times`, {
    agency: 'Northern Wire',
    published: { date: '2023-09-13', time: '14:05', zone: '+03:00', from: 'header' },
    copies: [
      source('Far East Monitor', { kind: 'exact' }),
      source('Island Courier', { kind: 'near', url: null }),
      source(null, { kind: 'exact', key: 'again.txt' }),
    ],
  });
  const diario = storySource('El Diario del Cabo', {
    language: 'es',
    title: 'Los dos líderes hablan dos horas en el cosmódromo',
  });
  const slovo = storySource('Слово дня', {
    language: 'uk',
    title: 'Лідери двох країн зустрілися на космодромі',
    url: 'https://slovo.example/summit',
  });
  const unnamed = storySource(null, {
    key: `${name} unnamed.txt`,
    translations: [
      { language: 'fr', title: 'Deux dirigeants au cosmodrome', summary: 'Ils ont parlé deux heures.' },
    ],
  });
  return story(name, {
    headline: {
      text: `${name}: two leaders talk for two hours at a launch site in the taiga`,
      language: 'en',
      articleId: harbour.articleId,
    },
    sources: [harbour, diario, slovo, unnamed],
    summary: [
      quote(
        harbour,
        'The two leaders shook hands at the gate of the launch site and walked to the assembly hall.',
      ),
      quote(harbour, '“We came to talk about space,” the host said, pointing at a rocket.'),
      quote(diario, 'La reunión empezó con media hora de retraso y terminó con una cena.'),
    ],
    agree: [
      {
        quotes: [
          quote(harbour, 'They talked for about two hours, first with aides, then alone.'),
          quote(diario, 'Hablaron unas dos horas, primero con sus delegaciones.'),
        ],
      },
    ],
    differ: [
      {
        about: 'number',
        quotes: [quote(harbour, 'The train had 17 coaches.'), quote(slovo, 'У потязі було 20 вагонів.')],
      },
      {
        about: 'attribution',
        quotes: [
          quote(unnamed, 'The visitor called the shipment “a private matter”.'),
          quote(diario, 'El anfitrión llamó al envío «un asunto privado».'),
        ],
      },
    ],
    only: [{ quote: quote(slovo, 'Після вечері гості поїхали на завод.') }],
    spoken: {
      speaker: `${name} Host`,
      quote: quote(harbour, 'We came to talk about space, and about nothing else, whatever the papers say'),
    },
    people: [
      {
        name: `${name} Lee`,
        role: quote(harbour, `${name} Lee, a propulsion engineer at the Harbour Institute`),
      },
    ],
    timeline: [
      { date: '2023-07', quote: quote(diario, 'En julio, una delegación militar visitó la capital.') },
      { date: '2023-09-13', quote: quote(harbour, 'The train arrived on Wednesday morning.') },
    ],
  });
}

/** As much as one mail can hold: a lead and eleven more, one in four told by one outlet alone, and what is beside them. */
export function fullEdition(change: Partial<Edition> = {}): Edition {
  const stories = Array.from({ length: 14 }, (_, at) => {
    const told = fullStory(`Story ${at}`);
    return at % 4 === 3 ? { ...told, sources: told.sources.slice(0, 1) } : told;
  });
  const offTopic = [
    { ...source('Garden Weekly', { language: 'ar', title: 'حديقة المدينة تفتح أبوابها' }), closeness: 0.1 },
    ...Array.from({ length: 13 }, (_, at) => ({ ...source(`Far Paper ${at}`), closeness: 0 })),
  ];
  const counts = { articles: 61, outlets: 34, languages: 4, stories: 14, copies: 11, offTopic: 14 };
  return edition(stories, { offTopic, counts, ...change });
}

export async function render(
  told: Edition,
  change: Partial<Omit<RenderOptions, 'templates'>> = {},
): Promise<RenderedFull> {
  return renderEdition(told, { language: 'en', settings, templates, ...change });
}

/** The brief mail of the same edition. */
export async function renderShort(
  told: Edition,
  change: Partial<Omit<RenderOptions, 'templates'>> = {},
): Promise<Rendered> {
  const full = await render(told, change);
  return renderBrief(told, { language: 'en', settings, templates, full, ...change });
}

/** An article with a body of so many words. */
export function article(key: string, words: number, change: Partial<Article> = {}): WindowArticle {
  const from = source('Harbour Times', { key });
  const text = Array.from({ length: words }, (_, at) => `word${at}`).join(' ');
  return {
    id: from.articleId,
    received: from.received,
    article: {
      key,
      version: from.version,
      title: 'A title',
      titleFrom: 'header',
      outlet: 'Harbour Times',
      outletFrom: 'header',
      agency: null,
      agencyFrom: null,
      authors: [],
      contributors: [],
      published: null,
      url: null,
      language: 'en',
      languages: ['en'],
      translations: [],
      blocks: [{ role: 'paragraph', text, language: 'en' }],
      flags: [],
      ...change,
    },
  };
}
