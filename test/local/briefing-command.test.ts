import { describe, expect, it } from 'vitest';
import { parseBriefing } from '../../infra/briefing.ts';
import { groupsOf, languagesWithoutWords } from '../../infra/local/briefing/briefing-check.ts';
import { askBriefing } from '../../infra/local/briefing/briefing-questions.ts';
import type { Edition } from '../../lambdas/types.ts';

const TODAY = { today: new Date('2026-11-25T10:00:00Z'), timeZone: 'Europe/Oslo' };
const GOOD = {
  'Name of': 'The Kolvik Brief',
  'The event': 'The harbour strike of Kolvik',
  'Names that': 'Kolvik, crane drivers',
  'Two or three': 'Crane drivers strike in Kolvik. | The port talks to the union.',
  'Mail address': 'brief@kolvik.example',
  'Address of': 'https://kolvik.example/',
  'Postal address': '1 Quay',
};

/** Answers by the beginning of a question; the first of several answers first. */
function answering(answers: Readonly<Record<string, string | readonly string[]>>) {
  const asked: string[] = [];
  const left = new Map(Object.entries(answers).map(([key, value]) => [key, [value].flat()] as const));
  const ask = async (question: string) => {
    asked.push(question);
    if (asked.length > 30) throw new Error(`It asks for ever: ${question}`);
    const last = question.split('\n').at(-1) ?? '';
    const key = [...left.keys()].find((begin) => last.startsWith(begin));
    return (key === undefined ? '' : left.get(key)?.shift()) ?? '';
  };
  return { ask, asked };
}

describe('npm run briefing -- new', () => {
  it('writes a briefing that is sound, from answers and presets', async () => {
    const { ask, asked } = answering(GOOD);
    const briefing = parseBriefing(await askBriefing(ask, TODAY));
    expect(briefing).toMatchObject({
      name: 'The Kolvik Brief',
      coverage: { first: '2026-11-25', last: '2026-12-02' },
      timeZone: 'Europe/Oslo',
      publicAddress: 'https://kolvik.example',
      topic: { names: ['Kolvik', 'crane drivers'], seeds: { length: 2 } },
    });
    expect(briefing.editors).toEqual([]);
    expect(asked).toHaveLength(15);
  });

  it('asks again for what was not understood, and for nothing else, with the reason', async () => {
    const { ask, asked } = answering({
      ...GOOD,
      'Hour of': ['7', '07:30'],
      'Address of': ['kolvik.example', 'https://kolvik.example'],
      'Days of': ['mon every', 'mon fri'],
      Editors: ['ada', 'ada@kolvik.example, ben@kolvik.example'],
      'Minutes before': '90',
    });
    const briefing = parseBriefing(await askBriefing(ask, TODAY));
    expect(briefing).toMatchObject({ schedule: { time: '07:30', days: ['mon', 'fri'] }, windowHours: 120 });
    expect(briefing.editors).toEqual([
      { address: 'ada@kolvik.example', role: 'approver' },
      { address: 'ben@kolvik.example', role: 'editor' },
    ]);
    expect(briefing.approval).toEqual({ leadMinutes: 90, otherwise: 'hold' });
    expect(asked.slice(15).map((question) => question.split('\n').at(-1)?.split(' ', 2).join(' '))).toEqual([
      'Hour of',
      'Days of',
      'Address of',
      'Editors by',
    ]);
    expect(asked[15]).toContain('must be HH:MM');
    expect(asked[16]).toContain('must be one of mon');
  });
});

describe('npm run briefing -- check', () => {
  it('names languages that lack words, and where', () => {
    expect(languagesWithoutWords({ languages: ['en', 'uk'] })).toEqual([]);
    expect(languagesWithoutWords({ languages: ['en', 'de'] })).toEqual([
      { language: 'de', where: ['the mail', 'the pages', 'the forms for readers'] },
    ]);
  });

  it('shows stories with their files and copies, and how near the others came', () => {
    const source = { articleId: 'a', key: 'a.txt', copies: [{ key: 'b.txt', kind: 'exact' }] };
    const edition = {
      stories: [{ headline: { text: 'Strike' }, sources: [source] }],
      offTopic: [{ key: 'c.txt', closeness: 0.1 }],
    } as unknown as Edition;
    expect(groupsOf(edition)).toEqual([
      'Story: Strike',
      '  a.txt',
      '    exact copy: b.txt',
      'Set aside as another subject:',
      '  c.txt: closeness 0.10, and 0.3 is needed',
    ]);
  });
});
