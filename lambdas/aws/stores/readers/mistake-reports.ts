import type { MistakeReport } from '../../../types.ts';
import { type Row, type Table, text } from '../../table.ts';

export interface MistakeReports {
  readonly isThere: (report: MistakeReport) => Promise<boolean>;
  /** False when the same report was made on that day before. */
  readonly keep: (report: MistakeReport) => Promise<boolean>;
  /** Those of days since `day` (`YYYY-MM-DD`), the newest days first, at most `most`. */
  readonly since: (day: string, most: number) => Promise<readonly MistakeReport[]>;
  /** An editor has seen to it; false when there is no such report, or somebody did before. `at`: ISO. */
  readonly close: (report: Pick<MistakeReport, 'day' | 'id'>, at: string) => Promise<boolean>;
}

const PARTITION = 'reports';
export const REPORT_DAYS = 90;

/** What readers reported as mistakes. Nothing of who reported comes in. */
export function mistakeReports(table: Table): MistakeReports {
  const keyOf = ({ day, id }: Pick<MistakeReport, 'day' | 'id'>) => ({ pk: PARTITION, sk: `${day}#${id}` });
  return {
    isThere: async (report) => (await table.get(keyOf(report))) !== undefined,
    keep: ({ day, ...report }) =>
      table.put(
        {
          ...report,
          ...keyOf({ day, id: report.id }),
          ttl: Math.floor(Date.parse(report.at) / 1000) + REPORT_DAYS * 86_400,
        },
        { expression: 'attribute_not_exists(pk)' },
      ),
    since: async (day, most) => {
      const rows = await table.query({
        partition: ['pk', PARTITION],
        between: ['sk', day, '9999'],
        limit: most,
        newestFirst: true,
      });
      return rows.slice(0, most).map(report);
    },
    close: (report, at) =>
      table.update(keyOf(report), 'SET closedAt = :at', {
        expression: 'attribute_exists(pk) AND attribute_not_exists(closedAt)',
        values: { ':at': at },
      }),
  };
}

function report(row: Row): MistakeReport {
  const [day = ''] = text(row, 'sk').split('#');
  return {
    id: text(row, 'id'),
    day,
    at: text(row, 'at'),
    edition: text(row, 'edition'),
    story: text(row, 'story'),
    language: text(row, 'language'),
    sentence: text(row, 'sentence'),
    text: text(row, 'text'),
    ...(typeof row.closedAt === 'string' ? { closedAt: row.closedAt } : {}),
  };
}
