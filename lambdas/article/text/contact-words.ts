import { finder } from '../roles/phrases.ts';
import contacts from '../rules/contacts.json' with { type: 'json' };

/** Where a text asks its readers to write or call, in any language that we know: "media contact", "Pressekontakt". */
export const contactWord = finder(contacts.phrases);
