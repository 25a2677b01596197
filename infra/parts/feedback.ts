import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  type ConfigurationSet,
  ConfigurationSetEventDestination,
  EmailSendingEvent,
  EventDestination,
} from 'aws-cdk-lib/aws-ses';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import { FEEDBACK_RECEIVES, TIMEOUT, visibilityFor } from './function-limits.ts';
import { type WorkQueue, workQueue } from './queue.ts';

/**
 * What SES tells of each mail. Opens and clicks are not among it: nobody is watched.
 * https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html
 */
const EVENTS = [
  EmailSendingEvent.SEND,
  EmailSendingEvent.DELIVERY,
  EmailSendingEvent.DELIVERY_DELAY,
  EmailSendingEvent.BOUNCE,
  EmailSendingEvent.COMPLAINT,
  EmailSendingEvent.REJECT,
  EmailSendingEvent.RENDERING_FAILURE,
];

/**
 * What becomes of the mails: configuration set → topic → queue. It gathers events also while no function reads them.
 * https://docs.aws.amazon.com/ses/latest/dg/event-publishing-add-event-destination-sns.html
 */
export function feedbackQueue(scope: Construct, configurationSet: ConfigurationSet): WorkQueue {
  const work = workQueue(scope, 'Feedback', {
    visibilityTimeout: visibilityFor(TIMEOUT.feedback),
    maxReceiveCount: FEEDBACK_RECEIVES,
  });
  const topic = new Topic(scope, 'MailEvents', { enforceSSL: true });
  // Raw: the message is SES's own JSON. What SNS cannot hand over goes to the dead letters of the queue as well.
  // https://docs.aws.amazon.com/sns/latest/dg/sns-large-payload-raw-message-delivery.html https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html
  topic.addSubscription(
    new SqsSubscription(work.queue, { rawMessageDelivery: true, deadLetterQueue: work.deadLetters }),
  );
  // No KMS key on topic or queue: SES and SNS could not use the account's default ones.
  // https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
  const { policyDependable } = topic.addToResourcePolicy(
    new PolicyStatement({
      sid: 'OurMailMayPublish',
      principals: [new ServicePrincipal('ses.amazonaws.com')],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      conditions: {
        StringEquals: {
          'aws:SourceAccount': Stack.of(scope).account,
          'aws:SourceArn': Stack.of(scope).formatArn({
            service: 'ses',
            resource: 'configuration-set',
            resourceName: configurationSet.configurationSetName,
          }),
        },
      },
    }),
  );
  const destination = new ConfigurationSetEventDestination(scope, 'MailEventDestination', {
    configurationSet,
    destination: EventDestination.snsTopic(topic),
    events: EVENTS,
  });
  // SES tries the topic when it is made: the leave must stand by then (not tried).
  if (policyDependable) destination.node.addDependency(policyDependable);
  return work;
}
