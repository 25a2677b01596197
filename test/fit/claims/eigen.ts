/**
 * The `count` strongest directions of a symmetric matrix, strongest first, by orthogonal iteration; each of length 1, its
 * largest weight positive, so that the same matrix gives the same directions.
 */
export function directions(matrix: readonly Float64Array[], count: number, rounds = 60): Float64Array[] {
  const size = matrix.length;
  let found: Float64Array[] = Array.from({ length: count }, (_, row) =>
    // Any start will do that is not orthogonal to what is searched.
    Float64Array.from({ length: size }, (_, n) => Math.sin((row + 1) * (n + 1) * 0.7) + (n === row ? 1 : 0)),
  );
  for (let round = 0; round < rounds; round += 1) {
    found = orthonormal(found.map((row) => Float64Array.from(matrix, (line) => dot(line, row))));
  }
  return found.map((row) => {
    const largest = row.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most), 0);
    return row.map((value) => value * Math.sign(largest || 1));
  });
}

function orthonormal(rows: readonly Float64Array[]): Float64Array[] {
  const done: Float64Array[] = [];
  for (const row of rows) {
    const rest = Float64Array.from(row);
    for (const before of done) {
      const share = dot(rest, before);
      for (const [n, value] of before.entries()) rest[n] = (rest[n] ?? 0) - share * value;
    }
    const length = Math.sqrt(dot(rest, rest)) || 1;
    done.push(rest.map((value) => value / length));
  }
  return done;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let n = 0; n < a.length; n += 1) sum += (a[n] ?? 0) * (b[n] ?? 0);
  return sum;
}
