import type { Table } from '../table.ts';

export interface DeskLinks {
  /** True for the first who uses this editor's link of this instant (epoch milliseconds). */
  readonly use: (editor: string, issuedAt: number) => Promise<boolean>;
  /** True for the first who asks for a link of this editor within this minute. */
  readonly ask: (editor: string, now: number) => Promise<boolean>;
}

const DAY_S = 86_400;
const MINUTE_MS = 60_000;

/** Which links to the desk were used, and when one was asked for. A row vanishes after a day; its link is over long before. */
export function deskLinks(table: Table): DeskLinks {
  const once = (editor: string, sk: string, now: number) =>
    table.put(
      { pk: `desk#${editor}`, sk, ttl: Math.floor(now / 1000) + DAY_S },
      { expression: 'attribute_not_exists(pk)' },
    );
  return {
    use: (editor, issuedAt) => once(editor, `used#${issuedAt}`, issuedAt),
    ask: (editor, now) => once(editor, `asked#${Math.floor(now / MINUTE_MS)}`, now),
  };
}
