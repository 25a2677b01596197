import type { Entry } from '../../approval/types.ts';
import { type OverlayEntry, overlayKey } from '../../edition/overlay/overlay.ts';
import { concerns } from '../../edition/overlay/shown.ts';
import { instantInWords } from '../arrivals.ts';
import type { PublicRecord } from './public-ports.ts';
import { targetIn } from './target.ts';

/** One line of what became of an edition: who did what, and when. */
export interface Act {
  readonly at: string;
  readonly when: string;
  readonly who: string;
  readonly what: string;
  /** An editor's own words. */
  readonly note: string;
  /** True while it does not stand on the pages. */
  readonly isOnItsWay: boolean;
}

export interface HistoryContext {
  readonly timeZone: string;
  readonly editorName: (code: string) => string;
}

const ITSELF: ReadonlySet<string> = new Set(['compose', 'withdrawn upload', 'account']);

/** A person's name, or what else decided. */
export function whoOf(by: string, editorName: HistoryContext['editorName']): string {
  if (ITSELF.has(by)) return 'by itself';
  return by === 'operator' ? 'an operator' : editorName(by);
}

/** What was decided about a slot before it went out, the oldest first. Drafts are made all the time; their proofs are told. */
export function slotActs(log: readonly Entry[], { timeZone, editorName }: HistoryContext): readonly Act[] {
  return log.flatMap((entry) => {
    const what = entryInWords(entry);
    if (what === '') return [];
    const { at, by } = entry;
    return [
      {
        at,
        when: instantInWords(at, timeZone),
        who: whoOf(by, editorName),
        what,
        note: '',
        isOnItsWay: false,
      },
    ];
  });
}

/** The same with what became of it afterwards. */
export function editionActs(record: PublicRecord, context: HistoryContext): readonly Act[] {
  const { edition, overlay, unpublished, log, stop } = record;
  const { timeZone, editorName } = context;
  const since = overlay
    .filter((entry) => concerns(entry, edition))
    .map((entry) => ({
      at: entry.at,
      when: instantInWords(entry.at, timeZone),
      who: whoOf(entry.by, editorName),
      what: `${entry.kind === 'correction' ? 'corrected' : 'took down'} ${aboutOf(entry, record)}`,
      note: entry.note,
      isOnItsWay: unpublished.has(overlayKey(entry)),
    }));
  const stopped =
    stop === null
      ? []
      : [
          {
            at: stop.at,
            when: instantInWords(stop.at, timeZone),
            who: 'by itself',
            what: `the delivery stopped: ${stop.reason}`,
            note: '',
            isOnItsWay: false,
          },
        ];
  return [...slotActs(log, context), ...since, ...stopped].toSorted((a, b) => (a.at < b.at ? -1 : 1));
}

function aboutOf({ of }: OverlayEntry, { edition }: PublicRecord): string {
  const parts =
    of.kind === 'edition' ? [] : of.kind === 'story' ? ['story', of.story] : ['article', of.article];
  return targetIn(edition, parts)?.name ?? `something of ${edition.id}`;
}

function entryInWords(entry: Entry): string {
  switch (entry.kind) {
    case 'draft':
      return '';
    case 'proof':
      return 'a proof was mailed to the editors';
    case 'approve':
      return 'approved the draft';
    case 'hold':
      return 'held it';
    case 'renew':
      return 'asked for a new draft';
    case 'cancel':
      return 'cancelled it';
    case 'drop':
      return `dropped a story of ${entry.articles.length} ${entry.articles.length === 1 ? 'file' : 'files'}`;
    case 'void':
      return `the approval ended: ${entry.why}`;
    case 'release':
      return 'it was released';
    case 'lapse':
      return entry.why === 'late' ? 'it was too late for it' : 'a later edition went out before it';
  }
}
