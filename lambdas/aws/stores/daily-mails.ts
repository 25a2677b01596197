import { number, type Table, text } from '../table.ts';

/** What a daily mail told, kept so that the next one can tell what changed. */
export interface DailyMail {
  /** `YYYY-MM-DD`, in the briefing's zone. */
  readonly day: string;
  /** ISO instant at which the day that it tells of ended. */
  readonly to: string;
  readonly readers: number;
}

export interface DailyMails {
  /** The last one of an earlier day. */
  readonly before: (day: string) => Promise<DailyMail | undefined>;
  /** Takes the day's one mail; false when somebody has it. Written before the call, so that a crash in it means none, never two. */
  readonly claim: (mail: DailyMail) => Promise<boolean>;
  /** Gives it back, for a mail that surely was not taken. */
  readonly release: (day: string) => Promise<void>;
}

const PK = 'daily';
const KEEP_DAYS = 90;

/** One row a day. `now`: epoch ms. */
export function dailyMails(table: Table, now: () => number): DailyMails {
  return {
    before: async (day) => {
      const [row] = await table.query({
        partition: ['pk', PK],
        before: ['sk', day],
        limit: 1,
        newestFirst: true,
      });
      return row && { day: text(row, 'sk'), to: text(row, 'to'), readers: number(row, 'readers') };
    },
    claim: ({ day, to, readers }) =>
      table.put(
        { pk: PK, sk: day, to, readers, ttl: Math.floor(now() / 1000) + KEEP_DAYS * 86_400 },
        { expression: 'attribute_not_exists(pk)' },
      ),
    release: (day) => table.remove({ pk: PK, sk: day }),
  };
}
