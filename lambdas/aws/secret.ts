import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { type Keys, keysFrom } from '../reader/keys.ts';

let keys: Promise<Keys> | undefined;

/** The pipeline's one secret, read once per cold start. */
export function secretKeys(arn: string): Promise<Keys> {
  keys ??= read(arn).catch((error: unknown) => {
    // A failed read must not be remembered for the life of the process.
    keys = undefined;
    throw error;
  });
  return keys;
}

async function read(arn: string): Promise<Keys> {
  const found = await new SecretsManagerClient({}).send(new GetSecretValueCommand({ SecretId: arn }));
  return keysFrom(found.SecretString ?? '');
}
