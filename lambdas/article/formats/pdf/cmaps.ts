import { unzipSync } from 'fflate';

interface Wanted {
  readonly kind: string;
  readonly filename: string;
}

let maps: Promise<Readonly<Record<string, Uint8Array>>> | undefined;

/**
 * Hands pdf.js the character maps that PDFs in Chinese, Japanese and Korean name instead of bringing them. They stand in
 * the bundle, in a chunk that only such a file loads; nothing is fetched.
 */
export class PackedMaps {
  readonly fetch = async ({ kind, filename }: Wanted): Promise<Uint8Array> => {
    maps ??= import('./cmaps.json', { with: { type: 'json' } }).then(({ default: packed }) =>
      unzipSync(Buffer.from(packed.zip, 'base64')),
    );
    const map = kind === 'cMapUrl' ? (await maps)[filename] : undefined;
    if (!map) throw new Error(`no ${kind} ${filename}`);
    return map;
  };
}
