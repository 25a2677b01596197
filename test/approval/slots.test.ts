import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { run } from '../../infra/operate/edition.ts';
import type { OperatorContext } from '../../infra/operate/operator-context.ts';
import { articleId as articleIdOf } from '../../lambdas/article/id.ts';
import { readArticle } from '../../lambdas/article/read.ts';
import { readTemplates } from '../../lambdas/aws/bundled/templates.ts';
import { padSequencer } from '../../lambdas/aws/object-changes.ts';
import { articles } from '../../lambdas/aws/stores/articles/articles.ts';
import { edits } from '../../lambdas/aws/stores/articles/edits.ts';
import { withdrawals } from '../../lambdas/aws/stores/articles/withdrawals.ts';
import { editions } from '../../lambdas/aws/stores/editions.ts';
import { readers } from '../../lambdas/aws/stores/readers/readers.ts';
import { type ComposeServices, composeEdition } from '../../lambdas/composing/compose-edition.ts';
import { type ProofServices, proofAnswer } from '../../lambdas/composing/desk/proof-answer.ts';
import { deskWriter } from '../../lambdas/desk/page.ts';
import { editRecord } from '../../lambdas/edits/record.ts';
import { handleEvent } from '../../lambdas/feedback.ts';
import { readerId } from '../../lambdas/reader/id.ts';
import type { Edition, Settings } from '../../lambdas/types.ts';
import { freshBuckets, freshTables } from '../aws/fresh-stores.ts';
import { heldLog } from '../aws/log-lines.ts';
import { Killed, mortal } from '../aws/mortal.ts';
import { aReader } from '../reader/delivery-model.ts';
import { mailEvent } from '../reader/mail-event.ts';
import { KEYS } from '../sending.ts';
import { COURIER, GAZETTE, HARBOUR, ID, MINUTE, SLOT } from './harbour.ts';

const SETTINGS: Settings = {
  ...HARBOUR,
  languages: ['en', 'es'],
  timeZone: 'UTC',
  schedule: { time: '04:00', days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] },
  approval: { leadMinutes: 90, otherwise: 'hold' },
};
const EDITORS = [
  { address: 'ada@desk.example.org', role: 'approver' },
  { address: 'ben@desk.example.org', role: 'editor' },
] as const;

const freshTable = freshTables('slots');
const buckets = freshBuckets('slots', ['archive', 'outbox', 'web']);
beforeAll(() => {
  heldLog();
});
afterAll(() => {
  vi.restoreAllMocks();
});

/** A newsroom an hour before its slot, with one article and real stores. */
async function newsroom(otherwise: 'hold' | 'send' = 'hold') {
  const table = await freshTable();
  const { archive, outbox, web } = await buckets();
  let now = Date.parse(SLOT) - 60 * MINUTE;
  const mails: { readonly to: string; readonly text: string }[] = [];
  const settings = { ...SETTINGS, approval: { leadMinutes: 90, otherwise } };
  const place: ComposeServices = {
    archive,
    outbox,
    web,
    table,
    settings,
    templates: readTemplates(),
    now: () => now,
    proofs: {
      editors: EDITORS,
      keys: async () => KEYS,
      nextSlot: () => SLOT,
      mailer: {
        send: async ({ to, raw }) => {
          // Soft breaks of quoted-printable would cut links.
          mails.push({
            to,
            text: Buffer.from(raw).toString('utf8').replaceAll('=\r\n', '').replaceAll('=3D', '='),
          });
          return to.startsWith('ben')
            ? { kind: 'refused', reason: 'mailbox unknown' }
            : { kind: 'sent', messageId: '1' };
        },
      },
    },
  };
  const desk: ProofServices = {
    archive,
    table,
    keys: async () => KEYS,
    editors: EDITORS,
    settings,
    write: deskWriter(settings.name, place.templates),
    now: () => now,
  };
  const click = async (method: string, url: string) => {
    const event = { rawPath: new URL(url).pathname, requestContext: { http: { method } } };
    const answer = await proofAnswer(event, desk);
    return { status: answer?.statusCode, body: answer?.body ?? '' };
  };
  const upload = async (n: number, text: string, sequencer = '1') => {
    const key = `file-${n}.txt`;
    const article = await readArticle({ key, bytes: new TextEncoder().encode(text) });
    const articleId = articleIdOf(key);
    const { version } = article;
    await archive.put(`articles/${articleId}/${version}.json`, JSON.stringify(article));
    const row = { articleId, version, key, received: new Date(now - MINUTE).toISOString() };
    await articles(table).noteVersion(article, row, { textHash: `t${n}`, sketch: new Uint8Array(512) });
    await articles(table).movePointer({
      articleId,
      sequencer: padSequencer(sequencer),
      state: 'present',
      version,
    });
    return articleId;
  };
  await readers(table).put(aReader('reader-1'));
  await upload(1, GAZETTE);
  let isReachable = true;
  const operator: OperatorContext = {
    inbox: outbox,
    archive,
    outbox,
    web,
    table,
    caches: { forget: async () => isReachable },
    settings,
    mailer: { send: async () => ({ kind: 'refused', reason: 'no mail from here' }) },
    keys: async () => KEYS,
    tellDelivery: async () => undefined,
    unheard: async () => 0,
    now: () => now,
  };
  /** What a schedule's call does. */
  const tend = (services: ComposeServices = place) => composeEdition(SLOT, services);
  const links = (verb: string, to = 'ada') => {
    const own = mails.filter((mail) => mail.to.startsWith(to)).at(-1)?.text ?? '';
    return [
      ...own.matchAll(new RegExp(`https://news\\.example\\.org/desk/proof/\\S+/${verb}/[^\\s"<]+`, 'g')),
    ].map(([url]) => url);
  };
  return {
    place,
    type: (line: string) => run(line.split(' '), () => operator),
    tend,
    /** From now on CloudFront answers nobody. */
    losesCloudFront: () => {
      isReachable = false;
    },
    click,
    upload,
    mails,
    links,
    link: (verb: string, to?: string) => links(verb, to)[0] ?? 'https://news.example.org/none',
    pass: (minutes: number) => {
      now += minutes * MINUTE;
    },
    withdraw: (articleId: string) =>
      articles(table).movePointer({
        articleId,
        sequencer: padSequencer('9'),
        state: 'removed',
        version: null,
      }),
    edit: (key: string) =>
      edits(archive, table).keep(
        editRecord(key, {
          at: new Date(now).toISOString(),
          by: 'a'.repeat(22),
          act: { kind: 'set', changes: { headline: 'Harbour at work' }, version: null },
        }),
      ),
    edition: async (): Promise<Edition | null> =>
      JSON.parse((await archive.text(`editions/${ID}/edition.json`)) ?? 'null'),
    /** What the world could see of it, or get of it. */
    outside: async () => [...(await web.list('')), ...(await outbox.list(''))],
  };
}

describe('an edition that waits for approval', () => {
  it('is a draft and a proof in every language; nobody else sees anything of it until it is approved and due', async () => {
    const room = await newsroom();
    await room.tend();
    expect(room.mails.map(({ to }) => to)).toEqual(
      ['ada', 'ben', 'ada', 'ben'].map((one) => `${one}@desk.example.org`),
    );
    expect(room.mails[0]?.text).toContain('This is a proof');
    expect(room.mails[0]?.text).toContain('is reported by one outlet only');
    expect(await room.outside()).toEqual([]);
    expect(await room.edition()).toBe(null);

    // Whoever only looks, a scanner among them, decides nothing.
    for (const verb of ['approve', 'hold', 'cancel', 'drop']) {
      const seen = await room.click('GET', room.link(verb));
      expect([verb, seen.status]).toEqual([verb, 200]);
      expect(seen.body).toContain('<button>');
    }
    expect(await room.place.archive.list(`decisions/${ID}/`)).toHaveLength(2);

    expect(await room.click('POST', room.link('approve'))).toMatchObject({ status: 200 });
    expect((await room.click('POST', room.link('approve'))).body).toContain('It is approved');
    await room.tend();
    expect(await room.outside()).toEqual([]);
    room.pass(20);
    await room.upload(2, COURIER);
    await room.tend();
    room.pass(41);
    await Promise.all([room.tend(), room.tend()]);
    expect(await room.edition()).toMatchObject({ number: 1, counts: { articles: 1 } });
    expect((await room.outside()).some((key) => key.startsWith(ID))).toBe(true);
    expect((await room.click('POST', room.link('hold'))).body).toContain('has been released');
    expect(await room.place.archive.list(`drafts/${ID}/`)).toHaveLength(1);
  });

  it('lets only an approver approve, and no forged, foreign or expired link', async () => {
    const room = await newsroom();
    await room.tend();
    expect(room.links('approve', 'ben')).toEqual([]);
    const url = room.link('approve');
    const forged = url.replace('/approve/', '/cancel/');
    expect((await room.click('POST', forged)).status).toBe(404);
    expect((await room.click('POST', url.replace(ID, '2023-09-15T04-00-00Z'))).status).toBe(404);
    expect((await room.click('POST', `${url}/more`)).status).toBe(404);
    room.pass(60 + 6 * 60 + 1);
    const late = await room.click('POST', url);
    expect(late.status).toBe(410);
    expect(late.body).toContain('has expired');
    await room.tend();
    expect(await room.edition()).toBe(null);
  });

  it('follows what arrives, one proof in ten minutes, and an approval of an overtaken draft is refused', async () => {
    const room = await newsroom();
    await room.tend();
    const old = room.link('approve');
    await room.upload(2, COURIER);
    await room.tend();
    expect(room.mails).toHaveLength(4);
    room.pass(10);
    await room.tend();
    expect(room.mails).toHaveLength(8);
    expect((await room.click('POST', old)).body).toContain('A newer draft has been made');
    const answers = await Promise.all([1, 2].map(() => room.click('POST', room.link('approve'))));
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const log = await room.place.archive.list(`decisions/${ID}/`);
    const kinds = await Promise.all(
      log.map(async (key) => JSON.parse((await room.place.archive.text(key)) ?? '').kind),
    );
    expect(kinds).toEqual(['draft', 'proof', 'draft', 'proof', 'approve']);
  });

  it('asks again when something in what was approved is edited or withdrawn', async () => {
    const room = await newsroom();
    const second = await room.upload(2, COURIER);
    await room.tend();
    await room.click('POST', room.link('approve'));
    room.pass(15);
    await room.edit('file-1.txt');
    await room.tend();
    expect(room.mails).toHaveLength(8);
    await room.click('POST', room.link('approve'));
    await room.withdraw(second);
    room.pass(60);
    await room.tend();
    expect(await room.edition()).toBe(null);
    await room.click('POST', room.link('approve'));
    await room.tend();
    expect((await room.edition())?.counts.articles).toBe(1);
  });

  it('asks again when something in it is taken down, and tells it no more', async () => {
    const room = await newsroom();
    const second = await room.upload(2, COURIER);
    await room.tend();
    await room.click('POST', room.link('approve'));
    const overlay = async () => (await room.place.archive.list('overlay/')).length;
    for (const line of ['take-down nothing', `correct ${ID} --note Twelve.`, `take-down ${ID} --story x`])
      expect((await room.type(line)).err).toContain('went out');
    expect((await room.type(`correct ${ID} --article ${second} --note x`)).err).toContain('went out');
    expect((await room.type(`take-down ${ID} --article x`)).err).toContain('No file has the article id');
    expect(await overlay()).toBe(0);
    expect((await room.type(`take-down ${ID} --article ${second}`)).out).toContain('and none will');
    expect(await overlay()).toBe(1);
    room.pass(61);
    await room.tend();
    expect(await room.edition()).toBe(null);
    await room.click('POST', room.link('approve'));
    await room.tend();
    expect((await room.edition())?.counts.articles).toBe(1);
    expect((await room.type(`correct ${ID} --note Twelve.`)).out).toContain(`Noted on the pages of ${ID}`);
    expect(await room.place.web.text(`editions/${ID}.en.html`)).toContain('Twelve.');
    room.losesCloudFront();
    const gone = await room.type(`take-down ${ID}`);
    expect(gone.out).toContain('could not be told, and forgets it within five minutes');
    expect(gone.out).toContain(`The delivery of ${ID} is stopped`);
    expect(await room.place.web.text(`editions/${ID}.en.html`)).not.toContain('Crane drivers');
    expect((await room.type(`correct ${ID}`)).err).toContain('a correction says what was wrong');
  });

  it('asks in the proof about what was withdrawn, and waits all the same when that comes back from a mailbox', async () => {
    const room = await newsroom();
    const gone = { articleId: 'a'.repeat(32), key: 'gone.txt', sequencer: '1', at: SLOT };
    await withdrawals(room.place.table).note(gone);
    await withdrawals(room.place.table).asked(gone, ['2023-09-13T04-00-00Z']);
    await room.tend();
    expect(room.mails[0]?.text).toContain('was withdrawn and is still public in 2023-09-13T04-00-00Z');
    const world = {
      table: room.place.table,
      sender: { configurationSet: 'ours', account: '0' },
      now: room.place.now,
    };
    const reader = readerId('ben@desk.example.org', KEYS.readerKey);
    await handleEvent(mailEvent({ kind: 'bounce', notice: 'proof', reader, from: world.sender }), world);
    await room.tend();
    expect(await room.edition()).toBe(null);
    await room.click('POST', room.link('approve'));
    room.pass(61);
    await room.tend();
    expect(await room.edition()).toMatchObject({ number: 1 });
  });

  it('goes without a dropped story, whose articles are new in the next edition', async () => {
    const room = await newsroom();
    await room.tend();
    const [story = ''] = room.links('drop');
    await room.click('POST', story);
    // Nobody can send the dropped story by the proof that still has it, and the draft without it does not wait for the next proof.
    expect((await room.click('POST', room.link('approve'))).body).toContain('A new draft is being made');
    await room.tend();
    expect(await room.place.archive.list(`drafts/${ID}/`)).toHaveLength(2);
    room.pass(11);
    await room.tend();
    await room.click('POST', room.link('approve'));
    room.pass(60);
    await room.tend();
    expect(await room.edition()).toMatchObject({
      stories: [],
      articles: [],
      counts: { articles: 0, stories: 0 },
    });
  });

  it('under "send" goes out when nobody answers, not when somebody holds it; a cancelled one never does', async () => {
    const [silent, held, cancelled] = await Promise.all([
      newsroom('send'),
      newsroom('send'),
      newsroom('send'),
    ]);
    await Promise.all([silent, held, cancelled].map((room) => room?.tend()));
    await held.click('POST', held.link('hold', 'ada'));
    await cancelled.click('POST', cancelled.link('cancel'));
    for (const room of [silent, held, cancelled]) {
      room.pass(61);
      await room.tend();
    }
    expect(await silent.edition()).toMatchObject({ number: 1 });
    expect(await held.edition()).toBe(null);
    expect(await cancelled.edition()).toBe(null);
    // Held past its slot, it goes as soon as somebody approves.
    await held.click('POST', held.link('approve'));
    await held.tend();
    expect(await held.edition()).toMatchObject({ number: 1 });
    expect(await editions(cancelled.place.table).newestLines(9)).toEqual([]);
  });

  it('is decided from the command line, too, long before its slot', async () => {
    const room = await newsroom('send');
    room.pass(-24 * 60);
    expect((await room.type(`hold ${SLOT}`)).out).toContain(`${ID} is held`);
    await composeEdition('2023-09-12T04:00:00Z', room.place);
    expect((await room.place.archive.list(`drafts/${ID}/`)).length).toBe(0);
    room.pass(24 * 60 + 61);
    await room.tend();
    expect(await room.edition()).toBe(null);
    expect((await room.type('list')).out).toMatch(/held: nothing goes out .* draft [0-9a-f]{32}/);
    expect((await room.type(`drop ${ID}`)).err).toMatch(/[0-9a-f]{16} {2}Crane drivers end their strike/);
    expect((await room.type(`approve ${ID} --draft ${'0'.repeat(32)}`)).err).toContain('A newer draft');
    expect((await room.type(`approve ${ID}`)).out).toContain('is approved');
    await room.tend();
    expect(await room.edition()).toMatchObject({ number: 1 });
    expect(await room.type(`cancel ${ID}`)).toMatchObject({
      code: 1,
      err: expect.stringContaining('has been released'),
    });
    expect((await room.type('hold tomorrow')).err).toContain('names no slot');
    // An hour mistyped holds nothing, and must not seem to.
    const offSchedule = await room.type('hold 2023-09-15T07:00:00Z');
    expect(offSchedule.err).toContain('is no slot: editions go out at');
    expect(offSchedule.err).toContain('near it are 2023-09-1');
  });

  it('killed at any step, it is not sent before its approval, and is finished by the next call', async () => {
    const steps = { steps: 0 };
    const watched = (
      place: ComposeServices,
      life: { steps: number; at?: number; moment?: 'before' | 'after' },
    ): ComposeServices => ({
      ...place,
      archive: mortal(place.archive, life),
      outbox: mortal(place.outbox, life),
      web: mortal(place.web, life),
      table: mortal(place.table, life),
    });
    const whole = await newsroom();
    await whole.tend(watched(whole.place, steps));
    expect(steps.steps).toBeGreaterThan(10);
    for (let at = 0; at < steps.steps; at += 7) {
      const room = await newsroom();
      const dying = watched(room.place, { steps: 0, at, moment: at % 2 === 0 ? 'before' : 'after' });
      await expect(room.tend(dying)).rejects.toThrow(Killed);
      expect(await room.outside()).toEqual([]);
      await room.tend();
      expect(room.links('approve')).not.toEqual([]);
      await room.click('POST', room.link('approve'));
      room.pass(60);
      await room.tend();
      expect(await room.edition()).toMatchObject({ number: 1, counts: { articles: 1 } });
    }
  }, 60_000);
});
