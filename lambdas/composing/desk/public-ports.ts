import { stateOf } from '../../approval/state.ts';
import type { Bucket } from '../../aws/archive.ts';
import { amendments } from '../../aws/stores/amendments.ts';
import { withdrawals } from '../../aws/stores/articles/withdrawals.ts';
import { decisionLog } from '../../aws/stores/decision-log.ts';
import { stops } from '../../aws/stores/delivery/stops.ts';
import { editions } from '../../aws/stores/editions.ts';
import type { Table } from '../../aws/table.ts';
import type { PublicPorts } from '../../desk/public/public-ports.ts';
import { editionId } from '../../edition/slot.ts';
import type { EditionLine } from '../../edition/web/calendar.ts';
import { overlayOf } from '../overlay.ts';
import { decideWithdrawal, withdrawalDecision } from '../withdrawn/decision.ts';
import { amend } from './amend.ts';

/** Editions on the desk's first page: older ones are found by their address. */
const NEWEST = 8;
const ID = /^[A-Za-z0-9_-]{1,128}$/;

/** What the desk knows of what waits to go out and of what went out, and what it does about it. */
export function publicPorts({
  archive,
  table,
}: {
  readonly archive: Bucket;
  readonly table: Table;
}): PublicPorts {
  const calendar = editions(table);
  const slots = decisionLog(archive, table);
  return {
    released: async () => (await calendar.newestLines(NEWEST)).map((line): EditionLine => JSON.parse(line)),
    waiting: async () => {
      const waiting = (await slots.waiting()).map(async (slot) => {
        const log = await slots.read(editionId(slot));
        const state = stateOf(log);
        const hash = state.decided ?? state.draft?.hash;
        const draft = hash === undefined ? null : await slots.draft(editionId(slot), hash);
        return { slot, state, log, draft };
      });
      return Promise.all(waiting);
    },
    proof: (slot, hash, language) => slots.proof({ slot, hash }, language),
    edition: async (id) => {
      const text = ID.test(id) ? await archive.text(`editions/${id}/edition.json`) : null;
      if (text === null) return null;
      const [overlay, open, log, deliveries, stop] = await Promise.all([
        overlayOf({ archive }),
        amendments(table).open(),
        slots.read(id),
        calendar.deliveries(),
        stops(table).get(id),
      ]);
      return {
        edition: JSON.parse(text),
        overlay,
        unpublished: new Set(open.map(({ name }) => name)),
        log,
        delivery: deliveries.find((one) => one.id === id) ?? null,
        stop,
      };
    },
    amend: (entry) => amend(entry, { archive, table }),
    withdrawals: async () => {
      const asked = (await withdrawals(table).open()).filter(
        ({ editions: quoting }) => quoting !== undefined,
      );
      return Promise.all(
        asked.map(async ({ editions: quoting = [], ...one }) => ({
          ...one,
          editions: quoting,
          decided: await withdrawalDecision(one, archive),
        })),
      );
    },
    decideWithdrawal: (withdrawal, decision) => decideWithdrawal(withdrawal, decision, archive),
  };
}
