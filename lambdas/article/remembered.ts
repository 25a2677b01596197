/** A file has some hundred lines, and every rule asks again for the same ones. */
const MOST = 2_000;

/** The same function of a text, which keeps its last answers. */
export function remembered<Answer extends object | string | number | boolean | null>(
  answer: (text: string) => Answer,
): (text: string) => Answer {
  const answers = new Map<string, Answer>();
  return (text) => {
    const known = answers.get(text);
    if (known !== undefined) return known;
    if (answers.size >= MOST) answers.clear();
    const found = answer(text);
    answers.set(text, found);
    return found;
  };
}
