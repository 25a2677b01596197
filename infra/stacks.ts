import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import cdk from '../cdk.json' with { type: 'json' };
import type { Briefing } from './briefing.ts';
import type { Files } from './parts/notices.ts';
import { pipelineStack } from './pipeline.ts';
import { statefulStack } from './stateful.ts';

export interface AppInput {
  readonly briefing: Briefing;
  /** What `composeNotices` made of it; only a synthesis that bundles needs them. */
  readonly notices?: Files;
  /** Adds to the context of cdk.json: `{ 'aws:cdk:bundling-stacks': [] }` leaves out the bundling. */
  readonly context?: Readonly<Record<string, unknown>>;
  /** When it is deployed. Without it both days of the coverage stand in the template as they are. */
  readonly now?: Date;
  /** Where `synth()` writes; `cdk.out` under the command line, else a temporary folder. */
  readonly outdir?: string;
}

/**
 * The two stacks of a briefing with cdk-nag attached, not yet synthesized. `cdk deploy`, the local runner and the
 * tests all build their template here.
 */
export function buildApp({ briefing, notices = {}, context, now, outdir }: AppInput): App {
  const app = new App({
    context: { ...cdk.context, ...context },
    ...(outdir === undefined ? {} : { outdir }),
    analyticsReporting: false,
    autoSynth: false,
  });
  const stateful = statefulStack(app, briefing);
  pipelineStack(app, { briefing, notices, stateful, ...(now === undefined ? {} : { now }) });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return app;
}
