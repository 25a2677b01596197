import { readPictureFiles } from '../aws/bundled/picture-files.ts';
import { log } from '../aws/log.ts';
import type { OverlayEntry } from '../edition/overlay/overlay.ts';
import { shownOf } from '../edition/overlay/shown.ts';
import { type PictureView, pictureView } from '../edition/picture/picture-view.ts';
import { pictureObject, type WebObject } from '../edition/web/web-object.ts';
import type { Edition, Settings } from '../types.ts';

/** Draws what an edition's picture says, as PNG. */
export type Draw = (view: PictureView) => Promise<Uint8Array>;

/** The renderer and its fonts are loaded with the first picture, and kept. */
export function studio(): Draw {
  let opened: Promise<Draw> | undefined;
  return async (view) => {
    opened ??= import('../edition/picture/draw-picture.ts').then(({ openStudio }) =>
      openStudio(readPictureFiles()),
    );
    return (await opened)(view);
  };
}

export interface Picture {
  readonly language: string;
  readonly object: WebObject<Uint8Array>;
}

/** The edition's picture in each language, as the overlay leaves it. One that cannot be drawn is logged and left out: the edition goes out without it. */
export async function picturesOf(
  edition: Edition,
  overlay: readonly OverlayEntry[],
  { settings, draw }: { readonly settings: Settings; readonly draw: Draw },
): Promise<readonly Picture[]> {
  const shown = shownOf(edition, overlay);
  const pictures: Picture[] = [];
  for (const language of settings.languages) {
    try {
      const view = pictureView(shown, { language, settings });
      if (view === null) continue;
      pictures.push({ language, object: pictureObject(edition.id, language, await draw(view)) });
    } catch (error) {
      log('warn', 'An edition has no picture.', { edition: edition.id, language, error: String(error) });
    }
  }
  return pictures;
}
