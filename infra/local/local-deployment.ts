import { rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { LOCAL_NAME, OUTPUTS, QUEUE_OUTPUTS } from '../operate/deployment.ts';
import { isStateful, pipelineOn } from '../parts/names.ts';
import type { Stack } from './stack/stack.ts';
import type { Resolver } from './stack/template.ts';
import { PipelineFailure } from './until-settled.ts';

type LocalDeployment = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The running pipeline as `cdk deploy --outputs-file` would tell it, with the variables that lead the SDK to it. */
export function localDeployment(
  made: readonly Stack[],
  resolver: Resolver,
  region: string,
  endpoints: Readonly<Record<string, string>>,
): LocalDeployment {
  const stateful = made.map(({ name }) => name).find(isStateful);
  if (stateful === undefined) throw new PipelineFailure('No stack holds a newsletter.');
  // A newsletter with an id has stacks that are called after it.
  const own = { CommuniqueStateful: stateful, CommuniquePipeline: pipelineOn(stateful) };
  const stacks: Record<string, Record<string, string>> = {};
  const wanted: readonly (readonly [keyof typeof own, string])[] = [
    ...Object.values(OUTPUTS),
    ...Object.values(QUEUE_OUTPUTS).flatMap((outputs): (readonly [keyof typeof own, string])[] =>
      Object.values(outputs),
    ),
  ];
  for (const [part, output] of wanted) {
    const stack = own[part];
    stacks[stack] = { ...stacks[stack], [output]: resolver.output(stack, output) };
  }
  const environment = {
    ...endpoints,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: 'operator',
    AWS_SECRET_ACCESS_KEY: 'local',
  };
  return { ...stacks, environment };
}

/** What operators' commands must know of a run besides its parts. */
export interface RunFacts {
  /** The briefing's file. */
  readonly briefing: string;
  /** The time that the run lives at. */
  readonly now: () => Date;
}

/** Lets operators' commands find the run that has taken `folder`; what it returns takes that back. */
export function publishDeployment(
  deployment: LocalDeployment,
  folder: string,
  { briefing, now }: RunFacts,
): () => void {
  const file = join(folder, LOCAL_NAME);
  const run = { briefing: resolve(briefing), aheadMs: now().getTime() - Date.now() };
  writeFileSync(file, `${JSON.stringify({ ...deployment, run }, null, 2)}\n`);
  return () => rmSync(file, { force: true });
}
