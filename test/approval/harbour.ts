import type { Settings } from '../../lambdas/types.ts';

/** A newsroom's briefing and what two outlets write. */
export const HARBOUR: Settings = {
  name: 'The Harbour Brief',
  topic: {
    title: 'The strike in the northern harbour',
    names: ['Northern Harbour'],
    seeds: ['Crane drivers of the northern harbour strike.'],
  },
  languages: ['en'],
  timeZone: 'UTC',
  windowHours: 72,
  sendByHours: 6,
  sender: { name: 'The Harbour Brief', address: 'brief@news.example.org' },
  publicAddress: 'https://news.example.org',
  postalAddress: '1 Example Street',
};
export const MINUTE = 60_000;
export const SLOT = '2023-09-14T04:00:00.000Z';
export const ID = '2023-09-14T04-00-00Z';
export const GAZETTE =
  'Harbour Gazette, 13 September 2023\n\nCrane drivers end their strike\n\nThe crane drivers of the northern harbour went back to work on Wednesday after eleven days, the port said.';
export const COURIER =
  'Coast Courier, 13 September 2023\n\nHarbour at work again\n\nThe crane drivers of the northern harbour returned to their cabins on Wednesday after eleven days on strike.';
