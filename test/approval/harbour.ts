import type { Settings } from '../../lambdas/types.ts';
import { SETTINGS } from '../sending.ts';

/** A newsroom's briefing and what two outlets write. */
export const HARBOUR: Settings = {
  ...SETTINGS,
  topic: {
    title: 'The strike in the northern harbour',
    names: ['Northern Harbour'],
    seeds: ['Crane drivers of the northern harbour strike.'],
  },
};
export const MINUTE = 60_000;
export const SLOT = '2023-09-14T04:00:00.000Z';
export const ID = '2023-09-14T04-00-00Z';
export const GAZETTE =
  'Harbour Gazette, 13 September 2023\n\nCrane drivers end their strike\n\nThe crane drivers of the northern harbour went back to work on Wednesday after eleven days, the port said.';
export const COURIER =
  'Coast Courier, 13 September 2023\n\nHarbour at work again\n\nThe crane drivers of the northern harbour returned to their cabins on Wednesday after eleven days on strike.';
