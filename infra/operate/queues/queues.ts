import { parseArgs } from 'node:util';
import { helped, runCommand } from '../../local/command.ts';
import {
  DEPLOYMENT_HELP,
  DEPLOYMENT_OPTIONS,
  DeploymentError,
  enter,
  findDeployment,
} from '../deployment.ts';
import { askQueues, redrivePorts } from './ask-queues.ts';
import { oldestMessage } from './oldest-message.ts';
import { QUEUES } from './queue-list.ts';
import { linesOf, type ToldQueue } from './queue-state.ts';
import { redrive } from './redrive.ts';

const HELP = `npm run queues -- list | redrive [NAME] [options]

  list            what each queue holds, how many messages wait, how old the oldest is, how many were set aside as dead
                  letters, and what putting them back would do
  redrive [NAME]  tells what would be put back from the dead letters of one queue (${QUEUES.filter(
    (one) => one.redrive !== null,
  )
    .map(({ name }) => name)
    .join(', ')}), or of all
    --yes         puts it back

${DEPLOYMENT_HELP}  --help          this text

How old a message of a working queue is only CloudWatch knows: in a local run it is not told. Exit code of list: 0, or 1
when there are dead letters; of redrive: 0; 2 on a wrong call.
`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      ...DEPLOYMENT_OPTIONS,
      yes: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const [verb = '', name, ...more] = positionals;
  const isWrong =
    !['list', 'redrive'].includes(verb) ||
    more.length > 0 ||
    (verb === 'list' && (name !== undefined || values.yes));
  const code = helped(HELP, values.help, isWrong);
  if (code !== null) return code;
  const chosen =
    name === undefined ? QUEUES : QUEUES.filter((one) => one.name.toLowerCase() === name.toLowerCase());
  if (chosen.length === 0) {
    process.stderr.write(`There is no queue "${name}": ${QUEUES.map((one) => one.name).join(', ')}.\n`);
    return 2;
  }
  const deployment = findDeployment(values);
  enter(deployment);
  const all = await askQueues(
    deployment.queues,
    values.local ? async () => null : oldestMessage(),
    Date.now(),
  );
  const told = all.filter(({ queue }) => chosen.includes(queue));
  if (verb === 'list') {
    process.stdout.write(`${told.flatMap(linesOf).join('\n')}\n`);
    return told.some(({ dead }) => (dead?.count ?? 0) > 0) ? 1 : 0;
  }
  for (const one of told) process.stdout.write(`${await putBack(one)}\n`);
  return 0;

  async function putBack({ queue, dead }: ToldQueue): Promise<string> {
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

if (import.meta.main) await runCommand(main);
