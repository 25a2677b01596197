const MAIL_FIELD =
  /^(?:from|to|cc|subject|date|sent|mime-version|received|message-id|return-path|content-type|delivered-to|reply-to|x-unsent|x-mailer|list-id):/gim;
const MAIL_OWN =
  /^(?:mime-version|received|message-id|return-path|x-unsent|x-mailer|content-transfer-encoding|dkim-signature|delivered-to|x-mozilla-status|in-reply-to|list-unsubscribe|content-type):/im;
/** A field, what it was folded into, or an mbox's line. */
const HEADER_LINE = /^(?:[A-Za-z][\w-]{1,60}:|[ \t]|From |$)/;
/** An mbox's line or the count of an `.emlx`, which Apple pads with spaces, and empty lines. */
const BEFORE_MAIL = /^(?:\s*(?:From \S+ [^\r\n]*|\d{1,9}[ \t]*)\r?\n)?\s*/;
/** A web mail's table above the source of a mail, as "Show original" prints it: checks of the sender, then the first fields. */
const SHOWN_SOURCE =
  /^(?:Delivered-To|Received|Return-Path|From|MIME-Version|X-[\w-]+): [^\t\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*[A-Za-z][\w-]{1,60}: /m;
const FURTHEST_SOURCE = 6000;

/** True for a page saved as MHTML: parts that belong together, and nothing that only a mail on its way has. */
export function looksLikeMhtml(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes.subarray(0, 8_192))
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart();
  const head = text.split(/\r?\n\r?\n/, 1)[0] ?? '';
  return (
    /^[A-Za-z][\w-]{1,60}:/.test(head) &&
    /^content-type:\s*multipart\/related\b/im.test(head) &&
    !/^(?:received|to|message-id|return-path|delivered-to|x-unsent):/im.test(head) &&
    (!/^from:/im.test(head) || /^from:\s*["<]*saved by\b|^snapshot-content-location:/im.test(head))
  );
}

/**
 * True for a mail as programs save it, or a page saved as MHTML: a block of header fields, one of them a machine's; or
 * sender, subject and date as people copy them.
 */
export function looksLikeMail(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes.subarray(0, 32_768))
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '');
  const start = BEFORE_MAIL.exec(text)?.[0].length ?? 0;
  return [0, start, shownSource(text)].some((at) =>
    isMailHead(text.slice(at).split(/\r?\n\r?\n/, 1)[0] ?? ''),
  );
}

/** Where a mail's source begins below the table of a web mail; 0 where no such table stands. */
export function shownSource(text: string): number {
  const start = text.slice(0, FURTHEST_SOURCE);
  return /^(?:SPF|DKIM|DMARC):\s/m.test(start) ? (SHOWN_SOURCE.exec(start)?.index ?? 0) : 0;
}

function isMailHead(head: string): boolean {
  if (!/^(?:From \S+ .*\r?\n)?[A-Za-z][\w-]{1,60}:/.test(head)) return false;
  const fields = new Set(head.match(MAIL_FIELD)?.map((name) => name.toLowerCase()));
  if (fields.size < 3) return false;
  const copied =
    fields.has('from:') && fields.has('subject:') && (fields.has('date:') || fields.has('sent:'));
  // Copied fields with the text right below them are read as the text that they are.
  return MAIL_OWN.test(head) || (copied && head.split(/\r?\n/).every((line) => HEADER_LINE.test(line)));
}
