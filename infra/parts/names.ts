import type { Briefing } from '../briefing.ts';

export interface StackNames {
  readonly stateful: string;
  readonly pipeline: string;
}

/**
 * What a newsletter's stacks are called; every other name in the account is made of these. A briefing without an id has the names
 * that were there before ids.
 */
export function stackNames({ id }: Pick<Briefing, 'id'>): StackNames {
  if (id === undefined) return { stateful: 'CommuniqueStateful', pipeline: 'CommuniquePipeline' };
  return { stateful: `communique-${id}-stateful`, pipeline: `communique-${id}-pipeline` };
}

/** Whether a stack of this name holds some newsletter's data. */
export const isStateful = (stackName: string): boolean =>
  stackName === 'CommuniqueStateful' || /^communique-[a-z0-9-]+-stateful$/.test(stackName);

/** The pipeline that stands on a stateful stack of this name. */
export const pipelineOn = (stateful: string): string =>
  stateful === 'CommuniqueStateful' ? 'CommuniquePipeline' : stateful.replace(/stateful$/, 'pipeline');
