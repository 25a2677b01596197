import type { PageStatus } from '../approval/proof-page.ts';
import type { Page } from './page.ts';

/** What the desk answers. */
export type DeskAnswer =
  | { readonly kind: 'page'; readonly status: PageStatus; readonly page: Page }
  | { readonly kind: 'to'; readonly path: string; readonly cookie?: string }
  /** A mail as it will be, in a page of its own that runs nothing. */
  | { readonly kind: 'mail'; readonly html: string }
  | { readonly kind: 'json'; readonly status: PageStatus; readonly value: unknown };

export const message = (status: PageStatus, title: string, text: string, signIn = false): DeskAnswer => ({
  kind: 'page',
  status,
  page: { name: 'message', view: { title, text, signIn } },
});
