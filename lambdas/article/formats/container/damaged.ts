import { InvalidUpload } from '../../invalid-upload.ts';
import type { Reading } from '../../reading.ts';

/** Whatever a library throws on a damaged file is this refusal; refusals of its content stay what they are. */
export async function damagedUnless(read: () => Promise<Reading>, message: string): Promise<Reading> {
  try {
    return await read();
  } catch (cause) {
    throw cause instanceof InvalidUpload ? cause : new InvalidUpload('corrupt', message, { cause });
  }
}
