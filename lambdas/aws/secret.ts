import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

let text: Promise<string> | undefined;

/** The text of the pipeline's one secret, read once per cold start. */
export function secretText(arn: string): Promise<string> {
  text ??= read(arn).catch((error: unknown) => {
    // A failed read must not be remembered for the life of the process.
    text = undefined;
    throw error;
  });
  return text;
}

async function read(arn: string): Promise<string> {
  const found = await new SecretsManagerClient({}).send(new GetSecretValueCommand({ SecretId: arn }));
  return found.SecretString ?? '';
}
