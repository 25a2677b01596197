import type { Stack } from '@aws-sdk/client-cloudformation';
import type { Subscription } from '@aws-sdk/client-sns';
import type { Briefing } from '../../briefing.ts';
import type { ListedState } from '../queues/queue-state.ts';
import { type AwsAnswer, type Finding, fail, findingFor, ok, warn } from './finding.ts';

export type Deployed = Pick<Stack, 'StackName' | 'StackStatus' | 'Description' | 'Outputs'>;

/** How a stack stands. https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_Stack.html */
export function stackStatus(stack: AwsAnswer<Deployed>, name: string): readonly Finding[] {
  const check = `stack ${name}`;
  return findingFor(check, stack, {
    none: () => ok(check, 'not deployed yet'),
    answered: ({ StackStatus: status = '' }) => {
      if (status === 'ROLLBACK_COMPLETE')
        return fail(
          check,
          'its first deployment failed and was taken back',
          'Delete it in the CloudFormation console, mend what its events name, and deploy again.',
        );
      if (status.endsWith('_FAILED'))
        return fail(check, status, 'Its events in the CloudFormation console name what failed and why.');
      if (status.endsWith('_IN_PROGRESS'))
        return warn(check, status, 'Somebody deploys it now: wait until it is done.');
      if (/ROLLBACK_COMPLETE$/.test(status))
        return warn(
          check,
          'its last deployment was taken back',
          'Its events name why; what was there before still runs.',
        );
      return ok(check, status);
    },
  });
}

export const outputOf = (stack: AwsAnswer<Deployed>, key: string): string | undefined =>
  stack.kind === 'answered'
    ? stack.value.Outputs?.find((one) => one.OutputKey === key)?.OutputValue
    : undefined;

/**
 * Whether what is deployed under the briefing's stack names is its newsletter: name, sender's domain and public host are read from
 * what the stacks tell of themselves.
 */
export function sameNewsletter(
  stateful: AwsAnswer<Deployed>,
  pipeline: AwsAnswer<Deployed>,
  { id, name, sender, publicAddress }: Briefing,
): readonly Finding[] {
  const check = 'newsletter';
  if (stateful.kind !== 'answered') return [];
  const host = new URL(publicAddress).host;
  const domain = sender.address.slice(sender.address.indexOf('@') + 1);
  const parts: readonly (readonly [what: string, deployed: string | undefined, briefed: string])[] = [
    ['name', /^(.*): uploads, archive/.exec(stateful.value.Description ?? '')?.[1], name],
    ['sender’s domain', /^_dmarc\.(\S+) TXT/.exec(outputOf(stateful, 'SenderDmarc') ?? '')?.[1], domain],
    ['public host', pointed(pipeline), host],
  ];
  const known = parts.filter(([, deployed]) => deployed !== undefined);
  const changed = known.filter(([, deployed, briefed]) => deployed !== briefed);
  const answered = changed
    .map(([what, deployed, briefed]) => `${what} “${deployed}” → “${briefed}”`)
    .join(', ');
  if (changed.length === 0) return [ok(check, 'what is deployed is of this briefing')];
  if (changed.length === known.length)
    return [
      fail(
        check,
        `what is deployed${id === undefined ? '' : ` as ${id}`} is of another briefing (${answered}): deploying would turn it into this one and hand over its readers`,
        'Give this briefing an "id" of its own, unless that is what you want.',
      ),
    ];
  return [warn(check, `the deployment will change ${answered}`, 'Go on if that is what you want.')];
}

function pointed(pipeline: AwsAnswer<Deployed>): string | undefined {
  if (pipeline.kind !== 'answered') return undefined;
  const { Description } = pipeline.value.Outputs?.find((one) => one.OutputKey === 'WebAddress') ?? {};
  return /^Point (\S+) here\.$/.exec(Description ?? '')?.[1];
}

/** https://docs.aws.amazon.com/sns/latest/api/API_ListSubscriptionsByTopic.html: one that waits has the word for its ARN. */
export function alarmSubscription(
  subscriptions: AwsAnswer<readonly Subscription[]>,
  { alarmEmail }: Pick<Briefing, 'alarmEmail'>,
): readonly Finding[] {
  const check = 'alarms';
  return findingFor(check, subscriptions, {
    none: () => ok(check, 'not deployed yet'),
    answered: (all) => {
      const waiting = all.filter(({ SubscriptionArn }) => SubscriptionArn === 'PendingConfirmation');
      const heard = all.filter(({ SubscriptionArn = '' }) => SubscriptionArn.startsWith('arn:'));
      if (waiting.length > 0)
        return (heard.length > 0 ? warn : fail)(
          check,
          `${waiting.length} of ${all.length} subscriptions wait to be confirmed`,
          'Open the mail that AWS sent to "alarmEmail" and confirm: nobody hears of an alarm before.',
        );
      if (heard.length === 0)
        return fail(
          check,
          'nobody hears of them',
          alarmEmail === undefined
            ? 'Put "alarmEmail" into the briefing and deploy, or subscribe somebody to the output AlarmTopic.'
            : 'Deploy: the briefing’s "alarmEmail" is not subscribed yet.',
        );
      return ok(check, `${heard.length} confirmed subscription${heard.length > 1 ? 's' : ''}`);
    },
  });
}

/** Whether anything was set aside. */
export function deadLetters(queues: AwsAnswer<readonly ListedState[]>): readonly Finding[] {
  const check = 'dead letters';
  return findingFor(check, queues, {
    none: () => ok(check, 'not deployed yet'),
    answered: (all) => {
      const full = all.filter(({ dead }) => (dead?.count ?? 0) > 0);
      if (full.length === 0) return ok(check, 'none');
      const answered = full.map(({ queue, dead }) => `${queue.name} ${dead?.count}`).join(', ');
      return warn(check, answered, 'npm run queues -- list says what they are and what can be done.');
    },
  });
}
