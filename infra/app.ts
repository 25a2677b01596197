import { briefingFile, readBriefing, settingsOf } from './briefing.ts';
import { composeNotices } from './parts/notices.ts';
import { buildApp } from './stacks.ts';

// The CDK entry, run by Node's type stripping. The clock and the command line (`cdk synth -c briefing=FILE`) are read
// here and nowhere below.
const given: unknown = JSON.parse(process.env.CDK_CONTEXT_JSON ?? '{}');
const briefing = readBriefing(briefingFile(undefined, given));
const notices = await composeNotices(settingsOf(briefing));
buildApp({ briefing, notices, now: new Date() }).synth();
