import { BriefingError, parseBriefing } from '../../briefing.ts';

/** Asks one question and gives the answer, without the spaces around it. */
export type Ask = (question: string) => Promise<string>;

interface Question {
  readonly key: string;
  readonly text: string;
  readonly preset: string;
}

const DAY_MS = 86_400_000;
const HOUR_ZONE = 'UTC';

/**
 * Asks for what a briefing needs, one thing at a time, and asks again for what was not understood, with the sentence that
 * the briefing's own check has for it. The answer passes `parseBriefing`.
 */
export async function askBriefing(
  ask: Ask,
  { today, timeZone }: { readonly today: Date; readonly timeZone: string },
): Promise<object> {
  const dayAfter = (days: number) => new Date(today.getTime() + days * DAY_MS).toISOString().slice(0, 10);
  const answers = new Map<string, string>();
  const put = async ({ key, text, preset }: Question) => {
    const answer = await ask(preset === '' ? `${text}: ` : `${text} [${preset}]: `);
    answers.set(key, answer === '' ? preset : answer);
  };
  const questions: readonly Question[] = [
    { key: 'name', text: 'Name of the newsletter', preset: '' },
    { key: 'topic.title', text: 'The event in one line, as readers would say it', preset: '' },
    {
      key: 'topic.names',
      text: 'Names that every article on it has (people, places), with commas',
      preset: '',
    },
    {
      key: 'topic.seeds',
      text: 'Two or three sentences that could stand in such articles, with | between',
      preset: '',
    },
    { key: 'coverage.first', text: 'First day of the coverage', preset: dayAfter(0) },
    { key: 'coverage.last', text: 'Last day', preset: dayAfter(7) },
    {
      key: 'languages',
      text: 'Languages of the mail, the first is the main one (en uk es ar)',
      preset: 'en',
    },
    { key: 'timeZone', text: 'Time zone', preset: timeZone || HOUR_ZONE },
    { key: 'schedule.time', text: 'Hour of the edition', preset: '07:00' },
    { key: 'schedule.days', text: 'Days of the week', preset: 'mon tue wed thu fri sat sun' },
    { key: 'sender.address', text: 'Mail address that it is sent from', preset: '' },
    { key: 'publicAddress', text: 'Address of its pages, https://…', preset: '' },
    { key: 'postalAddress', text: 'Postal address for the foot of the mail', preset: '' },
    {
      key: 'editors',
      text: 'Editors by mail address, with commas; the first one also approves (may stay empty)',
      preset: '',
    },
    {
      key: 'approval',
      text: 'Minutes before each edition at which they get its draft, which waits for their approval (empty: it goes out unasked)',
      preset: '',
    },
  ];
  for (const question of questions) await put(question);
  for (;;) {
    const briefing = briefingFrom(answers);
    const problems = problemsOf(briefing);
    if (problems.length === 0) return briefing;
    const asked = questions.filter(({ key }) =>
      problems.some(
        (problem) => problem.includes(`"${key}`) || problem.includes(`"${key.split('.', 1)[0]}"`),
      ),
    );
    // What no answer caused is a fault of this command, and must not ask for ever.
    if (asked.length === 0) throw new BriefingError(problems);
    for (const question of asked) {
      const [top] = question.key.split('.', 1);
      const why =
        problems.find((problem) => problem.includes(`"${question.key}`)) ??
        problems.find((problem) => problem.includes(`"${top}"`)) ??
        '';
      await put({ ...question, text: `${why}\n${question.text}`, preset: question.preset });
    }
  }
}

function briefingFrom(answers: ReadonlyMap<string, string>): object {
  const text = (key: string) => answers.get(key) ?? '';
  const parts = (key: string, between: RegExp) =>
    text(key)
      .split(between)
      .map((part) => part.trim())
      .filter((part) => part !== '');
  const days = parts('schedule.days', /[\s,]+/);
  const languages = parts('languages', /[\s,]+/);
  return {
    name: text('name'),
    topic: {
      title: text('topic.title'),
      names: parts('topic.names', /,/),
      seeds: parts('topic.seeds', /\|/),
    },
    coverage: { first: text('coverage.first'), last: text('coverage.last') },
    languages,
    timeZone: text('timeZone'),
    schedule: { time: text('schedule.time'), days },
    // Two hours more than the longest time between two editions, and three days at least: news is told again.
    windowHours: Math.max(72, (longestGap(days) + 1) * 24),
    sendByHours: 6,
    sender: { name: text('name'), address: text('sender.address') },
    publicAddress: text('publicAddress').replace(/\/+$/, ''),
    postalAddress: text('postalAddress'),
    editors: parts('editors', /[\s,;]+/).map((address, n) => ({
      address,
      role: n === 0 ? 'approver' : 'editor',
    })),
    ...(text('approval') === ''
      ? {}
      : { approval: { leadMinutes: Number(text('approval')), otherwise: 'hold' } }),
    sampleReaders: languages.map((language) => ({
      address: `reader-${language}@readers.example.org`,
      language,
    })),
  };
}

const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

function longestGap(days: readonly string[]): number {
  const at = WEEK.flatMap((day, n) => (days.includes(day) ? [n] : []));
  return Math.max(1, ...at.map((day, n) => (((at[(n + 1) % at.length] ?? day) - day + 6) % 7) + 1));
}

function problemsOf(briefing: object): readonly string[] {
  try {
    parseBriefing(briefing);
    return [];
  } catch (error) {
    if (error instanceof BriefingError) return error.problems;
    throw error;
  }
}
