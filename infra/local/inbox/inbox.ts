import { createServer, type ServerResponse } from 'node:http';
import PostalMime from 'postal-mime';
import type { Receipt } from '../../../lambdas/types.ts';
import { type Listening, listen } from '../emulators/http/listen.ts';
import type { SentMail } from '../state/sent-mail.ts';
import { type InboxMail, inboxPage, mailPage } from './inbox-page.ts';

export interface InboxOptions {
  readonly port?: number;
  readonly name: string;
  /** Links in mails start with it; the page shows them with `distributionOrigin`, so that they work here. The mails stay as sent. */
  readonly publicAddress: string;
  readonly distributionOrigin: string;
  readonly mails: () => readonly SentMail[];
  readonly receipts: () => Promise<readonly Receipt[]>;
}

/** The readers' mailboxes and the editors' receipts as pages: what was sent, as a browser shows it. */
export async function startInbox(options: InboxOptions): Promise<Listening> {
  const local = (text: string) => text.replaceAll(options.publicAddress, options.distributionOrigin);
  const parsed = new Map<string, Promise<InboxMail>>();
  const read = (mail: SentMail, number: number): Promise<InboxMail> => {
    const known = parsed.get(mail.id) ?? parse(mail, number);
    parsed.set(mail.id, known);
    return known;
  };

  const server = createServer(async (request, response) => {
    try {
      const [, number, part] = /^\/mail\/(\d+)(?:\/(frame|raw))?$/.exec(request.url ?? '') ?? [];
      const mails = options.mails();
      if (request.url === '/') {
        const all = await Promise.all(mails.map((mail, index) => read(mail, index + 1)));
        return page(
          response,
          inboxPage({ name: options.name, mails: all, receipts: await options.receipts() }),
        );
      }
      const raw = mails[Number(number) - 1];
      if (!raw) return plain(response, 404, 'No such page.');
      if (part === 'raw') {
        response.writeHead(200, {
          'content-type': 'message/rfc822',
          'content-disposition': `attachment; filename="mail-${number}.eml"`,
        });
        return void response.end(raw.raw);
      }
      const mail = await read(raw, Number(number));
      if (part === 'frame') return frame(response, local(mail.html));
      page(
        response,
        mailPage({ name: options.name, mail: { ...mail, text: local(mail.text) }, total: mails.length }),
      );
    } catch (error) {
      plain(response, 500, String(error));
    }
  });
  return listen(server, options.port ?? 0);
}

async function parse(mail: SentMail, number: number): Promise<InboxMail> {
  const { subject, html, text, headers } = await PostalMime.parse(mail.raw);
  return {
    number,
    to: mail.to.join(', '),
    subject: subject ?? '(no subject)',
    html: html ?? '',
    text: text ?? '',
    headers: headers.map(({ originalKey, value }) => ({ name: originalKey, value })),
    bytes: mail.raw.length,
    tags: mail.tags,
  };
}

const PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; base-uri 'none'; form-action 'none'";
/** A mail program runs no script and sends no form; what a mail loads from elsewhere would be a mistake of ours. */
const FRAME_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox allow-popups allow-popups-to-escape-sandbox";

function page(response: ServerResponse, html: string): void {
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': PAGE_POLICY,
  });
  response.end(html);
}

function frame(response: ServerResponse, html: string): void {
  // A link in a mail opens beside the mail program, not inside it.
  const shown = html.replace(/<head([^>]*)>/i, '<head$1><base target="_blank">');
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': FRAME_POLICY,
  });
  response.end(shown);
}

function plain(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
}
