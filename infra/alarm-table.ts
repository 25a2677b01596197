import { ALARMS, DAILY_ALARMS, type Watched } from './parts/alarm-list.ts';

/** The list of alarms for operators, in Markdown: a row for each, with its own text. */
export function alarmPaper(): string {
  const rows = [...ALARMS, ...DAILY_ALARMS].map(
    ({ id, watched, remedy }) => `| \`${id}\` | ${ringsWhen(watched)} | ${remedy.replaceAll('|', '\\|')} |`,
  );
  return `# Alarms, and what to do

Written by \`npm run document\` from [parts/alarm-list.ts](parts/alarm-list.ts). The last column is the text of the mail that an alarm sends to
\`alarmEmail\`; the daily mail's two exist only where the briefing names one. CloudWatch puts the stack's name before each id.

| alarm | rings when | what it says |
|---|---|---|
${rows.join('\n')}
`;
}

function ringsWhen(watched: Watched): string {
  switch (watched.kind) {
    case 'dead-letters':
      return 'a message was set aside';
    case 'age':
      return `a message is ${watched.seconds / 60} minutes old`;
    case 'errors':
      return `${watched.of} threw, or ran out of time`;
    case 'throttles':
      return `AWS did not run ${watched.of}`;
    case 'duration':
      return `a run took ${watched.share * 100} % of its time limit`;
    case 'heartbeat':
      return `\`${watched.metric}\` is missing for an hour`;
    case 'reputation':
      return `\`${watched.metric}\` reaches ${watched.rate * 100} %`;
    case 'own':
      return `\`${watched.metric}\` reaches ${watched.least}${watched.statistic === 'sum' ? ' in a quarter of an hour' : ''}`;
  }
}
