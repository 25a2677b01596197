/** Runs in a worker thread, so that the memory of the stores is not taken for the sender's. Says where they are. */
import { parentPort } from 'node:worker_threads';
import { startMailer } from '../../infra/local/emulators/ses/ses.ts';
import { localBuckets } from '../aws/local-buckets.ts';
import { localTables } from '../aws/local-table.ts';
import { sesTemplate } from '../sending.ts';

await localTables();
await localBuckets();
const ses = await startMailer({ daily: 1_000_000 });
ses.create(sesTemplate());
const { AWS_ENDPOINT_URL_DYNAMODB, AWS_ENDPOINT_URL_S3 } = process.env;
parentPort?.postMessage({ AWS_ENDPOINT_URL_DYNAMODB, AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL_SES: ses.origin });
