import type { Article, CopyKind, Quarantine, Receipt, Source } from '../types.ts';
import { confirmedKey } from './confirmation.ts';
import { adviceOn } from './flag-advice.ts';
import { articleId } from './id.ts';
import type { InvalidUpload } from './invalid-upload.ts';
import { authorsFrom } from './metadata/authors-origin.ts';
import { understoodSentence } from './understood-sentence.ts';

/** What is known of an upload before its bytes are read. */
export interface Upload {
  readonly key: string;
  readonly sequencer: string;
  /** ISO instant. */
  readonly time: string;
  readonly size: number;
}

/** The receipt of a file that became an article, with what the editor should look at. */
export function acceptedReceipt(
  upload: Upload,
  article: Article,
  copyOf: { readonly key: string; readonly kind: CopyKind } | undefined,
): Receipt {
  return {
    ...understood(upload, article),
    outcome: 'accepted',
    message: [acceptedMessage(copyOf), understoodSentence(article), ...adviceOn(article.flags)].join(' '),
    ...(copyOf ? { copyOf } : {}),
  };
}

/** The receipt of an article that is kept out of editions until an editor confirms it. */
export function quarantinedReceipt(upload: Upload, article: Article, { code, message }: Quarantine): Receipt {
  return {
    ...understood(upload, article),
    outcome: 'quarantined',
    code,
    message: `${message} ${understoodSentence(article)}`,
  };
}

/** The receipt of an empty `.confirm` file. It says the same whether the article came before it or comes after it. */
export function confirmationReceipt(upload: Upload): Receipt {
  const key = confirmedKey(upload.key) ?? upload.key;
  return {
    ...base(upload),
    outcome: 'accepted',
    message: `Confirmed. The file that is now at "${key}" may go out even if it was quarantined. Removing this confirmation takes that back, and a newer text there needs a new one.`,
    version: null,
  };
}

/** The receipt of an edit file: what was understood of it, and what was not. */
export function editReceipt(
  upload: Upload,
  of: string,
  { isUnderstood, sentences }: { readonly isUnderstood: boolean; readonly sentences: readonly string[] },
): Receipt {
  return {
    ...base(upload),
    ...(isUnderstood ? { outcome: 'accepted' } : { outcome: 'refused', code: 'bad-edit' }),
    message: [...(isUnderstood ? [`This is an edit of "${of}".`] : []), ...sentences].join(' '),
    version: null,
  };
}

function understood(upload: Upload, article: Article) {
  const roles: Record<string, number> = {};
  for (const { role } of article.blocks) roles[role] = (roles[role] ?? 0) + 1;
  return {
    ...base(upload),
    version: article.version,
    title: article.title,
    titleFrom: article.titleFrom,
    outlet: article.outlet,
    outletFrom: article.outletFrom,
    authors: article.authors,
    authorsFrom: authorsFrom(article),
    published: article.published,
    language: article.language,
    flags: article.flags,
    roles,
  };
}

function acceptedMessage(copyOf: { readonly key: string; readonly kind: CopyKind } | undefined): string {
  if (copyOf === undefined) return 'Accepted. It is in the next edition that covers the time of this upload.';
  return copyOf.kind === 'exact'
    ? `Accepted. The text is the same as that of "${copyOf.key}", so the digest shows it once and lists both.`
    : `Accepted. The text is much like that of "${copyOf.key}"; if the edition finds it to be a copy, it shows it once and lists both.`;
}

/** The receipt of a file that is no article: the error's own sentence tells the editor what to do. */
export function refusedReceipt(upload: Upload, error: InvalidUpload): Receipt {
  return { ...base(upload), outcome: 'refused', code: error.code, message: error.message, version: null };
}

/** The receipt of an upload that was replaced or taken back before it was read. */
export function supersededReceipt(upload: Upload): Receipt {
  return {
    ...base(upload),
    outcome: 'refused',
    code: 'superseded',
    message:
      'This upload was replaced or removed before it was read. Nothing needs doing: the newer state counts.',
    version: null,
  };
}

/** The receipt of an upload that could not be read for a reason that is not the editor's. */
export function failedReceipt(upload: Upload): Receipt {
  return {
    ...base(upload),
    outcome: 'failed',
    code: 'failed',
    message:
      'The file could not be processed after several tries. Upload it again; if this comes back, send this receipt to the operator.',
    version: null,
  };
}

function base(upload: Upload) {
  return {
    articleId: articleId(upload.key),
    key: upload.key,
    sequencer: upload.sequencer,
    received: instant(upload.time),
    size: upload.size,
  };
}

/** Instants are compared as text, so all are written with milliseconds and `Z`. */
export function instant(time: string): string {
  return new Date(time).toISOString();
}

/** Follows the receipt of an article that was accepted, and that an edition could not afford to tell. */
export function setAsideReceipt(
  { articleId, key, version, received, title, outlet, published, language }: Source,
  edition: string,
): Receipt {
  return {
    articleId,
    key,
    sequencer: `set-aside-${edition}`,
    received,
    // Of the upload; its own receipt tells it.
    size: 0,
    outcome: 'accepted',
    code: 'set-aside',
    message: `Edition ${edition} was made without this article: together the files of its days are longer than an edition can compare, and the longest are left out first. Upload the text of the article alone, or take out files that are not needed.`,
    version,
    title,
    outlet,
    published,
    language,
  };
}
