import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/** The renderer's code. */
const RUNTIME = 'takumi_wasm_bg.wasm';
/** Noto under the SIL Open Font License 1.1, in the parts in which Fontsource publishes it. */
const FONTS: Readonly<Record<string, readonly string[]>> = {
  'noto-serif': ['latin', 'latin-ext', 'cyrillic', 'cyrillic-ext', 'greek', 'vietnamese'],
  'noto-naskh-arabic': ['arabic'],
};
const WEIGHTS = [400, 700];
/** Code points of each part. */
const RANGES = 'unicode.json';
const LICENCE = 'LICENSE';

const fontFile = (family: string, part: string, weight: number) => `${family}-${part}-${weight}-normal.woff2`;

/** The files to lay into `picture/` beside a bundle that draws: name there → path here. 5 MB together. */
export function pictureFiles(): Readonly<Record<string, string>> {
  const resolve = createRequire(import.meta.url).resolve;
  const fonts = Object.entries(FONTS).flatMap(([family, parts]) => [
    ...[RANGES, LICENCE].map((name) => [`${family}.${name}`, resolve(`@fontsource/${family}/${name}`)]),
    ...parts.flatMap((part) =>
      WEIGHTS.map((weight) => {
        const name = fontFile(family, part, weight);
        return [name, resolve(`@fontsource/${family}/files/${name}`)];
      }),
    ),
  ]);
  return { [RUNTIME]: resolve(`@takumi-rs/wasm/${RUNTIME}`), ...Object.fromEntries(fonts) };
}

/** The renderer and its fonts, from `picture/` beside the bundle or from where npm has put them. */
export function readPictureFiles() {
  const beside = fileURLToPath(new URL('./picture/', import.meta.url));
  const paths = existsSync(`${beside}${RUNTIME}`) ? {} : pictureFiles();
  const read = (name: string) => readFileSync(paths[name] ?? `${beside}${name}`);
  return {
    runtime: read(RUNTIME),
    fonts: Object.entries(FONTS).flatMap(([family, parts]) => {
      const ranges: Record<string, string> = JSON.parse(read(`${family}.${RANGES}`).toString());
      return parts.flatMap((part) =>
        WEIGHTS.map((weight) => ({
          family,
          weight,
          data: read(fontFile(family, part, weight)),
          ranges: rangesOf(ranges[part] ?? ''),
        })),
      );
    }),
  };
}

/** "U+0301,U+0400-045F" as CSS writes it. */
function rangesOf(list: string): (readonly [number, number])[] {
  return [...list.matchAll(/U\+([0-9A-F]+)(?:-([0-9A-F]+))?/gi)].map(([, first = '', last = first]) => [
    Number.parseInt(first, 16),
    Number.parseInt(last, 16),
  ]);
}
