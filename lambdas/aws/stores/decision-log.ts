import type { SlotLog } from '../../approval/record-decision.ts';
import type { Draft, Entry } from '../../approval/types.ts';
import type { Bucket } from '../archive.ts';
import { type Table, text } from '../table.ts';

export interface DecisionLog extends SlotLog {
  readonly keepDraft: (draft: Draft) => Promise<void>;
  readonly draft: (slotId: string, hash: string) => Promise<Draft | null>;
  /** The draft's mail in a language, as a page: for editors alone. */
  readonly keepProof: (draft: DraftName, language: string, html: string) => Promise<void>;
  readonly proof: (draft: DraftName, language: string) => Promise<string | null>;
  /** Slots (ISO) about which something is still to be decided or done, the oldest first. */
  readonly waiting: () => Promise<readonly string[]>;
  readonly open: (slot: string) => Promise<void>;
  readonly close: (slot: string) => Promise<void>;
}

type DraftName = Pick<Draft, 'slot' | 'hash'>;

const JSON_TYPE = { contentType: 'application/json' };
const DIGITS = 6;

/**
 * What was decided about each slot: `decisions/<slot>/000001.json`, `000002.json` …, each written once and only behind the one before,
 * so that two at a time can never both have seen the other's absence. The table only knows which slots still wait.
 */
export function decisionLog(archive: Bucket, table: Table): DecisionLog {
  const folder = (slotId: string) => `decisions/${slotId}/`;
  const name = (number: number) => `${String(number).padStart(DIGITS, '0')}.json`;
  const proofKey = ({ slot, hash }: DraftName, language: string) => `proofs/${slot}/${hash}.${language}.html`;
  const draftKey = (slotId: string, hash: string) => `drafts/${slotId}/${hash}.json`;
  return {
    read: async (slotId) => {
      const keys = await archive.list(folder(slotId));
      const texts = await Promise.all(keys.map((key) => archive.text(key)));
      return texts.map((entry, at): Entry => {
        if (entry === null) throw new Error(`The archive has no ${keys[at]} any more.`);
        return JSON.parse(entry);
      });
    },
    append: (slotId, entry, length) =>
      archive.putNew(`${folder(slotId)}${name(length + 1)}`, JSON.stringify(entry), JSON_TYPE),
    keepDraft: async (draft) => {
      await archive.putNew(draftKey(draft.slot, draft.hash), JSON.stringify(draft), JSON_TYPE);
    },
    draft: async (slotId, hash) => {
      const stored = await archive.text(draftKey(slotId, hash));
      return stored === null ? null : JSON.parse(stored);
    },
    keepProof: async (draft, language, html) => {
      await archive.putNew(proofKey(draft, language), html, { contentType: 'text/html; charset=utf-8' });
    },
    proof: (draft, language) => archive.text(proofKey(draft, language)),
    waiting: async () => {
      const rows = await table.query({ partition: ['pk', 'slots'] });
      return rows.map((row) => text(row, 'sk'));
    },
    open: async (slot) => {
      await table.put({ pk: 'slots', sk: slot });
    },
    close: (slot) => table.remove({ pk: 'slots', sk: slot }),
  };
}
