/**
 * Ends a command at its start, in one sentence, where the running Node is too old to run this project's TypeScript. It is
 * plain JavaScript, loaded before everything else (`node --import`), because an old Node cannot load anything of ours.
 */

const LEAST = 24;

/** What to tell the person at the keyboard; undefined when this Node will do. */
export function complaintAbout(version, platform, architecture) {
  if (Number(/^v?(\d+)\./.exec(version)?.[1]) >= LEAST) return undefined;
  const where = platform === 'darwin' && architecture === 'arm64' ? 'Apple silicon' : 'this system';
  return `This needs Node ${LEAST} or newer and runs on ${version}: on ${where} \`npm ci\` brings none along, so install it yourself (https://nodejs.org/), and try again.`;
}

const complaint = complaintAbout(process.version, process.platform, process.arch);
if (complaint !== undefined) {
  process.stderr.write(`${complaint}\n`);
  process.exit(1);
}
