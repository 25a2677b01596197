import type { Receipt } from '../../lambdas/types.ts';

const COLOURS: Readonly<Record<Receipt['outcome'], number>> = {
  accepted: 32,
  quarantined: 33,
  refused: 31,
  failed: 31,
};

/** A receipt as one line of text. A key is an editor's own text: no control character of it reaches a terminal. */
export function lineOf({ outcome, code, key, message }: Receipt, inColour = false): string {
  const said = code === undefined || code === outcome ? outcome : `${outcome} (${code})`;
  const head = inColour ? `\x1b[${COLOURS[outcome]}m${said}\x1b[0m` : said;
  return `${head}  ${plain(key)}  ${plain(message)}`;
}

function plain(text: string): string {
  return text.replaceAll(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, '�');
}
