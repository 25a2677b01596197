/** Up to so many vectors all are looked at: that takes as long as finding out which to look at. */
const FEW = 400;
/** Cells that are looked into; neighbours that lie in further ones are lost. */
const LOOKED_INTO = 12;
/** Cells for each root of the number of vectors: where looking into cells costs as much as finding them. */
const CELLS_PER_ROOT = 3;

/**
 * For each vector (all of one length) the places of its `most` nearest others, nearest first; of equally near ones the lower place. Each vector lies
 * in the cell of the nearest of some vectors that are taken at even distances, and only the cells around it are looked
 * into: the cost grows with the number of vectors times its root. What has no vector is near to nothing.
 */
export function nearestVectors(vectors: readonly (Int8Array | null)[], most: number): readonly Uint32Array[] {
  const places = [...vectors.keys()].filter((place) => vectors[place] !== null);
  const table = tableOf(places, vectors);
  const cells = places.length <= FEW ? null : cellsOf(table, places.length);
  const found: Uint32Array[] = vectors.map(() => new Uint32Array(0));
  const all = Uint32Array.from(places.keys());
  for (const [row, place] of places.entries()) {
    const rows = cells === null ? [all] : cellsAround(table, row, cells);
    found[place] = nearestRows(table, row, rows, most).map((other) => places[other] ?? 0);
  }
  return found;
}

interface Table {
  readonly width: number;
  readonly rows: Int8Array;
}

function tableOf(places: readonly number[], vectors: readonly (Int8Array | null)[]): Table {
  const width = vectors[places[0] ?? -1]?.length ?? 0;
  const rows = new Int8Array(places.length * width);
  for (const [row, place] of places.entries()) {
    const vector = vectors[place];
    if (vector) rows.set(vector, row * width);
  }
  return { width, rows };
}

interface Cells {
  readonly centres: readonly number[];
  readonly members: readonly Uint32Array[];
}

function cellsOf(table: Table, size: number): Cells {
  const count = Math.min(size, Math.round(CELLS_PER_ROOT * Math.sqrt(size)));
  const centres = Array.from({ length: count }, (_, cell) => Math.floor((cell * size) / count));
  const members = centres.map((): number[] => []);
  for (let row = 0; row < size; row += 1) {
    let best = 0;
    let most = Number.NEGATIVE_INFINITY;
    for (const [cell, centre] of centres.entries()) {
      const near = product(table, row, centre);
      if (near > most) [best, most] = [cell, near];
    }
    members[best]?.push(row);
  }
  return { centres, members: members.map((rows) => Uint32Array.from(rows)) };
}

function cellsAround(table: Table, row: number, { centres, members }: Cells): Uint32Array[] {
  const near = centres.map((centre) => product(table, row, centre));
  return [...near.keys()]
    .sort((a, b) => (near[b] ?? 0) - (near[a] ?? 0) || a - b)
    .slice(0, LOOKED_INTO)
    .map((cell) => members[cell] ?? new Uint32Array(0));
}

/** The nearest of the rows, kept in a short list that stays in order. */
function nearestRows(table: Table, row: number, lists: readonly Uint32Array[], most: number): Uint32Array {
  const rows = new Uint32Array(most);
  const nearness = new Float64Array(most);
  let count = 0;
  for (const list of lists) {
    for (const other of list) {
      if (other === row) continue;
      const near = product(table, row, other);
      const isAfter = (at: number) =>
        (nearness[at] ?? 0) > near || ((nearness[at] ?? 0) === near && (rows[at] ?? 0) < other);
      if (count === most && isAfter(most - 1)) continue;
      let at = Math.min(count, most - 1);
      while (at > 0 && !isAfter(at - 1)) {
        rows[at] = rows[at - 1] ?? 0;
        nearness[at] = nearness[at - 1] ?? 0;
        at -= 1;
      }
      rows[at] = other;
      nearness[at] = near;
      count = Math.min(most, count + 1);
    }
  }
  return rows.slice(0, count);
}

function product({ rows, width }: Table, a: number, b: number): number {
  const [i, j] = [a * width, b * width];
  let sum = 0;
  for (let n = 0; n < width; n += 1) sum += (rows[i + n] ?? 0) * (rows[j + n] ?? 0);
  return sum;
}
