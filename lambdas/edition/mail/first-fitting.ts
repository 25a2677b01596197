/** UTF-8 bytes. Gmail cuts a mail's HTML off at about 102 kB, and with it the link to unsubscribe. */
export const LARGEST_HTML = 102_000;
/** With the HTML, and with three bytes for each in quoted-printable, a message stays below 500 kB. */
export const LARGEST_TEXT = 50_000;

export interface Parts {
  readonly html: string;
  readonly text: string;
}

/** The first of ever smaller views whose mail fits, the last where none does. The whole view nearly always fits. */
export async function firstFitting<V, T extends Parts>(
  view: V,
  smaller: (view: V) => readonly V[],
  render: (view: V) => Promise<T>,
): Promise<T> {
  const whole = await render(view);
  if (fits(whole)) return whole;
  const steps = smaller(view);
  let [low, high] = [0, steps.length - 1];
  let found: T | undefined;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const mail = await render(steps[middle] ?? view);
    if (fits(mail)) [found, high] = [mail, middle - 1];
    else low = middle + 1;
  }
  return found ?? render(steps.at(-1) ?? view);
}

function fits({ html, text }: Parts): boolean {
  return Buffer.byteLength(html) <= LARGEST_HTML && Buffer.byteLength(text) <= LARGEST_TEXT;
}
