import type { Bucket } from '../aws/archive.ts';
import { OVERLAY_PREFIX, type OverlayEntry, readOverlayEntry } from '../edition/overlay/overlay.ts';

/** Every correction and take-down, the oldest first. @throws InvalidOverlayEntry where one cannot be read: nothing is published then. */
export async function overlayOf({ archive }: { readonly archive: Bucket }): Promise<readonly OverlayEntry[]> {
  const keys = await archive.list(OVERLAY_PREFIX);
  const texts = await Promise.all(keys.map((key) => archive.text(key)));
  return texts.flatMap((text) => (text === null ? [] : readOverlayEntry(JSON.parse(text))));
}
