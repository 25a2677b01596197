/** One language's edition in a process of its own, as the first edition of a function is made: prints its milliseconds of CPU. */
import { composeMessage } from '../../lambdas/edition/mail/message.ts';
import { fullEdition, render, settings } from '../edition/sample.ts';

const told = fullEdition();
await composeMessage(told, await render(told), { language: 'en', settings, depth: 'full' });
const { user, system } = process.cpuUsage();
console.log((user + system) / 1000);
