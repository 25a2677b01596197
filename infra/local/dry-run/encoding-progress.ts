/** Shows on stderr how much is done: on a terminal as it grows, elsewhere every so often. */
export function encodingProgress(stream: NodeJS.WriteStream = process.stderr) {
  const began = performance.now();
  let printedAt = began;
  return (done: number, of: number): void => {
    const now = performance.now();
    const isLast = done === of;
    if (now - began < FIRST_MS || (!isLast && now - printedAt < (stream.isTTY ? TERMINAL_MS : ELSEWHERE_MS)))
      return;
    printedAt = now;
    const left = Math.ceil((((now - began) / done) * (of - done)) / 1000);
    const rest = isLast ? `in ${((now - began) / 1000).toFixed(0)} s` : `about ${left} s to go`;
    const line = `Reading sentences for comparison: ${done} of ${of}, ${rest}`;
    stream.write(stream.isTTY ? `\r\x1b[2K${line}${isLast ? '\n' : ''}` : `${line}\n`);
  };
}

/** Work that ends sooner needs no word. */
const FIRST_MS = 1000;
const TERMINAL_MS = 200;
const ELSEWHERE_MS = 10_000;
