import { isKnownOutlet, outletNamed } from '../metadata/links.ts';
import { finder } from '../roles/phrases.ts';
import outletWords from '../rules/outlet-words.json' with { type: 'json' };

/** "Courier", "Gazette": a name of another script than its domain says by these that it is an outlet's. */
const outletWord = finder(outletWords.nouns);

/** What newsletters put behind the outlet's name. */
const SERVICE =
  /\s*(?:[-–—|:]\s*)?\b(?:newsletters?|alerts?|news alerts?|briefings?|daily briefing|breaking news|e-?mail|no-?reply)$/i;
/** Mailboxes that belong to a desk and not to a person. */
const ROLE_MAILBOX =
  /^(?:news|nieuws|nachrichten|noticias|noticies|notizie|nouvelles|actualites?|actu|haber|haberler|akhbar|wiadomosci|aktualnosci|zpravy|spravy|hirek|stiri|vijesti|vesti|novini|novosti|nyheter|nyheder|uutiset|newsletters?|letter|alerts?|info|no-?reply|do-?not-?reply|hello|contact|press|presse|prensa|editor|editors|redaktion|redakcja|redaccion|redazione|redaction|redactie|redaktsia|redaktsiya|redakcija|redakce|szerkesztoseg|toimitus|yazi|mail|mailer|digest|daily|weekly|briefing|updates?|notifications?|service|support|team|desk|office|subscribe|subscriptions)\b/;

export interface Sender {
  readonly name: string | null;
  readonly address: string | null;
  /** The mail says that it went to a list. */
  readonly isList: boolean;
}

/**
 * The outlet that sent a mail, only where it is sure: a name that readers know, or a desk's mailbox whose domain says the
 * sender's name. Of a forwarded mail hand in its own sender, never the one who forwarded it.
 */
export function senderOutlet({ name, address, isList }: Sender): string | null {
  const plain = (name ?? '').replace(SERVICE, '').trim();
  if (plain === '') return null;
  if (isKnownOutlet(plain)) return outletNamed(plain);
  const [mailbox = '', domain = ''] = (address ?? '').toLowerCase().split('@');
  const isNamed =
    isNamedIn(plain, domain) || (!/\p{Script=Latin}/u.test(plain) && outletWord(plain).length > 0);
  return (ROLE_MAILBOX.test(mailbox) || isList) && isNamed ? plain : null;
}

/** "Northern Letter" and northern.example: a word of the name stands in the domain. */
function isNamedIn(name: string, domain: string): boolean {
  const host = domain.replace(/[^\p{L}\p{N}]+/gu, '');
  return name
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .some((word) => word.length >= 4 && host.includes(word));
}
