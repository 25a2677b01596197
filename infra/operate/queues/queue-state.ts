import type { ListedQueue } from './queue-list.ts';

/** What SQS and CloudWatch tell of a queue; null where nobody answered. Ages are seconds. */
export interface QueueState {
  readonly waiting: number;
  /** In a worker's hands. */
  readonly inWork: number;
  readonly oldest: number | null;
}

export interface DeadLetterState {
  readonly count: number;
  /** The oldest of those that were looked at, counted from when it was first sent. */
  readonly oldest: number | null;
  /** Slots of missed calls, as far as they were looked at. */
  readonly slots: readonly string[];
}

export interface ListedState {
  readonly queue: ListedQueue;
  /** Undefined for a last stop. */
  readonly work?: QueueState;
  /** Undefined where the deployment does not say where they are. */
  readonly dead?: DeadLetterState;
}

/** `3 s`, `12 min`, `5 h`, `9 d`: rounded down. */
export function ageOf(seconds: number): string {
  if (seconds < 60) return `${Math.floor(seconds)} s`;
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3_600)} h`;
  return `${Math.floor(seconds / 86_400)} d`;
}

/** A queue in a few lines: what it is, how full and how old, and what can be done about its dead letters. */
export function linesOf({ queue, work, dead }: ListedState): readonly string[] {
  const aged = (oldest: number | null) => (oldest === null ? '' : `, the oldest ${ageOf(oldest)}`);
  const lines = [`${queue.name}: ${queue.holds}`];
  if (work !== undefined) {
    const isEmpty = work.waiting + work.inWork === 0;
    lines.push(isEmpty ? '  empty' : `  waiting ${work.waiting}, in work ${work.inWork}${aged(work.oldest)}`);
  }
  if (dead === undefined)
    return [
      ...lines,
      '  dead letters: not looked at; the deployment is of an older version. Deploy once more.',
    ];
  if (dead.count === 0) return [...lines, '  no dead letters'];
  lines.push(`  DEAD LETTERS ${dead.count}${aged(dead.oldest)}: ${queue.dead}`);
  for (const slot of dead.slots) lines.push(`    slot ${slot}`);
  lines.push(
    queue.redrive === null
      ? `  ${queue.instead ?? ''}`
      : `  npm run queues -- redrive ${queue.name} --yes puts them back. ${queue.redrive} First fix what the function’s log complains about, or they come back here.`,
  );
  return lines;
}

/**
 * The slot of a missed call: the scheduler's dead letter is the call's own input, Lambda's has it as `requestPayload`.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/configuring-schedule-dlq.html https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 */
export function slotIn(body: string): string | null {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return null;
  }
  const payload = field(value, 'requestPayload') ?? value;
  const slot = field(payload, 'slot');
  // Whatever stands in a message goes to a terminal only if it is an instant.
  return typeof slot === 'string' && /^[\d:TZ.+-]{10,30}$/.test(slot) ? slot : null;
}

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
