import type { Story } from '../../types.ts';
import { cleanLine } from '../view/clean.ts';
import type { Foreign } from '../view/source-view.ts';
import { anchorOf } from '../view/without-repeats.ts';
import { headlineOf, type MailContext, reportUrlOf, urlOf } from './contents.ts';
import { type OutletsView, standingOf } from './outlets.ts';

/** What a story opens with in a mail, brief or full. */
export interface StoryHead {
  readonly anchor: string;
  readonly headline: Foreign;
  /** Of the story's own page. */
  readonly url: string;
  readonly reportUrl: string;
  /** New, updated or going on; null in a first edition, where all is new. */
  readonly state: string | null;
  /** "9 outlets · English 7 · Ukrainian 1", or that there is only one outlet. */
  readonly standing: string;
  readonly stateOnly: string | null;
  /** The editors' own words about the story. */
  readonly notes: readonly string[];
}

export function storyHead(story: Story, outlets: OutletsView, context: MailContext): StoryHead {
  const { wording, edition } = context;
  return {
    anchor: anchorOf(story),
    headline: headlineOf(story, context),
    url: urlOf(story, context),
    reportUrl: reportUrlOf(story, context),
    state: edition.fresh === undefined ? null : wording.state[story.state],
    standing: standingOf(story, outlets.count, wording),
    stateOnly: outlets.isStateOnly ? wording.onlyStateMedia : null,
    notes: (story.notes ?? []).map(cleanLine),
  };
}
