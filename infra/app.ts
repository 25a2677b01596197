import { briefingFile, readBriefing } from './briefing.ts';
import { buildApp } from './stacks.ts';

// The CDK entry, run by Node's type stripping. The clock and the command line (`cdk synth -c briefing=FILE`) are read
// here and nowhere below.
const given: unknown = JSON.parse(process.env.CDK_CONTEXT_JSON ?? '{}');
const briefing = readBriefing(briefingFile(undefined, given));
buildApp({ briefing, now: new Date() }).synth();
