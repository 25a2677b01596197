import { PipelineFailure } from '../until-settled.ts';
import type { Resolver, Resource } from './template.ts';

/** The template's single resource of a type with this construct id, to which CDK adds eight hexadecimal digits. @throws PipelineFailure */
export function singleResource(resolver: Resolver, type: string, name: string): Resource {
  const found = resolver.all(type).filter(({ id }) => new RegExp(`^${name}[0-9A-F]{8}$`).test(id));
  const [only] = found;
  if (!only || found.length > 1)
    throw new PipelineFailure(`The template has no single ${type} named ${name}.`);
  return only;
}
