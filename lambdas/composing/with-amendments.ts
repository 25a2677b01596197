import { editions } from '../aws/stores/editions.ts';
import type { Table } from '../aws/table.ts';
import { amendmentsOf, newestOf, untold } from '../edition/overlay/amendments.ts';
import type { OverlayEntry } from '../edition/overlay/overlay.ts';
import { concerns } from '../edition/overlay/shown.ts';
import type { Edition } from '../types.ts';

/** The edition with what was corrected and taken down since the one before it. Earlier editions are read only as far back as is needed. */
export async function withAmendments(
  edition: Edition,
  { overlay, previous }: { readonly overlay: readonly OverlayEntry[]; readonly previous: Edition | null },
  services: { readonly table: Table; readonly read: (id: string) => Promise<Edition | null> },
): Promise<Edition> {
  const until = newestOf(overlay);
  if (until === null) return edition;
  const entries = untold(overlay, previous);
  const earlier: Edition[] = [];
  let open = entries;
  const rows = open.length === 0 ? [] : await editions(services.table).since('0');
  for (const { id } of rows.filter(({ slot }) => slot < edition.slot).toReversed()) {
    if (open.length === 0) break;
    const found = await services.read(id);
    if (found === null) continue;
    earlier.push(found);
    open = open.filter((entry) => !concerns(entry, found));
  }
  const amendments = amendmentsOf(entries, earlier);
  return { ...edition, amendedUntil: until, ...(amendments.length === 0 ? {} : { amendments }) };
}
