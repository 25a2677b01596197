/** Which pieces of a page stand in the body that people marked, each as a share 0 … 1 of its words. */
export function labelsOf(pieces: readonly string[], body: string): readonly number[] {
  const wanted = wordsIn(body);
  const places = new Map<string, number[]>();
  wanted.forEach((word, index) => {
    const list = places.get(word);
    if (list) list.push(index);
    else places.set(word, [index]);
  });
  const options = pieces.map((piece) => matchesOf(wordsIn(piece), wanted, places));
  return chained(
    options,
    pieces.map((piece) => wordsIn(piece).length),
  );
}

interface Match {
  readonly start: number;
  readonly end: number;
  readonly words: number;
}

const MOST_OPTIONS = 40;
const TRIES = 3;

export function wordsIn(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];
}

/** Where a piece may stand in the body: runs of equal words from each place where one of its first words stands. */
function matchesOf(
  words: readonly string[],
  wanted: readonly string[],
  places: ReadonlyMap<string, readonly number[]>,
): readonly Match[] {
  const found: Match[] = [];
  const starts = new Set<number>();
  for (let first = 0; first < Math.min(TRIES, words.length); first += 1) {
    for (const at of (places.get(words[first] ?? '') ?? []).slice(0, 400)) {
      const start = at - first;
      if (starts.has(start)) continue;
      starts.add(start);
      const match = follow(words.slice(first), wanted, at);
      if (match.words >= Math.max(1, words.length * 0.5)) found.push(match);
    }
  }
  return found.sort((a, b) => b.words - a.words).slice(0, MOST_OPTIONS);
}

/** Walks both together; a few words that only one of them has are stepped over. */
function follow(words: readonly string[], wanted: readonly string[], at: number): Match {
  let [i, j, equal, end] = [0, at, 0, at];
  let misses = 0;
  while (i < words.length && j < wanted.length && misses < 6) {
    if (words[i] === wanted[j]) {
      equal += 1;
      i += 1;
      j += 1;
      end = j;
      continue;
    }
    misses += 1;
    const skip = [1, 2, 3].find((far) => words[i + far] === wanted[j]);
    const leap = [1, 2, 3].find((far) => words[i] === wanted[j + far]);
    if (skip !== undefined && (leap === undefined || skip <= leap)) i += skip;
    else if (leap !== undefined) j += leap;
    else [i, j] = [i + 1, j + 1];
  }
  return { start: at, end, words: equal };
}

/** The heaviest chain of matches in one order, no word of the body used twice. */
function chained(options: readonly (readonly Match[])[], sizes: readonly number[]): readonly number[] {
  interface Step {
    readonly end: number;
    readonly score: number;
    readonly piece: number;
    readonly words: number;
    readonly before: Step | null;
  }
  // Kept sorted by end, scores rising: the best chain that ends at or before a place.
  const front: Step[] = [{ end: 0, score: 0, piece: -1, words: 0, before: null }];
  const bestBefore = (end: number): Step | undefined => {
    let [low, high] = [0, front.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((front[middle]?.end ?? 0) <= end) low = middle;
      else high = middle - 1;
    }
    return front[low];
  };
  options.forEach((matches, piece) => {
    const steps = matches.flatMap((match): Step[] => {
      const before = bestBefore(match.start);
      return before
        ? [{ end: match.end, score: before.score + match.words ** 1.05, piece, words: match.words, before }]
        : [];
    });
    for (const step of steps) {
      const at = front.findIndex((one) => one.end > step.end);
      const place = at < 0 ? front.length : at;
      if ((front[place - 1]?.score ?? -1) >= step.score) continue;
      front.splice(place, 0, step);
      let next = place + 1;
      while (next < front.length && (front[next]?.score ?? 0) <= step.score) next += 1;
      front.splice(place + 1, next - place - 1);
    }
  });
  const labels = options.map(() => 0);
  for (let step = front.at(-1) ?? null; step && step.piece >= 0; step = step.before)
    labels[step.piece] = Math.min(1, step.words / Math.max(1, sizes[step.piece] ?? 1));
  return labels;
}
