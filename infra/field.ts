/** One place in a settings file. Problems found there are collected, so that an operator sees them all at once. */
export interface Field {
  /** `schedule.time`, `sampleReaders[2].language` …; empty at the root. */
  readonly path: string;
  readonly value: unknown;
  readonly problems: string[];
}

/** Says what is wrong at this place: expected, then found (cut, so that a pasted file does not fill the screen). */
export function complain(field: Field, expected: string): void {
  const { path, value } = field;
  const place = path === '' ? 'the file' : `"${path}"`;
  if (value === undefined) field.problems.push(`${place} is missing; it must be ${expected}`);
  else field.problems.push(`${place} must be ${expected}, got ${shown(value)}`);
}

function shown(value: unknown): string {
  const json = JSON.stringify(value) ?? String(value);
  return json.length > 60 ? `${json.slice(0, 59)}…` : json;
}

/** The members of an object; a key that is neither required nor optional is a problem, as is a required one that is absent. */
export function members(
  field: Field,
  required: readonly string[],
  optional: readonly string[] = [],
): (name: string) => Field {
  const { value, path, problems } = field;
  const inside = (name: string) => (path === '' ? name : `${path}.${name}`);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    complain(field, `an object with ${required.join(', ')}`);
    return (name) => ({ path: inside(name), value: undefined, problems: [] });
  }
  const known = [...required, ...optional];
  for (const name of Object.keys(value)) {
    if (!known.includes(name)) {
      problems.push(`"${inside(name)}" is not a setting; known here: ${known.join(', ')}`);
    }
  }
  const found = new Map<string, unknown>(Object.entries(value));
  return (name) => ({ path: inside(name), value: found.get(name), problems });
}

/** Every item, read by `read`. Refuses a list shorter than `least`. */
export function list<T>(
  field: Field,
  expected: string,
  least: number,
  read: (item: Field) => T,
): readonly T[] {
  const { value, path, problems } = field;
  if (!Array.isArray(value) || value.length < least) {
    complain(field, expected);
    return [];
  }
  return value.map((item: unknown, index) => read({ path: `${path}[${index}]`, value: item, problems }));
}

/** A string that `accepts`; on a problem the empty string, which the caller never gets to use. */
export function text(field: Field, expected: string, accepts: (value: string) => boolean): string {
  if (typeof field.value === 'string' && accepts(field.value)) return field.value;
  complain(field, expected);
  return '';
}

/** A whole number from `least` to `most`, both included. */
export function whole(field: Field, unit: string, least: number, most: number): number {
  const { value } = field;
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value;
  complain(field, `a whole number of ${unit} from ${least} to ${most}`);
  return least;
}

/** The same reader, for a key that may be absent. */
export function optional<T>(field: Field, read: (field: Field) => T): T | undefined {
  return field.value === undefined ? undefined : read(field);
}

/** Complains about every value that an earlier item already has. */
export function distinct(field: Field, values: readonly string[]): void {
  const twice = values.find((value, index) => value !== '' && values.indexOf(value) !== index);
  if (twice !== undefined) field.problems.push(`"${field.path}" names ${shown(twice)} twice`);
}
