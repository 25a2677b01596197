import { quarantineFor } from '../gates/quarantine.ts';
import type { Line } from '../roles/lines.ts';
import { withLabels } from './clip-labels.ts';
import { fromClipping } from './clippings.ts';
import { noteLines } from './colleague-notes.ts';
import { fromDatabase } from './databases.ts';
import { firstArticle } from './first-article.ts';
import { fromMessenger } from './messengers.ts';
import { asides, type PreparedText } from './prepared-text.ts';
import { withoutSenderContact } from './sender-contact.ts';
import { signatureLines } from './signature.ts';

const COMMENT = /^\[\p{Lu}{1,4}\d{1,3}\]\s?\S/u;
const COMMENT_MARK = /\[\p{Lu}{1,4}\d{1,3}\]/gu;

type Step = (prepared: PreparedText) => PreparedText;

const STEPS: readonly Step[] = [
  withoutNote,
  withoutComments,
  onlyFirst,
  fromClipping,
  fromDatabase,
  fromMessenger,
  withLabels,
  withoutSignature,
  withoutSenderContact,
];

/** Takes off a text what is no part of its article and says what it tells about it. Nothing is lost: each line is kept as an aside. */
export function prepareText(lines: readonly Line[]): PreparedText {
  const start: PreparedText = { lines, before: [], after: [], known: {} };
  return STEPS.reduce((prepared, step) => step(prepared), start);
}

function withoutNote(prepared: PreparedText): PreparedText {
  const count = noteLines(prepared.lines.map((line) => line.text));
  if (count === 0 || count === prepared.lines.length) return prepared;
  return {
    ...prepared,
    lines: prepared.lines.slice(count),
    before: [...prepared.before, ...asides(prepared.lines.slice(0, count), 'boilerplate')],
    quarantine: quarantineFor('note', 'a note to a colleague stands above the article'),
  };
}

/** "[BB1] Check this number": what Word puts below a copied text for each remark in its margin. */
function withoutComments(prepared: PreparedText): PreparedText {
  const start = prepared.lines.findLastIndex(({ text }) => !COMMENT.test(text)) + 1;
  const comments = prepared.lines.slice(start);
  if (comments.length === 0 || start === 0) return prepared;
  return {
    ...prepared,
    lines: prepared.lines
      .slice(0, start)
      .map((line) => ({ ...line, text: line.text.replace(COMMENT_MARK, '') })),
    after: [...asides(comments, 'boilerplate'), ...prepared.after],
    quarantine: prepared.quarantine ?? quarantineFor('note', 'a colleague’s remarks stand below the article'),
  };
}

function withoutSignature(prepared: PreparedText): PreparedText {
  const { count, isPrivate } = signatureLines(prepared.lines.map((line) => line.text));
  if (count === 0 || count === prepared.lines.length) return prepared;
  const end = prepared.lines.length - count;
  return {
    ...prepared,
    lines: prepared.lines.slice(0, end),
    after: [...asides(prepared.lines.slice(end), 'boilerplate'), ...prepared.after],
    ...(isPrivate && !prepared.quarantine
      ? { quarantine: quarantineFor('private', 'somebody’s signature stands below the article') }
      : {}),
  };
}

function onlyFirst(prepared: PreparedText): PreparedText {
  const { end, count } = firstArticle(prepared.lines);
  if (count < 2) return prepared;
  return {
    ...prepared,
    lines: prepared.lines.slice(0, end),
    after: [...asides(prepared.lines.slice(end), 'boilerplate'), ...prepared.after],
    quarantine: quarantineFor(
      'several-articles',
      `it holds several articles (${count}), and only the first was read`,
    ),
  };
}
