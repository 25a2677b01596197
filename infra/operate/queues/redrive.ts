/** A message as it must be put back. */
export interface Letter {
  readonly body: string;
  readonly handle: string;
}

/** What a redrive asks of SQS. */
export interface RedrivePorts {
  /** SQS's own task; false where it has none. */
  readonly startMove: () => Promise<boolean>;
  /** At most ten, each hidden from others for a while. */
  readonly receive: () => Promise<readonly Letter[]>;
  readonly send: (letter: Letter) => Promise<void>;
  readonly remove: (letter: Letter) => Promise<void>;
}

export type Redriven = { readonly by: 'sqs' } | { readonly by: 'hand'; readonly moved: number };

/**
 * Puts dead letters back: by SQS's own task, which goes on by itself, or one by one, at most `count`, so that what dies again is not
 * put back for ever. A letter is sent before it is removed: a crash between the two leaves it in both, and every function that reads
 * these queues takes a second one as the first.
 */
export async function redrive(count: number, ports: RedrivePorts): Promise<Redriven> {
  if (await ports.startMove()) return { by: 'sqs' };
  let moved = 0;
  while (moved < count) {
    const letters = await ports.receive();
    if (letters.length === 0) break;
    for (const letter of letters) {
      await ports.send(letter);
      await ports.remove(letter);
      moved += 1;
    }
  }
  return { by: 'hand', moved };
}
