import Handlebars from 'handlebars';
import type { Settings } from '../../types.ts';
import type { AddressProblem } from '../subscription/address.ts';
import { ownName, put, type ReaderWording, readerWording } from '../wording.ts';

export type MessageName =
  | 'confirmed'
  | 'left'
  | 'mailed'
  | 'enough'
  | 'erased'
  | 'undone'
  | 'gone'
  | 'used'
  | 'later'
  | 'busy'
  | 'crowded'
  | 'over'
  | 'broken';
export type ButtonName = 'confirm' | 'leave' | 'export' | 'erase' | 'undo';

/** What a reader is shown. Every page works without a script and loads nothing. */
export type Page =
  | {
      readonly kind: 'message';
      readonly name: MessageName;
      readonly link?: { readonly to: 'subscribe' | 'preferences' | 'editions'; readonly href: string };
    }
  /** One button that posts to the page's own path, since scanners open every link. */
  | { readonly kind: 'button'; readonly name: ButtonName; readonly action: string }
  | { readonly kind: 'asked'; readonly address: string }
  | {
      readonly kind: 'subscribe';
      readonly address: string;
      readonly chosen: string;
      readonly problem?: AddressProblem | 'language';
    }
  | {
      readonly kind: 'preferences';
      readonly action: string;
      readonly chosen: string;
      readonly depth: 'brief' | 'full';
      /** `YYYY-MM-DD`, or empty. */
      readonly pause: string;
      /** The first and the last day that a pause may end on. */
      readonly days: readonly [first: string, last: string];
      readonly shows: 'form' | 'saved' | 'problem';
      /** Whether editions are sent to this reader, and whether any mail may be. */
      readonly isSubscribed: boolean;
      readonly isMailable: boolean;
    };

export const SUBSCRIBE_PATH = '/reader/subscribe';

/** Writes pages in a reader's language. The arguments are what a whole deployment shares; compiling waits for the first use. */
export function pageWriter(settings: Settings, templates: Readonly<Record<string, string>>) {
  const engine = Handlebars.create();
  const compiled = new Map<string, (view: object) => string>();
  for (const [path, source] of Object.entries(templates)) {
    if (path.startsWith('reader/')) engine.registerPartial(path.replace(/\.html$/, ''), source);
  }
  return (page: Page, language: string): string => {
    const name = TEMPLATE[page.kind];
    let write = compiled.get(name);
    if (write === undefined) {
      const source = templates[`reader/${name}.html`];
      if (source === undefined) throw new Error(`There is no templates/reader/${name}.html.`);
      write = engine.compile(source);
      compiled.set(name, write);
    }
    return write(viewOf(page, language, settings));
  };
}

const TEMPLATE: Readonly<Record<Page['kind'], string>> = {
  message: 'message',
  asked: 'message',
  button: 'button',
  subscribe: 'subscribe',
  preferences: 'preferences',
};

function viewOf(page: Page, asked: string, settings: Settings): object {
  const { language, wording } = readerWording(asked);
  const { name } = settings;
  const words = wording.pages;
  const shell = { language, direction: wording.direction, name };
  switch (page.kind) {
    case 'message': {
      const { title, text } = words[page.name];
      const link = page.link && { href: page.link.href, label: wording.links[page.link.to] };
      return { ...shell, title, texts: [put(text, { name })], link };
    }
    case 'button': {
      const { title, text, button } = words[page.name];
      return { ...shell, title, texts: [put(text, { name })], button, action: page.action };
    }
    case 'asked': {
      const { title, text, more } = words.asked;
      return {
        ...shell,
        title,
        texts: [put(text, { address: page.address }), put(more, { contact: contactOf(settings) })],
      };
    }
    case 'subscribe':
      return {
        ...shell,
        title: put(words.subscribe.title, { name }),
        words: words.subscribe,
        action: `${SUBSCRIBE_PATH}?language=${asked}`,
        address: page.address,
        only: settings.languages[0],
        choices: choices(settings, page.chosen),
        others: settings.languages
          .filter((code) => code !== asked)
          .map((code) => ({ code, name: ownName(code), href: `${SUBSCRIBE_PATH}?language=${code}` })),
        ...problemView(page.problem, wording),
      };
    case 'preferences':
      return {
        ...shell,
        title: words.preferences.title,
        words: words.preferences,
        action: page.action,
        only: settings.languages[0],
        choices: choices(settings, page.chosen),
        depths: (['brief', 'full'] as const).map((value) => ({
          value,
          label: words.preferences[value],
          chosen: value === page.depth,
        })),
        pause: page.pause,
        first: page.days[0],
        last: page.days[1],
        saved: page.shows === 'saved',
        absent: !page.isSubscribed,
        subscribe: { href: SUBSCRIBE_PATH, label: wording.links.subscribe },
        unmailable: page.isMailable
          ? null
          : put(words.preferences.unmailable, {
              contact: contactOf(settings),
            }),
        ...problemView(page.shows === 'problem' ? 'pause' : undefined, wording),
      };
  }
}

const contactOf = ({ sender }: Settings) => sender.replyTo ?? sender.address;

/** Null where there is nothing to choose. */
function choices({ languages }: Settings, chosen: string) {
  if (languages.length < 2) return null;
  return languages.map((code) => ({ code, name: ownName(code), chosen: code === chosen }));
}

function problemView(problem: keyof ReaderWording['problems'] | undefined, { problems }: ReaderWording) {
  return problem === undefined ? {} : { problem: problems[problem], problemLabel: problems.label };
}
