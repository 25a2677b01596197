import type { Keys } from '../reader/keys.ts';
import { mayDo } from './decide.ts';
import { proofPath } from './proof-link.ts';
import type { Draft, Verb } from './types.ts';
import { articleIds } from './without-stories.ts';

/** What stands above an edition in its proof, in English like the desk. */
export interface ProofHead {
  readonly html: string;
  readonly text: string;
}

const LABELS: Readonly<Record<Exclude<Verb, 'renew'>, string>> = {
  approve: 'Approve: send it at its time',
  hold: 'Hold: send nothing until somebody approves',
  cancel: 'Cancel: send nothing of this slot',
  drop: 'Drop',
};

/** Open questions first, then what this editor may decide, each a signed link to a page with a button. */
export function proofHead(
  draft: Draft,
  {
    editor,
    role,
    base,
    otherwise,
    keys,
  }: {
    readonly editor: string;
    readonly role: 'editor' | 'approver';
    /** `https://…/desk/`. */
    readonly base: string;
    readonly otherwise: 'hold' | 'send';
    readonly keys: Keys;
  },
): ProofHead {
  const link = (verb: Verb, story = '') =>
    `${base}${proofPath({ slot: draft.slot, hash: draft.hash, verb, story, editor }, keys)}`;
  const links = (['approve', 'hold', 'cancel'] as const)
    .filter((verb) => mayDo(role, verb))
    .map((verb) => ({ label: LABELS[verb], url: link(verb) }));
  const drops = draft.edition.stories
    .filter((story) => articleIds(story).length > 0)
    .map(({ id, headline }) => ({ label: `${LABELS.drop} “${headline.text}”`, url: link('drop', id) }));
  const outcome =
    otherwise === 'send'
      ? `If nobody decides, the newest draft goes out at ${draft.edition.slot}.`
      : `If nobody approves, nothing goes out at ${draft.edition.slot}.`;
  const title = 'This is a proof. No reader has seen it.';
  const asked = draft.questions.map(({ text }) => text);
  const none = 'No open questions.';
  return {
    html: [
      '<div lang="en" dir="ltr" style="max-width:640px;margin:0 auto 24px;padding:16px 20px;background:#ffffff;color:#1d1b18;border:3px solid #8f1d2c;font:16px/1.5 Arial,sans-serif">',
      `<p style="margin:0 0 12px"><b>${escaped(title)}</b> ${escaped(outcome)}</p>`,
      asked.length === 0
        ? `<p style="margin:0 0 12px">${none}</p>`
        : `<p style="margin:0">Open questions:</p><ul style="margin:0 0 12px">${asked.map((one) => `<li>${escaped(one)}</li>`).join('')}</ul>`,
      ...links.map(buttonOf),
      ...drops.map(
        ({ label, url }) =>
          `<p style="margin:0 0 8px"><a href="${escaped(url)}" style="color:#8f1d2c">${escaped(label)}</a></p>`,
      ),
      '</div>',
    ].join(''),
    text: [
      `${title} ${outcome}`,
      '',
      ...(asked.length === 0 ? [none] : ['Open questions:', ...asked.map((one) => `- ${one}`)]),
      '',
      ...[...links, ...drops].flatMap(({ label, url }) => [`${label}:`, url, '']),
      '----------------------------------------',
      '',
      '',
    ].join('\r\n'),
  };
}

const buttonOf = ({ label, url }: { readonly label: string; readonly url: string }) =>
  `<p style="margin:0 0 8px"><a href="${escaped(url)}" style="display:inline-block;padding:10px 16px;background:#8f1d2c;color:#ffffff;text-decoration:none;border-radius:6px">${escaped(label)}</a></p>`;

const SIGNS: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => SIGNS[sign] ?? sign);

/** The head as the first thing in a mail's body. */
export function withHead(html: string, head: string): string {
  const at = /<body[^>]*>/i.exec(html);
  if (at === null) throw new Error('The mail has no body to put the proof into.');
  const end = at.index + at[0].length;
  return html.slice(0, end) + head + html.slice(end);
}
