import type { Settings } from '../../types.ts';
import { LONGEST_REPORT } from '../report/longest-report.ts';
import { ownName, put, type ReaderWording, readerWording } from '../wording.ts';
import { dayInWords } from './days-in-words.ts';
import { factsView } from './newsletter-facts.ts';
import { type Page, PRIVACY_PATH, SUBSCRIBE_PATH } from './page.ts';
import { privacyView } from './privacy.ts';

/** What the template of a page shows, in the words of a language. */
export function viewOf(page: Page, asked: string, settings: Settings): object {
  const { language, wording } = readerWording(asked);
  const { name } = settings;
  const words = wording.pages;
  const shell = {
    language,
    direction: wording.direction,
    name,
    othersLabel: words.subscribe.others,
    privacy:
      page.kind === 'privacy'
        ? null
        : { href: `${PRIVACY_PATH}?language=${asked}`, label: words.privacy.title },
  };
  switch (page.kind) {
    case 'message': {
      const { title, text } = words[page.name];
      const { back, links = [] } = page;
      return {
        ...shell,
        title,
        texts: [put(text, { name, contact: contactOf(settings) })],
        links: links.map(({ to, href }, at) => ({ href, label: wording.links[to], isFirst: at === 0 })),
        back: back && { action: back.action, name: back.name, button: words[back.name].button },
      };
    }
    case 'button': {
      const { title, text, button } = words[page.name];
      return { ...shell, title, texts: [put(text, { name })], button, action: page.action, do: page.name };
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
        facts: factsView(settings, page.latest, language, wording),
        action: `${SUBSCRIBE_PATH}?language=${asked}`,
        address: page.address,
        ...languagesView(SUBSCRIBE_PATH, page.chosen, asked, settings),
        ...problemView(page.problem, wording),
      };
    case 'report':
      return {
        ...shell,
        title: words.report.title,
        words: words.report,
        text: put(words.report.text, { day: dayInWords(page.slot, language, settings.timeZone) }),
        privacyText: put(words.report.privacy, { contact: contactOf(settings) }),
        action: page.action,
        story: { ...page.story, label: wording.links.story },
        typed: { sentence: page.sentence, text: page.text },
        most: LONGEST_REPORT,
        isAboutSentence: page.problem === 'long-sentence',
        isAboutText: page.problem === 'no-text' || page.problem === 'long-text',
        ...problemView(page.problem, wording),
      };
    case 'privacy':
      return {
        ...shell,
        ...privacyView(settings, wording),
        ...languagesView(PRIVACY_PATH, asked, asked, settings),
        subscribe: { href: `${SUBSCRIBE_PATH}?language=${asked}`, label: wording.links.subscribe },
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
        paused:
          page.pause === ''
            ? null
            : put(words.preferences.paused, { day: dayInWords(`${page.pause}T12:00:00Z`, language, 'UTC') }),
        first: page.days[0],
        last: page.days[1],
        saved: page.shows === 'saved',
        absent: !page.isSubscribed,
        again: { href: SUBSCRIBE_PATH, label: wording.links.subscribe },
        unmailable: page.isMailable
          ? null
          : put(words.preferences.unmailable, { contact: contactOf(settings) }),
        ...problemView(page.shows === 'problem' ? 'pause' : undefined, wording),
      };
  }
}

/** Whom a reader can write to. */
export const contactOf = ({ sender }: Settings) => sender.replyTo ?? sender.address;

/** The choice of a form, null where there is nothing to choose, and the links to the same page in other languages. */
function languagesView(path: string, chosen: string, asked: string, settings: Settings) {
  return {
    only: settings.languages[0],
    choices: choices(settings, chosen),
    others: settings.languages
      .filter((code) => code !== asked)
      .map((code) => ({ code, name: ownName(code), href: `${path}?language=${code}` })),
  };
}

function choices({ languages }: Settings, chosen: string) {
  if (languages.length < 2) return null;
  return languages.map((code) => ({ code, name: ownName(code), chosen: code === chosen }));
}

function problemView(problem: keyof ReaderWording['problems'] | undefined, { problems }: ReaderWording) {
  return problem === undefined ? {} : { problem: problems[problem], problemLabel: problems.label };
}
