import type { Resolver, Resource } from '../stack/template.ts';
import { fields, list, textOf } from '../stack/template-values.ts';

export interface Topics {
  /** Makes the template's topics and hands their messages to the queues that subscribed. @throws Error naming what would get nothing. */
  create(resolver: Resolver): Promise<void>;
  publish(topicArn: string, message: string): Promise<void>;
}

/** fauxqs speaks SNS too, in the query protocol; three actions are not worth another client. */
export function startTopics(origin: string): Topics {
  const ask = async (Action: string, parameters: Readonly<Record<string, string>>) => {
    const answer = await fetch(origin, {
      method: 'POST',
      body: new URLSearchParams({ Action, ...parameters }),
    });
    const said = await answer.text();
    if (!answer.ok) throw new Error(`The local SNS refused ${Action}: ${said}`);
  };
  return {
    async create(resolver) {
      for (const { name } of resolver.all('AWS::SNS::Topic')) await ask('CreateTopic', { Name: name });
      for (const subscription of resolver.all('AWS::SNS::Subscription')) {
        // An operator's mailbox hears of alarms, and no alarm rings here.
        if (subscription.property('Protocol') === 'email') continue;
        const { topic, queue } = readSubscription(resolver, subscription);
        await ask('Subscribe', {
          TopicArn: topic.arn,
          Protocol: 'sqs',
          Endpoint: queue.arn,
          'Attributes.entry.1.key': 'RawMessageDelivery',
          'Attributes.entry.1.value': String(subscription.property('RawMessageDelivery') === true),
        });
      }
    },
    publish: (TopicArn, Message) => ask('Publish', { TopicArn, Message }),
  };
}

function readSubscription(resolver: Resolver, subscription: Resource) {
  const topicArn = subscription.property('TopicArn');
  const topic = resolver.named(topicArn, 'AWS::SNS::Topic');
  const queue = resolver.named(subscription.property('Endpoint'), 'AWS::SQS::Queue');
  if (!topic) throw new Error(`${subscription.id}: the template has no topic ${textOf(topicArn)}.`);
  if (!queue)
    throw new Error(`${subscription.id}: the local run hands messages to the template's queues only.`);
  if (!admits(resolver, 'AWS::SQS::QueuePolicy', 'Queues', queue, 'sns.amazonaws.com'))
    throw new Error(`${queue.id} does not let SNS send: its policy names no sns.amazonaws.com.`);
  return { topic, queue };
}

/** Whether a policy of the template lets an AWS service write to a queue or topic; without it the real one fails without a word (not tried). */
export function admits(
  resolver: Resolver,
  type: 'AWS::SQS::QueuePolicy' | 'AWS::SNS::TopicPolicy',
  property: 'Queues' | 'Topics',
  target: Resource,
  service: string,
): boolean {
  return resolver
    .all(type)
    .filter((policy) => list(policy.property(property)).includes(target.ref))
    .flatMap((policy) => list(fields(policy.property('PolicyDocument')).Statement))
    .map(fields)
    .some(({ Effect, Principal }) => Effect === 'Allow' && fields(Principal).Service === service);
}
