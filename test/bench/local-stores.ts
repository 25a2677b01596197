import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** Does the work where the SDK finds the local stores and the local SES, which live in another thread. */
export async function withLocalStores<T>(work: () => Promise<T>): Promise<T> {
  const stores = new Worker(new URL('./emulators.ts', import.meta.url));
  try {
    const [variables]: Record<string, string>[] = await once(stores, 'message');
    Object.assign(process.env, variables, {
      AWS_REGION: 'eu-central-1',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
    });
    return await work();
  } finally {
    await stores.terminate();
  }
}
