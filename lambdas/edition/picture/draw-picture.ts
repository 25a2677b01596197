import { initSync, Renderer } from '@takumi-rs/wasm/no-bundler';
import type { Lettering, PictureView } from './picture-view.ts';

/** A font, or the part of one that has certain letters. */
export interface FontFile {
  readonly family: string;
  readonly weight: number;
  /** WOFF2. */
  readonly data: Uint8Array;
  /** First and last code points. */
  readonly ranges: readonly (readonly [number, number])[];
}

/** What drawing needs from the disk: read by the shell. */
export interface PictureFiles {
  readonly runtime: Uint8Array;
  /** In the order in which they are asked for a letter. */
  readonly fonts: readonly FontFile[];
}

/** Pixels: what link previews ask for. https://ogp.me/#structured */
export const WIDTH = 1200;
export const HEIGHT = 630;

const COLOURS = { paper: '#fbfaf6', ink: '#1d1b18', quiet: '#5e5a53', accent: '#8f1d2c', line: '#c9c3b8' };
const EDGE = 64;

/** Draws pictures: the same PNG for the same view and files. */
export async function openStudio({
  runtime,
  fonts,
}: PictureFiles): Promise<(view: PictureView) => Promise<Uint8Array>> {
  initSync({ module: runtime });
  const renderer = new Renderer();
  for (const { family, weight, data, ranges } of fonts)
    await renderer.registerFont({
      name: family,
      weight,
      data: new Uint8Array(data),
      unicodeRange: ranges.map(([first, last]): [number, number] => [first, last]),
    });
  const fontFamilies = [...new Set(fonts.map(({ family }) => family))];
  return (view) =>
    renderer.render(treeOf(view, fontFamilies.join(', ')), {
      width: WIDTH,
      height: HEIGHT,
      format: 'png',
      fontFamilies,
    });
}

type Node = Parameters<Renderer['render']>[0];

function treeOf(view: PictureView, fontFamily: string): Node {
  const { dir, name, topic, day, headline, about, difference } = view;
  const block = (style: object, ...children: Node[]): Node => ({
    type: 'container',
    style: { display: 'flex', ...style },
    children,
  });
  const words = ({ text, dir: runs }: Lettering, fontSize: number, style: object = {}): Node => ({
    type: 'text',
    text,
    // A text that runs the other way stands on the page's side all the same.
    style: { fontSize, direction: runs, textAlign: dir === 'rtl' ? 'right' : 'left', ...style },
  });
  const said = (text: string, fontSize: number) => words({ text, dir }, fontSize, { color: COLOURS.quiet });
  const bold = { fontWeight: 700, lineHeight: 1.16 };
  const masthead = block(
    {
      justifyContent: 'space-between',
      alignItems: 'flex-end',
      borderBottom: `6px solid ${COLOURS.accent}`,
      paddingBottom: 18,
    },
    words(name, 38, bold),
    said(day, 28),
  );
  const sides = (difference?.figures ?? []).map((figure, at) =>
    block(
      { flex: 1, borderTop: `6px solid ${at === 0 ? COLOURS.accent : COLOURS.line}`, paddingTop: 12 },
      words(figure, 60, { ...bold, width: '100%' }),
    ),
  );
  return block(
    {
      width: WIDTH,
      height: HEIGHT,
      flexDirection: 'column',
      justifyContent: 'space-between',
      padding: `48px ${EDGE}px 52px`,
      backgroundColor: COLOURS.paper,
      color: COLOURS.ink,
      direction: dir,
      fontFamily,
    },
    block(
      { flexDirection: 'column' },
      masthead,
      words(topic, 28, { color: COLOURS.quiet, width: '100%', marginTop: 20, marginBottom: 14 }),
      ...(headline === null ? [] : [words(headline, sizeFor(headline.text), { ...bold, width: '100%' })]),
      words({ text: about, dir }, 28, { color: COLOURS.quiet, width: '100%', marginTop: 14 }),
    ),
    block(
      { flexDirection: 'column', gap: 16 },
      ...(difference === null
        ? []
        : [
            words(difference.about, 28, { color: COLOURS.accent, width: '100%' }),
            block({ gap: 28 }, ...sides),
          ]),
    ),
  );
}

/** Three lines at most. */
function sizeFor(text: string): number {
  return text.length <= 60 ? 64 : text.length <= 90 ? 54 : 46;
}
