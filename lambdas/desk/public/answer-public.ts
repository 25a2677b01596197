import type { PageStatus } from '../../approval/proof-page.ts';
import { InvalidOverlayEntry, type OverlayEntry, readOverlayEntry } from '../../edition/overlay/overlay.ts';
import { instantInWords } from '../arrivals.ts';
import { type DeskAnswer, message } from '../desk-answer.ts';
import type { DeskPorts } from '../ports.ts';
import type { DeskRequest } from '../request.ts';
import { formToken, nameOf, type Session } from '../session.ts';
import { editionView } from './edition-view.ts';
import { whoOf } from './history.ts';
import type { PublicRecord } from './public-ports.ts';
import { isSame, type Target, targetIn } from './target.ts';

const NOT_YOURS = message(
  401,
  'Not yours to decide',
  'Whoever may approve editions corrects and takes down. Ask one of them.',
);
const NO_EDITION = message(404, 'No such edition', 'No edition of this name went out.');

/** `/desk/edition/ID`: what went out, as it stands now. */
export async function answerEdition(id: string, session: Session, ports: DeskPorts): Promise<DeskAnswer> {
  const record = await ports.edition(id);
  if (record === null) return NO_EDITION;
  const { timeZone, languages } = ports.settings;
  const view = editionView(record, {
    timeZone,
    languages,
    isApprover: session.role === 'approver',
    editorName: (code) => nameOf(code, ports.editors, ports.keys),
  });
  return {
    kind: 'page',
    status: 200,
    page: { name: 'edition', view: { ...view, ...common(session, ports) } },
  };
}

/** `/desk/draft/SLOT/HASH/LANGUAGE`: what readers would get. */
export async function answerDraft(
  [, slot = '', hash = '', language = '']: readonly string[],
  ports: DeskPorts,
): Promise<DeskAnswer> {
  const isName = /^[A-Za-z0-9_-]{1,128}$/.test(slot) && /^[0-9a-f]{32}$/.test(hash);
  const isOurs = ports.settings.languages.includes(language);
  const html = isName && isOurs ? await ports.proof(slot, hash, language) : null;
  return html === null
    ? message(404, 'No such draft', 'There is no draft of this name in this language.')
    : { kind: 'mail', html };
}

/** `/desk/amend/correct/ID…` and `/desk/amend/take-down/ID…`: a GET shows what it would do, a POST with the box ticked does it. */
export async function answerAmend(
  { method, path, form }: DeskRequest,
  session: Session,
  ports: DeskPorts,
): Promise<DeskAnswer> {
  const [, verb, id = '', ...parts] = path;
  if (session.role !== 'approver') return NOT_YOURS;
  const record = verb === 'correct' || verb === 'take-down' ? await ports.edition(id) : null;
  if (record === null) return NO_EDITION;
  const target = targetIn(record.edition, parts);
  if (target === null) return message(404, 'Not in this edition', 'This edition never had that.');
  const kind = verb === 'correct' ? 'correction' : 'takeDown';
  const shown = { record, target, kind } as const;
  if (method !== 'POST') return amendPage(shown, session, ports);
  const typed = { note: (form.get('note') ?? '').trim(), language: form.get('language') ?? '' };
  const again = (status: PageStatus, problem: string) =>
    amendPage({ ...shown, typed, problem, status }, session, ports);
  const earlier = newestAbout(shown);
  if (earlier !== undefined && earlier.at > (form.get('seen') ?? ''))
    return again(
      409,
      `Not done: while you had this page open, ${wordsOf(earlier, ports)}. Look at it, and decide again if yours should stand beside it.`,
    );
  if (form.get('sure') !== 'yes') return again(422, 'Not done: tick the box, since it cannot be taken back.');
  try {
    await ports.amend(
      readOverlayEntry({
        kind,
        of: target.of,
        at: new Date(ports.now()).toISOString(),
        note: typed.note,
        ...(typed.note === '' || typed.language === '' ? {} : { language: typed.language }),
        by: session.editor,
      }),
    );
  } catch (error) {
    if (!(error instanceof InvalidOverlayEntry)) throw error;
    return again(422, `Not done: ${error.message.replace(/^note: /, '')}`);
  }
  return { kind: 'to', path: `/desk/edition/${id}` };
}

interface Amending {
  readonly record: PublicRecord;
  readonly target: Target;
  readonly kind: OverlayEntry['kind'];
  readonly typed?: { readonly note: string; readonly language: string };
  readonly problem?: string;
  readonly status?: PageStatus;
}

function amendPage(amending: Amending, session: Session, ports: DeskPorts): DeskAnswer {
  const { record, target, kind, typed, problem, status = 200 } = amending;
  const { id, number } = record.edition;
  const isTakeDown = kind === 'takeDown';
  const earlier = newestAbout(amending);
  const chosen = typed?.language ?? ports.settings.languages[0];
  return {
    kind: 'page',
    status,
    page: {
      name: 'amend',
      view: {
        title: `${isTakeDown ? 'Take down' : 'Correct'} ${target.name}`,
        action: `/desk/amend/${isTakeDown ? 'take-down' : 'correct'}/${target.path}`,
        isTakeDown,
        isArticle: target.kind === 'article',
        problem,
        earlier: earlier === undefined ? '' : `Already decided: ${wordsOf(earlier, ports)}.`,
        note: typed?.note ?? '',
        languages: ports.settings.languages.map((language) => ({ language, chosen: language === chosen })),
        // What was there when this page was made: whoever comes second is told what the first did.
        seen: earlier?.at ?? '',
        edition: { href: `/desk/edition/${id}`, name: `No ${number}` },
        ...common(session, ports),
      },
    },
  };
}

const common = (session: Session, ports: DeskPorts) => ({
  token: formToken(session, ports.keys),
  editor: session.name,
});

/** The last decision of this kind about the very same thing. */
function newestAbout({ record, target, kind }: Amending): OverlayEntry | undefined {
  return record.overlay
    .filter((entry) => entry.kind === kind && isSame(entry.of, target.of))
    .toSorted((a, b) => (a.at < b.at ? -1 : 1))
    .at(-1);
}

function wordsOf({ by, at, note, kind }: OverlayEntry, ports: DeskPorts): string {
  const who = whoOf(by, (code) => nameOf(code, ports.editors, ports.keys));
  const said = note === '' ? '' : `: “${note}”`;
  return `${who} ${kind === 'correction' ? 'corrected it' : 'took it down'} on ${instantInWords(at, ports.settings.timeZone)}${said}`;
}

/** `/desk/withdrawn/ARTICLE/SEQUENCER`: what is public of a file that was removed goes, or stays. */
export async function answerWithdrawn(
  { path, form }: DeskRequest,
  session: Session,
  ports: DeskPorts,
): Promise<DeskAnswer> {
  const [, articleId = '', sequencer = ''] = path;
  if (session.role !== 'approver') return NOT_YOURS;
  const wish = form.get('do');
  const found = (await ports.withdrawals()).find(
    (one) => one.articleId === articleId && one.sequencer === sequencer,
  );
  if (found === undefined)
    return message(404, 'Nothing to decide', 'The file is back, or it has been seen to already.');
  if (wish !== 'takeDown' && wish !== 'keep')
    return message(422, 'Not done', 'Use one of the two buttons of the desk.');
  const mine = { kind: wish, at: new Date(ports.now()).toISOString(), by: session.editor } as const;
  const counts = await ports.decideWithdrawal(found, mine);
  if (counts.kind === wish) return { kind: 'to', path: '/desk/' };
  const who = nameOf(counts.by, ports.editors, ports.keys);
  const when = instantInWords(counts.at, ports.settings.timeZone);
  return message(
    409,
    'Somebody was faster',
    counts.kind === 'keep'
      ? `${who} decided on ${when} that it stays. To take it down after all, open its edition on the desk.`
      : `${who} took it down on ${when}.`,
  );
}
