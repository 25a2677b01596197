import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advanceSlots } from '../../lambdas/approval/advance.ts';
import { DecisionRefused, PROOF_PAUSE_MS, type Wish } from '../../lambdas/approval/decide.ts';
import { recordDecision } from '../../lambdas/approval/record-decision.ts';
import { stateOf } from '../../lambdas/approval/state.ts';
import { HOUR, MINUTE, newsroom, Power, SLOTS, START } from './newsroom-model.ts';

/** What can happen to a newsroom between two moments. Times are minutes. */
const event = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('pass' as const), minutes: fc.nat(90) }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('tend' as const), runners: fc.integer({ min: 1, max: 3 }) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('crash' as const), at: fc.nat(14) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('arrive' as const), article: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('withdraw' as const), article: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('edit' as const), article: fc.nat(5) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('decide' as const),
      verb: fc.constantFrom('approve', 'approve', 'approve', 'hold', 'drop', 'cancel', 'renew'),
      slot: fc.nat(SLOTS.length - 1),
      /** Which of the drafts so far, the newest first: also ones that were overtaken. */
      draft: fc.nat(2),
      /** While a runner is at it. */
      during: fc.boolean(),
    }),
  },
);

describe('drafts, decisions and releases', () => {
  it('in any order of events, runners and crashes: nothing held is sent, one edition a slot, each after the one before', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(event, { minLength: 5, maxLength: 40 }),
        fc.constantFrom('hold' as const, 'send' as const),
        fc.integer(),
        async (events, otherwise, seed) => {
          const place = newsroom(otherwise, seed);
          const decide = async (verb: string, slot: string, back: number) => {
            const id = place.ports.idOf(slot);
            const hash = place.draftsOf(id).at(-1 - back) ?? 'none';
            const wish: Wish =
              verb === 'approve'
                ? { verb, hash }
                : verb === 'drop'
                  ? { verb, hash, articles: [place.articleIn(id, hash) ?? 'none'] }
                  : { verb: verb === 'hold' || verb === 'renew' ? verb : 'cancel' };
            const now = new Date(place.ports.now()).toISOString();
            const moment = { now, slot, sendBy: place.ports.sendBy(slot), by: 'e'.repeat(22) };
            await recordDecision(id, wish, moment, place.ports.log).catch((error: unknown) => {
              if (!(error instanceof DecisionRefused)) throw error;
            });
          };
          for (const one of events) {
            const work: Promise<unknown>[] = [];
            if (one.kind === 'pass') place.pass(one.minutes * MINUTE);
            else if (one.kind === 'tend')
              for (let n = 0; n < one.runners; n += 1) work.push(advanceSlots(place.ports));
            else if (one.kind === 'crash') work.push(advanceSlots(place.crashing(one.at)).catch(ignorePower));
            else if (one.kind === 'decide') {
              if (one.during) work.push(advanceSlots(place.ports));
              work.push(decide(one.verb, SLOTS[one.slot] ?? '', one.draft));
            } else place[one.kind](`article-${one.article}`);
            await Promise.all(work);
          }
          // Whatever was left half done is finished by the next call.
          await advanceSlots(place.ports);
          check(place, otherwise);
        },
      ),
      { numRuns: 1500 },
    );
  });

  it('what nobody stops goes out at its slot under "send", and waits under "hold"', async () => {
    for (const otherwise of ['send', 'hold'] as const) {
      const place = newsroom(otherwise, 1);
      place.arrive('article-1');
      for (let at = 0; at < 40; at += 1) {
        await advanceSlots(place.ports);
        place.pass(5 * MINUTE);
      }
      expect([...place.released.keys()]).toEqual(
        otherwise === 'send' ? [place.ports.idOf(SLOTS[0] ?? '')] : [],
      );
    }
  });

  it('an approval closes the set: what arrives later waits, what is edited in it asks again', async () => {
    const place = newsroom('hold', 3);
    const [slot = ''] = SLOTS;
    const id = place.ports.idOf(slot);
    place.arrive('article-1');
    await advanceSlots(place.ports);
    const [hash = ''] = place.draftsOf(id);
    const moment = () => ({
      now: new Date(place.ports.now()).toISOString(),
      slot,
      sendBy: place.ports.sendBy(slot),
      by: 'x',
    });
    await recordDecision(id, { verb: 'approve', hash }, moment(), place.ports.log);
    place.pass(20 * MINUTE);
    place.arrive('article-2');
    await advanceSlots(place.ports);
    expect(place.draftsOf(id)).toEqual([hash]);
    place.edit('article-2');
    await advanceSlots(place.ports);
    expect(stateOf(place.logOf(id)).phase).toBe('approved');
    place.edit('article-1');
    await advanceSlots(place.ports);
    expect(stateOf(place.logOf(id))).toMatchObject({ phase: 'open', decided: null });
    expect(place.draftsOf(id)).toHaveLength(2);
    expect(place.proofs).toHaveLength(2);
    place.pass(3 * HOUR);
    await advanceSlots(place.ports);
    expect(place.released.size).toBe(0);
  });
});

function ignorePower(error: unknown): void {
  if (!(error instanceof Power)) throw error;
}

/** What must hold of a world, whatever happened in it: reckoned from its traces alone, not by the state machine. */
function check(place: ReturnType<typeof newsroom>, otherwise: 'hold' | 'send'): void {
  const sent = SLOTS.map((slot) => place.ports.idOf(slot)).filter((id) => place.released.has(id));
  for (const slot of SLOTS) {
    const id = place.ports.idOf(slot);
    const log = place.logOf(id);
    const releases = log.filter(({ kind }) => kind === 'release');
    expect(releases.length).toBeLessThanOrEqual(1);
    const editions = place.released.get(id) ?? [];
    expect(new Set(editions).size).toBeLessThanOrEqual(1);
    expect(editions.length > 0).toBe(releases.length > 0);
    const at = log.findIndex(({ kind }) => kind === 'release');
    const release = log[at];
    if (release?.kind === 'release') {
      const before = log.slice(0, at);
      expect(before.some(({ kind }) => kind === 'cancel' || kind === 'lapse')).toBe(false);
      expect(release.at >= slot && release.at <= place.ports.sendBy(slot)).toBe(true);
      const last = before.findLast(({ kind }) => ['hold', 'approve', 'void', 'drop'].includes(kind));
      if (last?.kind === 'approve') expect(last.hash).toBe(release.hash);
      else expect(otherwise === 'send' && last?.kind !== 'hold').toBe(true);
      if (last?.kind === 'void' || last?.kind === 'drop') expect(last.to).toBe('open');
      expect(editions[0]).toBe(release.hash);
      // What goes out was made after the last story was dropped, and so is without it.
      const made = before.findLastIndex((one) => one.kind === 'draft' && one.hash === release.hash);
      expect(made).toBeGreaterThan(before.findLastIndex(({ kind }) => kind === 'drop'));
    }
    const proofs = log.filter(({ kind }) => kind === 'proof').map((one) => Date.parse(one.at));
    for (const [n, time] of proofs.entries())
      if (n > 0) expect(time - (proofs[n - 1] ?? 0)).toBeGreaterThanOrEqual(PROOF_PAUSE_MS);
  }
  // Each edition is measured against the one released before it, so numbers have no gap and none comes twice.
  expect(sent.map((id) => place.beforeOf(id))).toEqual([null, ...sent.slice(0, -1)].slice(0, sent.length));
  expect(place.order).toEqual(sent);
}

it('the first slot of the made-up world lies ahead of its beginning', () => {
  expect(Date.parse(SLOTS[0] ?? '') - START).toBe(2 * HOUR);
});
