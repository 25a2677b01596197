import { networksOf } from '../subscription/networks.ts';
import { preferred } from '../wording.ts';

/** A function URL's event, as far as it is read (payload format 2.0). */
export interface UrlEvent {
  readonly rawPath: string;
  readonly rawQueryString?: string;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
  readonly requestContext: { readonly http: { readonly method: string; readonly sourceIp?: string } };
}

/** What a reader's browser or mail program requests. */
export interface Request {
  readonly method: string;
  /** As it came, without what a mail program has put behind the link. */
  readonly path: string;
  /** `subscribe`, `confirm` …: the word after `/reader/`. */
  readonly page: string;
  /** What follows it; empty without one. Nothing is known of it but its letters. */
  readonly token: string;
  /** A form's fields, each once: of a field that came twice only an empty value is kept. */
  readonly form: Readonly<Record<string, string>>;
  /** One of the briefing's languages: asked for by the address, or by the browser. */
  readonly language: string;
  /** The networks that it honestly came from, the narrowest first. */
  readonly networks: readonly string[];
}

/** More than any of our forms can send: a text that is far too long gets an answer on its own page. Base64 makes four letters of three. */
const BODY_LENGTH = 120_000;

/** Reads an event; null when its form is longer than any of ours can be. */
export function readRequest(
  event: UrlEvent,
  { languages, door }: { readonly languages: readonly string[]; readonly door: string },
): Request | null {
  const { rawPath, headers = {}, body = '', isBase64Encoded = false } = event;
  if (body.length > BODY_LENGTH) return null;
  const { method, sourceIp = '' } = event.requestContext.http;
  const { path, page, token } = readPath(rawPath);
  const asked = new URLSearchParams(event.rawQueryString ?? '').get('language') ?? '';
  return {
    method,
    path,
    page,
    token,
    form: fieldsOf(
      isBase64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body,
      headers['content-type'] ?? '',
    ),
    language: languages.includes(asked) ? asked : preferred(headers['accept-language'] ?? '', languages),
    networks: networksOf({ headers, peer: sourceIp }, door),
  };
}

/**
 * What programs that make links of plain text take along from behind one: the end of a sentence, of a bracket, of a quotation. No
 * token of ours ends with any of them.
 */
const BEHIND_A_LINK = /[.,;:!?*/)\]}>'"\u2019\u201d\u201c\u00bb\u203a\u2026\s]{1,8}$/u;

function readPath(rawPath: string): Pick<Request, 'path' | 'page' | 'token'> {
  const path = decoded(rawPath).replace(BEHIND_A_LINK, '');
  const [, page = '', token = ''] = /^\/reader\/([a-z]{1,20})(?:\/([A-Za-z0-9_-]{1,128}))?$/.exec(path) ?? [];
  return page === '' ? { path: rawPath, page, token } : { path, page, token };
}

/** Browsers escape quotation marks and angle brackets in a path. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** Browsers send our forms url-encoded; a mail program's button may come as multipart/form-data, which RFC 8058 even prefers. */
function fieldsOf(body: string, type: string): Readonly<Record<string, string>> {
  const [, quoted, plain] = /^multipart\/form-data\s*;.*\bboundary=(?:"([^"]+)"|([^\s;]+))/i.exec(type) ?? [];
  const boundary = quoted ?? plain;
  const form = new URLSearchParams(boundary === undefined ? body : partsOf(body, boundary));
  return Object.fromEntries(
    [...new Set(form.keys())].map((name) => {
      const [value = '', ...others] = form.getAll(name);
      return [name, others.length > 0 ? '' : value];
    }),
  );
}

/** The named parts of a body (RFC 7578), each as text. */
function partsOf(body: string, boundary: string): [name: string, value: string][] {
  return body.split(`--${boundary}`).flatMap((part): [string, string][] => {
    const end = part.indexOf('\r\n\r\n');
    const name = end < 0 ? undefined : /\bname="([^"]*)"/i.exec(part.slice(0, end))?.[1];
    return name === undefined ? [] : [[name, part.slice(end + 4).replace(/\r\n$/, '')]];
  });
}
