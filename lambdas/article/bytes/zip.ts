import { strFromU8, unzipSync } from 'fflate';

/** A ZIP whose directory was read and whose declared sizes are bearable; parts are unpacked when they are asked for. */
export interface Zip {
  readonly names: readonly string[];
  readonly sizeOf: (name: string) => number;
  /** Parts as UTF-8 text, those that are there. */
  readonly read: (names: readonly string[]) => ReadonlyMap<string, string>;
  readonly bytesOf: (name: string) => Uint8Array | undefined;
}

/** What a file of 10 MiB may unpack to: a real one is mostly pictures, which hardly shrink. */
const MOST_UNPACKED = 60 * 1024 * 1024;
/** Markup and all: a page of text takes some 20 kB of it. */
const MOST_TEXT = 8 * 1024 * 1024;
const MOST_PARTS = 2_000;

/** The ZIP's directory. Throws `RangeError` for one that unpacks to far too much, and fflate's errors for a damaged one. */
export function openZip(bytes: Uint8Array): Zip {
  const sizes = new Map<string, number>();
  let unpacked = 0;
  unzipSync(bytes, {
    filter: ({ name, originalSize }) => {
      unpacked += originalSize;
      if (sizes.size >= MOST_PARTS || unpacked > MOST_UNPACKED) throw new RangeError(name);
      sizes.set(name, originalSize);
      return false;
    },
  });
  const unpack = (wanted: ReadonlySet<string>) =>
    unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (!wanted.has(name)) return false;
        if (originalSize > MOST_TEXT) throw new RangeError(name);
        return true;
      },
    });
  return {
    names: [...sizes.keys()],
    sizeOf: (name) => sizes.get(name) ?? 0,
    read: (names) =>
      new Map(Object.entries(unpack(new Set(names))).map(([name, part]) => [name, textOf(part)])),
    bytesOf: (name) => unpack(new Set([name]))[name],
  };
}

/** Bit 0 of the general purpose flags, in the header of the first part. */
export function isLockedZip(bytes: Uint8Array): boolean {
  return ((bytes[6] ?? 0) & 1) === 1;
}

function textOf(part: Uint8Array): string {
  if (part[0] === 0xff && part[1] === 0xfe) return new TextDecoder('utf-16le').decode(part);
  if (part[0] === 0xfe && part[1] === 0xff) return new TextDecoder('utf-16be').decode(part);
  return strFromU8(part).replace(/^\ufeff/, '');
}
