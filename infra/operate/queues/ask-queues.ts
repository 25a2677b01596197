import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import type { QueueUrls } from '../deployment.ts';
import { QUEUES } from './queue-list.ts';
import { type DeadLetterState, type ListedState, type QueueState, slotIn } from './queue-state.ts';
import type { RedrivePorts } from './redrive.ts';

/** Every queue of the deployment as it stands. `oldestOf` asks for the age of a queue's oldest message, by the queue's name. */
export async function askQueues(
  urls: QueueUrls,
  oldestOf: (queueName: string) => Promise<number | null>,
  now: number,
): Promise<readonly ListedState[]> {
  const sqs = new SQSClient({});
  return Promise.all(
    QUEUES.map(async (queue): Promise<ListedState> => {
      const { waiting, deadLetters } = urls[queue.name] ?? {};
      const [work, dead] = await Promise.all([
        waiting === undefined ? undefined : stateOf(sqs, waiting, oldestOf),
        deadLetters === undefined ? undefined : deadLettersOf(sqs, deadLetters, now),
      ]);
      return { queue, ...(work === undefined ? {} : { work }), ...(dead === undefined ? {} : { dead }) };
    }),
  );
}

async function attributesOf(sqs: SQSClient, QueueUrl: string) {
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }),
  );
  return Attributes;
}

async function stateOf(
  sqs: SQSClient,
  url: string,
  oldestOf: (queueName: string) => Promise<number | null>,
): Promise<QueueState> {
  const found = await attributesOf(sqs, url);
  const waiting =
    Number(found.ApproximateNumberOfMessages ?? 0) + Number(found.ApproximateNumberOfMessagesDelayed ?? 0);
  const inWork = Number(found.ApproximateNumberOfMessagesNotVisible ?? 0);
  // To receive a message of a queue that works would count as one of its tries, so only CloudWatch is asked how old it is.
  // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html
  return { waiting, inWork, oldest: waiting + inWork === 0 ? null : await oldestOf(nameIn(url)) };
}

/** Nothing reads dead letters, so that looking at ten of them takes no try away; they are visible again at once. */
async function deadLettersOf(sqs: SQSClient, QueueUrl: string, now: number): Promise<DeadLetterState> {
  const found = await attributesOf(sqs, QueueUrl);
  const count =
    Number(found.ApproximateNumberOfMessages ?? 0) + Number(found.ApproximateNumberOfMessagesNotVisible ?? 0);
  if (count === 0) return { count, oldest: null, slots: [] };
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl,
      MaxNumberOfMessages: 10,
      VisibilityTimeout: 0,
      WaitTimeSeconds: 1,
      MessageSystemAttributeNames: ['SentTimestamp'],
    }),
  );
  const sent = Messages.flatMap(({ Attributes }) => {
    const at = Number(Attributes?.SentTimestamp);
    return Number.isFinite(at) ? [at] : [];
  });
  const slots = Messages.flatMap(({ Body = '' }) => slotIn(Body) ?? []);
  return {
    count,
    oldest: sent.length === 0 ? null : Math.max(0, (now - Math.min(...sent)) / 1000),
    slots: [...new Set(slots)].sort(),
  };
}

const nameIn = (url: string) => url.slice(url.lastIndexOf('/') + 1);

/**
 * From the dead letters back into their queue. The queue is named, since SNS too puts letters among the feedback's, and of those
 * SQS knows no source. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_StartMessageMoveTask.html
 */
export function redrivePorts({
  waiting,
  deadLetters,
}: {
  readonly waiting: string;
  readonly deadLetters: string;
}): RedrivePorts {
  const sqs = new SQSClient({});
  return {
    startMove: async () => {
      const [from, to] = await Promise.all([attributesOf(sqs, deadLetters), attributesOf(sqs, waiting)]);
      try {
        await sqs.send(
          new StartMessageMoveTaskCommand({ SourceArn: from.QueueArn, DestinationArn: to.QueueArn }),
        );
        return true;
      } catch (error) {
        if (error instanceof Error && NO_SUCH_ACTION.test(error.name)) return false;
        throw error;
      }
    },
    receive: async () => {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({
          QueueUrl: deadLetters,
          MaxNumberOfMessages: 10,
          VisibilityTimeout: 60,
          WaitTimeSeconds: 1,
        }),
      );
      return Messages.map(({ Body = '', ReceiptHandle = '' }) => ({ body: Body, handle: ReceiptHandle }));
    },
    send: async ({ body }) => {
      await sqs.send(new SendMessageCommand({ QueueUrl: waiting, MessageBody: body }));
    },
    remove: async ({ handle }) => {
      await sqs.send(new DeleteMessageCommand({ QueueUrl: deadLetters, ReceiptHandle: handle }));
    },
  };
}

/** How a service says that it does not know an action; emulators know fewer than AWS. */
const NO_SUCH_ACTION =
  /^(InvalidAction|UnsupportedOperation|UnknownOperation|AWS\.SimpleQueueService\.UnsupportedOperation)/;
