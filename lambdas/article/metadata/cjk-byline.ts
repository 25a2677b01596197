import { once } from '../once.ts';

const HANGUL_NAME = '\\p{Script=Hangul}{2,4}';
const HAN_NAME = '\\p{Script=Han}{2,4}';
const JAPANESE_NAME = '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}]{2,8}';

/** How Korean, Chinese and Japanese newspapers name who wrote: the name is before its title, or right behind a character. */
const forms = once((): readonly RegExp[] => [
  // "김민수 기자", "[서울=김민수 기자]", "서울=연합뉴스 김민수 기자"
  new RegExp(
    `^[[(【]?(?:[^=\\s]{1,12}\\s?=\\s?)?(?:[\\p{L}\\d]{2,10}\\s)?(${HANGUL_NAME})\\s?(?:선임기자|전문기자|인턴기자|기자|특파원|논설위원|통신원)(?:\\s?=\\s?\\S{1,12})?[\\])】]?$`,
    'u',
  ),
  // "本报记者 王晓梅", "新华社记者 李明 张华", "记者王晓梅 北京报道"
  new RegExp(
    `^[（(【]?(?:本报|本報|本网|本社|新华社|中新社|${HAN_NAME})?(?:特派)?(?:记者|記者|通讯员)[：:\\s]?(${HAN_NAME}(?:[\\s、]${HAN_NAME}){0,3})(?:\\s?${HAN_NAME}(?:报道|報導|电))?[）)】]?$`,
    'u',
  ),
  // "文/王晓梅", "文・佐藤美咲", "取材・文／佐藤美咲"
  new RegExp(`^(?:取材・|撰|图)?文\\s?[/／・·:：]\\s?(${JAPANESE_NAME})$`, 'u'),
  // "佐藤美咲記者", "【佐藤美咲】"
  new RegExp(`^(${JAPANESE_NAME})\\s?記者$`, 'u'),
  new RegExp(`^[【（(](${HAN_NAME})[】）)]$`, 'u'),
]);
const LONGEST = 40;
/** A cheap look, since patterns of whole scripts are dear to make. */
const EAST_ASIAN = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;

/** The writers that a line in Korean, Chinese or Japanese names; null for any other line. */
export function cjkByline(text: string): readonly string[] | null {
  if (text.length > LONGEST || !EAST_ASIAN.test(text)) return null;
  for (const form of forms()) {
    const names = form.exec(text.trim())?.[1];
    if (names) return names.split(/[\s、]/).filter((name) => !/(?:报道|報導|电|電)$/u.test(name));
  }
  return null;
}
