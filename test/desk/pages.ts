import { articleId } from '../../lambdas/article/id.ts';
import { readArticle } from '../../lambdas/article/read.ts';
import { acceptedReceipt } from '../../lambdas/article/receipt.ts';
import { readTemplates } from '../../lambdas/aws/bundled/templates.ts';
import { arrivalView } from '../../lambdas/desk/arrivals.ts';
import { fileView } from '../../lambdas/desk/file-view.ts';
import { deskWriter } from '../../lambdas/desk/page.ts';
import { editRecord } from '../../lambdas/edits/record.ts';

const KEY = 'strike.txt';
const TIME = '2023-09-13T10:00:00.000Z';
const TEXT =
  'Crane drivers end their strike\n\nThe crane drivers of the northern harbour went back to work on Wednesday after eleven days, the port said.\n\nSome forty ships had been waiting in the roads, and the port expects to clear them within a week.';

/** The pages of the desk with something on each, by their paths, and the style that they load. */
export async function deskPages(): Promise<ReadonlyMap<string, string>> {
  const templates = readTemplates();
  const write = deskWriter('The Harbour Brief', templates);
  const article = await readArticle({ key: KEY, bytes: new TextEncoder().encode(TEXT) });
  const receipt = acceptedReceipt({ key: KEY, sequencer: '1', time: TIME, size: 300 }, article, undefined);
  const act = { kind: 'set', changes: { note: 'The port has not answered.' }, version: null } as const;
  const view = fileView(
    articleId(KEY),
    {
      key: KEY,
      receipts: [receipt],
      article,
      acts: [editRecord(KEY, { at: TIME, by: 'ada', act })],
      isThere: true,
    },
    {
      place: { kind: 'offTopic', closeness: 0.1 },
      threshold: 0.3,
      timeZone: 'UTC',
      original: article,
      editorName: () => 'ada',
      problems: ['Not saved.'],
    },
  );
  const common = { token: 't', editor: 'ada' };
  const arrivals = [
    arrivalView(
      { receipt, decided: null, isThere: true },
      { kind: 'none' },
      { threshold: 0.3, timeZone: 'UTC' },
    ),
  ];
  const preview = {
    age: '20 s',
    counts: { articles: 1, outlets: 1, stories: 1, copies: 0, offTopic: 1, quarantined: 0 },
    stories: [
      {
        headline: 'Strike',
        language: 'en',
        state: 'new',
        sources: [{ outlet: 'Gazette', href: '/desk/', copies: 1 }],
        notes: ['A note.'],
      },
    ],
    offTopic: [{ title: 'Bread', href: '/desk/', closeness: '0.10' }],
  };
  const reports = [
    {
      action: '/desk/report/2023-09-13/x',
      at: TIME,
      when: 'now',
      headline: 'Strike',
      href: '/stories/x.en.html',
      sentence: 'Eleven ships wait.',
      text: 'It was twelve.\n\nThe port said so.',
    },
  ];
  const list = {
    ...common,
    arrivals,
    asking: arrivals,
    reports,
    handsNeeded: 2,
    preview,
    next: { words: 'tomorrow', left: '2 h' },
  };
  return new Map([
    ['desk/style.css', templates['desk/style.css'] ?? ''],
    ['desk/', write({ name: 'list', view: list })],
    ['desk/file', write({ name: 'file', view: { ...view, ...common } })],
    ['desk/help', write({ name: 'help', view: {} })],
    ['desk/sign-in', write({ name: 'signin', view: {} })],
  ]);
}
