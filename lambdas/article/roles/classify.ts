import type { Role } from '../../types.ts';
import { isCreditLine } from '../metadata/contributors.ts';
import { once } from '../once.ts';
import { remembered } from '../remembered.ts';
import { isLabelledCaption } from './captions.ts';
import { lineWords } from './line-words.ts';
import { anywhere, beginsWith, isOneOf, plainSigns } from './phrases.ts';
import { endsSentence, wordCount } from './sentences.ts';

const promotion = beginsWith('promotions');
const stop = isOneOf('stops');
const stopStart = beginsWith('stopStarts');
const furniture = isOneOf('furniture');
const callToAction = anywhere('callsToAction');
const furnitureStart = beginsWith('furnitureStarts');
/** Cheap looks that spare most lines a pattern of many letters, which is dear to compile. */
const MAYBE_TWEET = /@|https?:\/\/|pic\.twitter|^View this/;
const MAYBE_CLOCK = /\bago\b|\buhr$|^(?:vor|il y a|hace|updated|aktualisiert)\b/i;
const tweet = once(
  () =>
    /pic\.twitter\.com\/\w+|(?:—|–|-|&mdash;)\s.{1,80}\(@\w{1,20}\)\s.{0,8}\p{L}|https?:\/\/(?:t\.co|t\.me|youtu\.be)\/\S+$|^View this post on Instagram|^A post shared by .{2,60}\(@|^(?:—|–)\s?.{1,60}\(@\w{1,20}\)/u,
);
const handle = once(() => /^@\w{1,20}(?:\s*[·•]\s*.{1,20})?$|^#\p{L}[\w\p{L}]*(?:\s+#\p{L}[\w\p{L}]*)*$/u);
/** A picture as Markdown writes it, alone on its line: its words describe it. */
const PICTURE = /^!\[[^\]]{0,400}\]\([^)\s]{0,800}(?:\s[^)]{0,200})?\)$/;
const BARE_LINK = /^(?:https?:\/\/|www\.)\S+$/u;
/** "1 of 6", "Bild 3 / 12", "2 hours ago": a gallery's count, a page's clock. */
const counter = once(
  () =>
    new RegExp(String.raw`^(?:\p{L}{2,10}\s)?\d{1,3}\s?(?:\/|${lineWords('pageOf')})\s?\/?\s?\d{1,3}$`, 'iu'),
);
const clock = once(
  () =>
    /^(?:\|?\s?\p{L}{4,12}\s)?\d{1,2}\s(?:min(?:ute)?s?|hours?|days?|weeks?)\sago\b.{0,30}$|^(?:vor|il y a|hace)\s\d{1,2}\s\p{L}{1,10}$|^(?:updated|aktualisiert)[:\s]{1,2}(?:at\s)?\d{1,2}[:.]\d{2}\b.{0,20}$|^\d{1,2}[:.]\d{2}\suhr$/iu,
);
/** A mark that a publishing system was to replace: "{{ad-2}}", "$$INSERT$$". */
const SLOT = /^(?:\$\$|\{\{|\[\[|%%)[\w .:-]{1,40}(?:\$\$|\}\}|\]\]|%%)$/;
/** Beyond this a text is prose, whatever its words: no pattern runs over megabytes on one line. */
const LONGEST_LINE = 2000;
/** Words: furniture and promotions are short; a sentence of fifty words is an article's. */
const LONGEST_PROMOTION = 40;
const LONGEST_CALL = 60;
const LONGEST_FURNITURE = 14;

/** What a line is by its words alone, wherever it stands; null when only its place can tell. */
export const classify = remembered(roleOf);

function roleOf(text: string): Role | null {
  if (text.length > LONGEST_LINE) return null;
  const plain = plainSigns(text).replace(/^[\s>»›→▶►•*|\-–—[(]+/u, '');
  const words = wordCount(plain);
  if (!/[a-z\d]/i.test(plain) && !/[\p{L}\p{N}]/u.test(plain)) return 'boilerplate';
  if (PICTURE.test(text)) return 'caption';
  if (MAYBE_TWEET.test(text) && tweet().test(text)) return 'embed';
  if (words <= LONGEST_PROMOTION && promotion(plain) > 0 && isOffer(plain, words)) return 'promotion';
  if (words <= LONGEST_CALL && callToAction(plain).length > 0) return 'promotion';
  if (isCounter(plain)) return 'metadata';
  if (isLabelledCaption(text)) return 'caption';
  if (isCreditLine(text)) return 'contributors';
  if ((/^[@#]/.test(text) && handle().test(text)) || BARE_LINK.test(text)) return 'metadata';
  if (SLOT.test(text) || isFurniture(text)) return 'boilerplate';
  return null;
}

function isCounter(plain: string): boolean {
  return (/\d$/.test(plain) && counter().test(plain)) || (MAYBE_CLOCK.test(plain) && clock().test(plain));
}

/** A line after which a page goes on to other things: "Related articles", "Comments (12)", "© 2023". */
export const isStop = remembered((text): boolean => {
  if (text.length > LONGEST_LINE) return false;
  const plain = plainSigns(text);
  const words = wordCount(plain);
  if (words > 25) return false;
  return stop(plain) || (stopStart(plain) > 0 && !(words > 12 && /[.!?]$/.test(plain) && !/^©/.test(plain)));
});

/** A word or two of a page's machinery. */
export const isFurniture = remembered((text): boolean => {
  if (text.length > LONGEST_LINE) return false;
  const plain = plainSigns(text);
  const words = wordCount(plain);
  return words <= LONGEST_FURNITURE && (furniture(plain) || furnitureStart(plain) > 0);
});

/** "Watch the border, he said, and wait." begins like an offer and is none. */
function isOffer(text: string, words: number): boolean {
  return (
    words <= 22 ||
    !endsSentence(text) ||
    /:/.test(text.slice(0, 60)) ||
    /\b(?:newsletter|app|telegram|facebook|youtube|whatsapp|here|email)\b/i.test(text)
  );
}
