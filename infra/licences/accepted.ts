import type { Bundled } from './bundled.ts';
import { fits } from './expression.ts';

/** Which licences an Apache-2.0 product may carry with it, and what packages with no SPDX expression were found to be under. */
export interface Accepted {
  readonly accepted: readonly string[];
  /** Read by a person in this version; another version is read again. `says` is the package's own word for it. */
  readonly read: readonly {
    readonly package: string;
    readonly version: string;
    readonly says: string;
    readonly licence: string;
  }[];
}

/** The packages whose licence is not accepted. */
export function misfits(packages: readonly Bundled[], { accepted, read }: Accepted): readonly Bundled[] {
  const set = new Set(accepted);
  return packages.filter(({ name, version, licence }) => {
    const known = read.find((one) => one.package === name && one.version === version && one.says === licence);
    return !fits(known?.licence ?? licence, set);
  });
}
