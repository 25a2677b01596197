import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from 'aws-cdk-lib';
import sample from '../../infra/briefing.json' with { type: 'json' };
import { type Briefing, parseBriefing } from '../../infra/briefing.ts';
import { stackNames } from '../../infra/parts/names.ts';
import { buildApp } from '../../infra/stacks.ts';

export interface Resource {
  readonly Type: string;
  // A template is JSON of many shapes; the tests look into it with matchers.
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

export interface Template {
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs: Readonly<
    Record<string, { readonly Value: unknown; readonly Export?: { readonly Name: string } }>
  >;
}

export const briefing: Briefing = parseBriefing(sample);

export interface Variation {
  readonly briefing?: Partial<Briefing>;
  readonly now?: Date;
  /** Something to do with the app before it is synthesized. */
  readonly before?: (app: App) => void;
}

/** Both templates of a briefing, synthesized with cdk-nag attached. Throws when a rule is broken. */
export function synthesized({
  briefing: changes,
  now,
  before,
}: Variation = {}): readonly [stateful: Template, pipeline: Template] {
  const outdir = mkdtempSync(join(tmpdir(), 'communique-test-'));
  try {
    const app = buildApp({
      briefing: { ...briefing, ...changes },
      // Leaves out the bundling, which only `bundles.test.ts` needs.
      context: { 'aws:cdk:bundling-stacks': [] },
      outdir,
      ...(now === undefined ? {} : { now }),
    });
    before?.(app);
    const assembly = app.synth();
    const template = (name: string): Template => assembly.getStackByName(name).template;
    const names = stackNames({ ...briefing, ...changes });
    return [template(names.stateful), template(names.pipeline)];
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** Resources of a type with their logical ids. */
export function all(template: Template, type: string): readonly (readonly [string, Resource])[] {
  return Object.entries(template.Resources).filter(([, resource]) => resource.Type === type);
}

/** The one resource of a type with this construct id; CDK adds eight hexadecimal digits to it. */
export function one(
  template: Template,
  type: string,
  name: string,
): readonly [id: string, resource: Resource] {
  const [found, ...others] = all(template, type).filter(([id]) => id.slice(0, -8) === name);
  if (found === undefined || others.length > 0)
    throw new Error(`The template has not exactly one ${type} ${name}.`);
  return found;
}

/** The value behind an import of the other stack's export. */
export function exported(template: Template, value: unknown): unknown {
  const name =
    typeof value === 'object' && value !== null && 'Fn::ImportValue' in value
      ? value['Fn::ImportValue']
      : null;
  return Object.values(template.Outputs).find((output) => output.Export?.Name === name)?.Value;
}
