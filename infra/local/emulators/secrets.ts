import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { Resolver, Resource } from '../stack/template.ts';
import { fields, numberOf, textOf } from '../stack/template-values.ts';
import { listen } from './http/listen.ts';
import { readBody } from './http/request.ts';

export interface Secrets {
  readonly origin: string;
  create(resolver: Resolver): void;
  /** A secret's text by its ARN. @throws Error when the template has no such secret. */
  valueOf(arn: string): string;
  close(): Promise<void>;
}

/** Answers GetSecretValue from the template's GenerateSecretString. Local secrets are derived, not random: two runs make the same links. */
export async function startSecrets(): Promise<Secrets> {
  const values = new Map<string, string>();
  const server = createServer(async (request, response) => {
    const answer = (status: number, value: unknown) => {
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(value));
    };
    const action = textOf(request.headers['x-amz-target']).split('.').at(-1);
    const wanted = textOf(fields(JSON.parse((await readBody(request)).toString('utf8') || '{}')).SecretId);
    const value = values.get(wanted);
    if (action !== 'GetSecretValue')
      return answer(400, { __type: 'InvalidRequestException', message: `The local run has no ${action}.` });
    if (value === undefined)
      return answer(400, { __type: 'ResourceNotFoundException', message: `No secret is named ${wanted}.` });
    answer(200, {
      ARN: wanted,
      Name: wanted.split(':').at(-1),
      SecretString: value,
      VersionId: 'local',
      VersionStages: ['AWSCURRENT'],
    });
  });
  const listening = await listen(server);
  return {
    origin: listening.origin,
    create(resolver) {
      for (const secret of resolver.all('AWS::SecretsManager::Secret')) {
        const value = localSecret(secret);
        values.set(secret.arn, value);
        values.set(secret.name, value);
      }
    },
    valueOf(arn) {
      const value = values.get(arn);
      if (value === undefined) throw new Error(`No secret is named ${arn}.`);
      return value;
    },
    close: listening.close,
  };
}

/** The value of a secret of the local run, another for each newsletter: of the length and letters that the template asks for, and worth nothing elsewhere. */
function localSecret(secret: Resource): string {
  const given = secret.property('SecretString');
  if (given !== undefined) return textOf(given);
  const generate = fields(secret.property('GenerateSecretString'));
  const length = numberOf(generate.PasswordLength, 32);
  let letters = '';
  for (let block = 0; letters.length < length; block += 1) {
    letters += createHash('sha256').update(`local:${secret.name}:${block}`).digest('hex');
  }
  const password = letters.slice(0, length);
  const key = textOf(generate.GenerateStringKey);
  if (key === '') return password;
  return JSON.stringify({
    ...fields(JSON.parse(textOf(generate.SecretStringTemplate, '{}'))),
    [key]: password,
  });
}
