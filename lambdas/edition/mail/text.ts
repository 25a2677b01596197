/** Columns of the text part, so that it reads well in a terminal and in mail programs that do not wrap. */
const COLUMNS = 76;

/**
 * Wraps each line between words and hangs what follows under its first word (after spaces and "- ", "3. " and the
 * like). A word longer than a line, a link for one, stays whole. No more than one empty line in a row.
 */
export function wrapText(text: string): string {
  const lines = text.split('\n').flatMap((line) => wrapLine(line.trimEnd()).map(withoutLeadingDot));
  return `${lines
    .filter((line, at) => line !== '' || (at > 0 && lines[at - 1] !== ''))
    .join('\n')
    .trim()}\n`;
}

function wrapLine(line: string): string[] {
  const indent = /^\s*(?:[-–•] |\d+\. )?/u.exec(line)?.[0] ?? '';
  const hang = ' '.repeat(indent.length);
  const [first = '', ...words] = line.slice(indent.length).split(/ +/);
  const wrapped: string[] = [];
  let current = indent + first;
  for (const word of words) {
    if (current.length + 1 + word.length <= COLUMNS) {
      current += ` ${word}`;
    } else {
      wrapped.push(current);
      current = hang + word;
    }
  }
  return [...wrapped, current];
}

/** A line that begins with a dot is one dot shorter, or the end of the mail, for a program that forgets RFC 5321, 4.5.2. */
function withoutLeadingDot(line: string): string {
  return line.startsWith('.') ? ` ${line}` : line;
}
