import { type FSWatcher, watch } from 'node:fs';
import { findUploads, hashOf, readUpload, type Upload } from './uploads.ts';

export interface WatchedFolder {
  close(): void;
}

export interface FolderEvents {
  readonly put: (key: string, bytes: Uint8Array) => Promise<void>;
  readonly remove: (key: string) => Promise<void>;
  /** A file was put, with a hash of its bytes, or (null) removed. */
  readonly known?: (key: string, hash: string | null) => void;
  readonly onError: (error: unknown) => void;
}

/** Editors save in several steps; a folder that was quiet this long is looked at. */
const QUIET_MS = 300;

/** A file dropped into the folder is put, a changed one put again, a vanished one removed; `before` was put by an earlier run. */
export function watchFolder(
  folder: string,
  events: FolderEvents,
  before: ReadonlyMap<string, string> = new Map(),
): WatchedFolder {
  const known = new Map(before);
  let timer: NodeJS.Timeout | undefined;
  let working = Promise.resolve();

  async function look(): Promise<void> {
    const found = new Set<string>();
    for (const upload of findUploads([folder])) {
      found.add(upload.key);
      const bytes = readable(upload);
      if (bytes === null) continue;
      const hash = hashOf(bytes);
      if (known.get(upload.key) === hash) continue;
      await events.put(upload.key, bytes);
      // Only now: what failed is tried again at the next look.
      known.set(upload.key, hash);
      events.known?.(upload.key, hash);
    }
    for (const key of known.keys()) {
      if (found.has(key)) continue;
      known.delete(key);
      await events.remove(key);
      events.known?.(key, null);
    }
  }

  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      working = working.then(look).catch(events.onError);
    }, QUIET_MS);
  };
  const watcher: FSWatcher = watch(folder, { recursive: true }, soon);
  watcher.on('error', events.onError);
  // What was dropped before this run is there too.
  soon();
  return {
    close() {
      clearTimeout(timer);
      watcher.close();
    },
  };

  /** Null for a file that another program still holds: it is read when it is let go. */
  function readable(upload: Upload): Uint8Array | null {
    try {
      return readUpload(upload);
    } catch (error) {
      events.onError(error);
      return null;
    }
  }
}
