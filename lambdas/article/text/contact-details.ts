import { once } from '../once.ts';

const PHONE = /(?<![\d.,])(?:\+|00)?\(?\d{1,4}\)?(?:[\s()./-]{1,2}\d{1,7}){1,5}(?![\d.,]\d)/u;
const DATE =
  /^\D{0,2}(?:\d{1,2}[./-]\s?\d{1,2}[./-]\s?(?:19|20)\d{2}|(?:19|20)\d{2}[./-]\s?\d{1,2}[./-]\s?\d{1,2})(?!\d)/u;
const phoneLabel = once(
  () =>
    /(?<!\p{L})(?:tel|tél|phone|telefon|telefono|téléphone|mobile?|cell|fax|fon|handy|móvil|teléfono|kom|cep|тел|моб|телефон|gsm|whatsapp)(?!\p{L})|(?<!\p{L})[mtp][.:]\s|电话|電話|手机|手機|携帯|전화|휴대폰|연락처|هاتف|جوال|موبايل|טלפון|נייד/iu,
);
const mailAddress = once(() => /[\p{L}\p{N}._%+-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24}/u);

/** Whether a text holds digits as many and as parted as those of a telephone number, whatever they are. */
export function hasPhoneDigits(text: string): boolean {
  const found = PHONE.exec(text)?.[0] ?? '';
  const digits = found.replace(/\D/g, '').length;
  return digits >= 8 && digits <= 15 && !DATE.test(found);
}

/** Whether a text gives a telephone number: an international one, or one that is labelled as such. */
export function hasPhone(text: string): boolean {
  if (!hasPhoneDigits(text)) return false;
  const found = PHONE.exec(text)?.[0] ?? '';
  return /^(?:\+|00|\()/.test(found.trim()) || phoneLabel().test(text);
}

export function hasAddress(text: string): boolean {
  return text.includes('@') && mailAddress().test(text);
}
