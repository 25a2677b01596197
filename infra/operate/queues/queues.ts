import { type Call, defineCommand, runCommand, WrongCall } from '../../command.ts';
import { DEPLOYMENT_OPTIONS, DeploymentError, findDeployment, useDeployment } from '../deployment.ts';
import { askQueues, redrivePorts } from './ask-queues.ts';
import { oldestMessage } from './oldest-message.ts';
import { QUEUES } from './queue-list.ts';
import { type ListedState, linesOf } from './queue-state.ts';
import { redrive } from './redrive.ts';

const NAMES_TO_REDRIVE = QUEUES.filter((one) => one.redrive !== null)
  .map(({ name }) => name)
  .join(', ');

const QUEUES_COMMAND = defineCommand({
  call: 'npm run queues -- list | redrive [NAME]',
  words: { least: 1, most: 2 },
  about: `list            what each queue holds: how many messages wait, how old the oldest is, how many were set aside as dead
                letters, and what putting them back would do
redrive [NAME]  says what would be put back from the dead letters of one queue
                (${NAMES_TO_REDRIVE}), or of all`,
  options: {
    yes: { type: 'boolean', default: false, about: 'redrive puts it back' },
    ...DEPLOYMENT_OPTIONS,
  },
  notes: `Only CloudWatch knows how old a message of a working queue is: in a local run it is not said. Exit code of list: 0, or
1 when there are dead letters; of redrive: 0; 2 on a wrong call.`,
});

async function main({ values, words }: Call<typeof QUEUES_COMMAND.options>): Promise<number> {
  const [verb = '', name] = words;
  if (verb !== 'list' && verb !== 'redrive') throw new WrongCall(`It takes list or redrive, not "${verb}".`);
  if (verb === 'list' && (name !== undefined || values.yes))
    throw new WrongCall('list takes neither a queue nor --yes.');
  const chosen =
    name === undefined ? QUEUES : QUEUES.filter((one) => one.name.toLowerCase() === name.toLowerCase());
  if (chosen.length === 0)
    throw new WrongCall(`There is no queue "${name}": ${QUEUES.map((one) => one.name).join(', ')}.`);
  const deployment = findDeployment(values);
  useDeployment(deployment);
  const all = await askQueues(
    deployment.queues,
    values.local ? async () => null : oldestMessage(),
    Date.now(),
  );
  const states = all.filter(({ queue }) => chosen.includes(queue));
  if (verb === 'list') {
    process.stdout.write(`${states.flatMap(linesOf).join('\n')}\n`);
    return states.some(({ dead }) => (dead?.count ?? 0) > 0) ? 1 : 0;
  }
  for (const one of states) process.stdout.write(`${await putBack(one)}\n`);
  return 0;

  async function putBack({ queue, dead }: ListedState): Promise<string> {
    const { waiting, deadLetters } = deployment.queues[queue.name] ?? {};
    if (dead === undefined || deadLetters === undefined)
      throw new DeploymentError(
        `${queue.name}: the deployment does not say where its dead letters are. Deploy once more.`,
      );
    if (dead.count === 0) return `${queue.name}: no dead letters.`;
    if (queue.redrive === null || waiting === undefined) return `${queue.name}: ${queue.instead ?? ''}`;
    if (!values.yes)
      return `${queue.name}: would put back ${dead.count}: ${queue.dead}. ${queue.redrive} Give --yes to do it.`;
    const done = await redrive(dead.count, redrivePorts({ waiting, deadLetters }));
    return done.by === 'sqs'
      ? `${queue.name}: SQS puts back ${dead.count}, which takes a while; npm run queues -- list tells when it is done.`
      : `${queue.name}: put back ${done.moved}.`;
  }
}

if (import.meta.main) await runCommand(QUEUES_COMMAND, main);
