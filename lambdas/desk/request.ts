/** A function URL's event, as far as the desk reads it (payload format 2.0). */
export interface DeskEvent {
  readonly rawPath: string;
  readonly rawQueryString?: string;
  readonly cookies?: readonly string[];
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
  readonly requestContext: { readonly http: { readonly method: string; readonly sourceIp?: string } };
}

export interface DeskRequest {
  readonly method: string;
  /** The parts of the path after `/desk/`. */
  readonly path: readonly string[];
  readonly form: URLSearchParams;
  readonly cookie: string;
}

/** A pasted article of the longest kind, url-encoded, and the names of a thousand files. */
const BODY_LENGTH = 600_000;

/** Null for a form that is longer than any of the desk's can be. */
export function readDeskRequest(event: DeskEvent, cookieName: string): DeskRequest | null {
  const { body = '', isBase64Encoded = false } = event;
  if (body.length > BODY_LENGTH * (isBase64Encoded ? 1.4 : 1)) return null;
  const text = isBase64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body;
  const own = (event.cookies ?? []).find((cookie) => cookie.startsWith(`${cookieName}=`)) ?? '';
  return {
    method: event.requestContext.http.method,
    path: event.rawPath
      .replace(/^\/desk\/?/, '')
      .split('/')
      .filter((part) => part !== ''),
    form: new URLSearchParams(text),
    cookie: own.slice(cookieName.length + 1),
  };
}
