/** Groups made-up articles in a process of its own, as a fresh Lambda would: prints CPU milliseconds and the peak of memory in MB. */
import { groupArticles } from '../../lambdas/stories/group.ts';
import { madeUpArticles } from './made-up.ts';

const articles = madeUpArticles(Number(process.argv[2]));
const before = process.cpuUsage();
groupArticles(articles);
const { user, system } = process.cpuUsage(before);
const megabytes = Math.round(process.resourceUsage().maxRSS / 1024);
process.stdout.write(JSON.stringify({ milliseconds: (user + system) / 1000, megabytes }));
