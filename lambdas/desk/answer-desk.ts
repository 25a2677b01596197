import type { PageStatus } from '../approval/proof-page.ts';
import { articleId } from '../article/id.ts';
import { editRecord } from '../edits/record.ts';
import { foldAddress } from '../reader/id.ts';
import { type DeskAnswer, message } from './desk-answer.ts';
import { decidedNow, fileView } from './file-view.ts';
import { changesIn, overtaken } from './form.ts';
import { listView } from './list-view.ts';
import { filesIn, placesIn } from './place-in-edition.ts';
import type { DeskPorts } from './ports.ts';
import { answerAmend, answerDraft, answerEdition, answerWithdrawn } from './public/answer-public.ts';
import type { DeskRequest } from './request.ts';
import {
  formToken,
  isFormToken,
  linkToken,
  nameOf,
  readLink,
  readSession,
  type Session,
  sessionToken,
} from './session.ts';

const MOST_UPLOADS = 1000;
const SAVED = 'Saved. The coming edition is updated within a minute.';
const LONGEST_KEY_BYTES = 900;

/** Answers one request to the desk. A GET changes nothing. */
export async function answerDesk(request: DeskRequest, ports: DeskPorts): Promise<DeskAnswer> {
  const { method, path } = request;
  const [first = '', second = ''] = path;
  const isPost = method === 'POST';
  if (!isPost && method !== 'GET' && method !== 'HEAD')
    return message(405, 'Not possible', 'Use the buttons of the desk.');
  if (first === 'help') return { kind: 'page', status: 200, page: { name: 'help', view: {} } };
  if (first === 'sign-in') return isPost ? askLink(request, ports) : signIn(200);
  if (first === 'enter') return isPost ? enter(second, ports) : door(second, ports);
  const now = ports.now();
  const session = readSession(request.cookie, { ...ports, now });
  if (session === null) return signIn(401);
  if (isPost && !isFormToken(request.form.get('token') ?? '', session, ports.keys))
    return message(
      401,
      'Not saved',
      'This form belongs to another session. Open the desk again and repeat what you did.',
      true,
    );
  if (first === '' && !isPost)
    return { kind: 'page', status: 200, page: { name: 'list', view: await listView(session, ports) } };
  if (first === 'leave' && isPost) return { kind: 'to', path: '/desk/sign-in', cookie: '' };
  if (first === 'paste' && isPost) return paste(request, ports);
  if (first === 'uploads' && isPost) return presigned(request, ports);
  if (first === 'file' && /^[0-9a-f]{32}$/.test(second))
    return isPost
      ? edit(second, request, session, ports)
      : file(second, session, ports, path[2] === 'saved' ? { notice: SAVED } : {});
  if (first === 'report' && isPost) {
    // Pressed twice, or by two editors: it is seen to either way.
    await ports.closeReport({ day: second, id: path[2] ?? '' });
    return { kind: 'to', path: '/desk/' };
  }
  if (first === 'undo' && isPost) return undo(request, session, ports);
  if (first === 'remove' && isPost) return remove(request, ports);
  if (first === 'edition' && !isPost) return answerEdition(second, session, ports);
  if (first === 'draft' && !isPost) return answerDraft(path, ports);
  if (first === 'amend') return answerAmend(request, session, ports);
  if (first === 'withdrawn' && isPost) return answerWithdrawn(request, session, ports);
  return message(404, 'No such page', 'There is no such page of the desk.');
}

function signIn(status: PageStatus): DeskAnswer {
  return { kind: 'page', status, page: { name: 'signin', view: {} } };
}

/** Whoever asks, the answer is the same: it tells nobody who is an editor. */
async function askLink(
  { form }: DeskRequest,
  { editors, keys, now, mailLink }: DeskPorts,
): Promise<DeskAnswer> {
  const asked = (form.get('address') ?? '').slice(0, 320);
  const editor = editors.find(({ address }) => foldAddress(address) === foldAddress(asked));
  if (editor !== undefined) await mailLink(editor.address, linkToken(editor.address, now(), keys));
  return message(
    200,
    'Look into your mailbox',
    'If this address is an editor’s, a link is on its way. It works once, within a quarter of an hour.',
  );
}

/** Mail programs open links to look at them: only the button on this page uses it up. */
function door(token: string, ports: DeskPorts): DeskAnswer {
  const session = readLink(token, { ...ports, now: ports.now() });
  return session === null
    ? message(
        410,
        'This link is over',
        'It works once, within a quarter of an hour. Ask for a new one.',
        true,
      )
    : { kind: 'page', status: 200, page: { name: 'enter', view: { name: session.name, token } } };
}

async function enter(token: string, ports: DeskPorts): Promise<DeskAnswer> {
  const now = ports.now();
  const session = readLink(token, { ...ports, now });
  if (session === null || !(await ports.useLink(session.editor, session.since)))
    return message(
      410,
      'This link is over',
      'It works once, within a quarter of an hour. Ask for a new one.',
      true,
    );
  return { kind: 'to', path: '/desk/', cookie: sessionToken(session, now, ports.keys) };
}

async function file(
  id: string,
  session: Session,
  ports: DeskPorts,
  more: {
    readonly problems?: readonly string[];
    readonly notice?: string;
    readonly typed?: URLSearchParams;
    readonly status?: PageStatus;
  } = {},
): Promise<DeskAnswer> {
  const [record, preview] = await Promise.all([ports.file(id), ports.preview()]);
  if (record === null) return message(404, 'No such file', 'Nothing was ever uploaded under this name.');
  const place = placesIn(preview?.edition ?? null)(id);
  const original =
    place.kind === 'story' && place.copyOf !== null ? await ports.article(place.copyOf.articleId) : null;
  const view = fileView(id, record, {
    place,
    threshold: preview?.threshold ?? 0,
    timeZone: ports.settings.timeZone,
    coverage: ports.settings.coverage,
    original,
    files: filesIn(preview?.edition ?? null),
    editorName: (code) => nameOf(code, ports.editors, ports.keys),
    ...more,
  });
  return {
    kind: 'page',
    status: more.status ?? 200,
    page: { name: 'file', view: { ...view, token: formToken(session, ports.keys), editor: session.name } },
  };
}

async function edit(
  id: string,
  { form }: DeskRequest,
  session: Session,
  ports: DeskPorts,
): Promise<DeskAnswer> {
  const record = await ports.file(id);
  if (record === null || record.article === null)
    return message(
      409,
      'Not saved',
      'There is no article in this place any more: it was replaced by something else, or withdrawn.',
    );
  const decided = decidedNow(record, id);
  const { changes, problems } = changesIn(form, record.article, decided.changes.roles ?? null);
  const late = overtaken(changes, decided, form.get('seen') ?? '');
  if (late.length > 0)
    return file(id, session, ports, {
      status: 409,
      typed: form,
      problems: [
        `Not saved: while you had this page open, ${nameOf(decided.by[late[0] ?? 'title']?.by ?? '', ports.editors, ports.keys)} decided ${late.join(', ')}. What was decided stands below, your words are still in the form: save again if yours should count.`,
      ],
    });
  if (Object.keys(changes).length > 0)
    await ports.keep(
      editRecord(record.key, {
        at: new Date(ports.now()).toISOString(),
        by: session.editor,
        act: { kind: 'set', changes, version: form.get('version') || null },
      }),
    );
  if (problems.length > 0) return file(id, session, ports, { status: 422, typed: form, problems });
  return { kind: 'to', path: `/desk/file/${id}/saved` };
}

async function undo({ path }: DeskRequest, session: Session, ports: DeskPorts): Promise<DeskAnswer> {
  const [, id = '', act = ''] = path;
  const record = await ports.file(id);
  const undone = record?.acts.find((one) => one.id === act);
  if (record === null || undone === undefined)
    return message(404, 'Nothing to take back', 'There is no such decision.');
  await ports.keep(
    editRecord(record.key, {
      at: new Date(ports.now()).toISOString(),
      by: session.editor,
      act: { kind: 'undo', of: act },
    }),
  );
  return { kind: 'to', path: `/desk/file/${id}/saved` };
}

/** The file leaves the inbox: no later edition tells it, and what is public of it becomes a question. */
async function remove({ path, form }: DeskRequest, ports: DeskPorts): Promise<DeskAnswer> {
  const record = await ports.file(path[1] ?? '');
  if (record === null) return message(404, 'No such file', 'Nothing was ever uploaded under this name.');
  if (form.get('sure') !== 'yes')
    return message(422, 'Not removed', 'Go back and tick the box beside the button.');
  await ports.remove(record.key);
  return { kind: 'to', path: '/desk/' };
}

async function paste({ form }: DeskRequest, ports: DeskPorts): Promise<DeskAnswer> {
  const text = (form.get('text') ?? '').trim();
  const key = keyOf(form.get('name') ?? '') ?? keyOf(`${text.slice(0, 60).split('\n')[0] ?? ''}`);
  if (text === '' || key === null)
    return message(422, 'Not uploaded', 'Paste the text of an article and give it a name.');
  await ports.put(/\.[a-z0-9]{1,5}$/i.test(key) ? key : `${key}.txt`, text);
  return { kind: 'to', path: '/desk/' };
}

async function presigned({ form }: DeskRequest, ports: DeskPorts): Promise<DeskAnswer> {
  const names = form.getAll('name').slice(0, MOST_UPLOADS);
  const uploads = await Promise.all(
    names.map(async (name) => {
      const key = keyOf(name);
      return key === null
        ? { name, url: null }
        : { name, key, id: articleId(key), url: await ports.presign(key) };
    }),
  );
  return { kind: 'json', status: 200, value: { uploads } };
}

/** A file's name as a key: one line, no way up or out. Null when nothing is left. */
function keyOf(name: string): string | null {
  const parts = name
    .replaceAll(/[\p{Cc}\\]/gu, ' ')
    .split('/')
    .map((part) => part.trim())
    .filter((part) => part !== '' && part !== '.' && part !== '..');
  const key = parts.join('/');
  return key === '' || Buffer.byteLength(key) > LONGEST_KEY_BYTES ? null : key;
}
