/** Weights of a row of the word table, and of a token's vector. */
export const WIDTH = 384;
const BLOCK = 32;
const BLOCK_BYTES = 18;
const ROW_BYTES = (WIDTH / BLOCK) * BLOCK_BYTES;

/**
 * Writes row `id` of the table to `into`, from `at`. A row is twelve blocks of 32 weights (Q4_0): a half-precision scale, then 16
 * bytes, each with two weights of 4 bits, the low halves first, 8 standing for zero.
 */
export function readRow(table: Uint8Array, id: number, into: Float32Array, at: number): void {
  for (let block = 0; block < WIDTH / BLOCK; block += 1) {
    const start = id * ROW_BYTES + block * BLOCK_BYTES;
    const scale = half((table[start] ?? 0) | ((table[start + 1] ?? 0) << 8));
    const to = at + block * BLOCK;
    for (let n = 0; n < BLOCK / 2; n += 1) {
      const byte = table[start + 2 + n] ?? 0;
      into[to + n] = ((byte & 15) - 8) * scale;
      into[to + BLOCK / 2 + n] = ((byte >> 4) - 8) * scale;
    }
  }
}

export function rowsOf(table: Uint8Array): number {
  return table.length / ROW_BYTES;
}

function half(bits: number): number {
  const sign = bits >> 15 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const rest = bits & 1023;
  return sign * (exponent === 0 ? rest * 2 ** -24 : (1 + rest / 1024) * 2 ** (exponent - 15));
}
