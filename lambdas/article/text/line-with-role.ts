import type { Role } from '../../types.ts';
import type { HeadLine } from '../metadata/head.ts';
import type { Line } from '../roles/lines.ts';

/** A line of a text on its way to a role. */
export interface LineWithRole extends Line {
  role: Role | null;
  head?: HeadLine;
}
