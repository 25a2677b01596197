import type { Gate } from './gate.ts';
import { gmail } from './gmail.ts';
import { outlook } from './outlook.ts';

/** Every gate of a mail program. `../gates.test.ts` leads every mail and notice through each. */
export const GATES: readonly Gate[] = [gmail, outlook];
