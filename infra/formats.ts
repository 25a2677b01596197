/** What the values of a briefing look like. Each is a question about one string. */

/** Non-empty, trimmed, and no control character: it may become a header, a subject or a footer line. */
export const isLine = (value: string): boolean =>
  value !== '' && value.trim() === value && value.length <= 1000 && !/[\p{Cc}\u2028\u2029]/u.test(value);

export const isTitle = (value: string): boolean => isLine(value) && value.length <= 100;

/** `YYYY-MM-DD`, and the day exists: 2023-02-30 does not. */
export function isDate(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const day = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
}

export const isTime = (value: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/.test(value);

export const isDay = (value: string): boolean => /^(mon|tue|wed|thu|fri|sat|sun)$/.test(value);

/** An IANA name as EventBridge Scheduler takes it: `Europe/Kyiv`, `UTC`; no offset, no lower-case alias. */
export function isTimeZone(value: string): boolean {
  if (!/^[A-Z][\w+-]*(\/[A-Z][\w+-]*){0,2}$/.test(value)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** A current ISO 639-1 code (`he`, not its old form `iw`). */
export function isLanguage(value: string): boolean {
  if (!/^[a-z]{2}$/.test(value)) return false;
  const names = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });
  return Intl.getCanonicalLocales(value)[0] === value && names.of(value) !== undefined;
}

/** The dot-atom form of RFC 5321 in ASCII: no quoted local part, no comment, nothing that could end a header. */
export const isMailAddress = (value: string): boolean =>
  value.length <= 254 &&
  /^[a-z0-9!#$%&'*+/=?^_`{|}~-]{1,64}(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]{1,64})*@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$/i.test(
    value,
  ) &&
  value.indexOf('@') <= 64;

/** An https origin, exactly as a browser writes it: every link of a mail is this and a path. */
export const isPublicAddress = (value: string): boolean =>
  URL.canParse(value) && value.startsWith('https://') && new URL(value).origin === value;

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html */
export const isEditorArn = (value: string): boolean =>
  /^arn:aws[a-z-]*:iam::\d{12}:(role|user)\/[\w+=,.@/-]{1,512}$/.test(value);

export const isCertificateArn = (value: string): boolean =>
  /^arn:aws[a-z-]*:acm:us-east-1:\d{12}:certificate\/[0-9a-f-]{36}$/.test(value);
