import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { SentMail } from './sent-mail.ts';

/** A change of an object that has begun, and of which its queues may not have heard. */
export interface Write {
  readonly id: number;
  readonly bucket: string;
  readonly key: string;
  readonly method: string;
  /** `/bucket/key` as sent. */
  readonly path: string;
}

export interface StoredVersion {
  readonly body: Buffer;
  readonly eTag: string;
}

/** A mail with what its events say of it. */
export interface KeptMail extends SentMail {
  readonly source: string;
  readonly configurationSet: string;
}

/** What the runner itself must remember beside the emulators' own stores, so that a run that was killed can go on. */
export interface Journal {
  /** `slot`: of the round that has begun and not ended · `edition`: the last one · `clock`: the pipeline's time in epoch ms · `sequence`. */
  fact(name: 'slot' | 'edition' | 'clock' | 'sequence'): string | undefined;
  note(name: 'slot' | 'edition' | 'clock' | 'sequence', value: string | undefined): void;
  begin(write: Omit<Write, 'id'>): number;
  end(id: number): void;
  unfinished(): readonly Write[];
  version(name: string): StoredVersion | undefined;
  keepVersion(name: string, version: StoredVersion): void;
  /** In the order in which they were sent. */
  mails(): readonly KeptMail[];
  keepMail(mail: KeptMail): void;
  /** Ids of mails about which no events have been published. */
  untold(): ReadonlySet<string>;
  told(id: string): void;
  /** The files that were uploaded from a place, by key: a hash of their bytes. */
  uploaded(place: string): ReadonlyMap<string, string>;
  /** Null forgets the file. */
  noteUpload(place: string, key: string, hash: string | null): void;
  close(): void;
}

const SCHEMA = `
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS writes (id INTEGER PRIMARY KEY, bucket TEXT, key TEXT, method TEXT, path TEXT);
CREATE TABLE IF NOT EXISTS versions (name TEXT PRIMARY KEY, eTag TEXT NOT NULL, body BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS mails (id TEXT PRIMARY KEY, about TEXT NOT NULL, raw BLOB NOT NULL, told INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS uploads (place TEXT, key TEXT, hash TEXT NOT NULL, PRIMARY KEY (place, key));
`;

/** Each call is one transaction, on disk when it returns: a kill loses nothing. Without a file it lasts as long as the process. */
export function openJournal(file = ':memory:'): Journal {
  const database = new DatabaseSync(file);
  database.exec('PRAGMA journal_mode = WAL');
  database.exec(SCHEMA);
  const statements = new Map<string, StatementSync>();
  const statement = (sql: string) => {
    const prepared = statements.get(sql) ?? database.prepare(sql);
    statements.set(sql, prepared);
    return prepared;
  };
  const run = (sql: string, ...values: readonly (string | number | Uint8Array)[]) =>
    statement(sql).run(...values);
  const rows = (sql: string, ...values: readonly string[]) => statement(sql).all(...values);
  return {
    fact(name) {
      const [row] = rows('SELECT value FROM facts WHERE name = ?', name);
      return row === undefined ? undefined : String(row.value);
    },
    note(name, value) {
      if (value === undefined) run('DELETE FROM facts WHERE name = ?', name);
      else run('INSERT OR REPLACE INTO facts VALUES (?, ?)', name, value);
    },
    begin({ bucket, key, method, path }) {
      const sql = 'INSERT INTO writes (bucket, key, method, path) VALUES (?, ?, ?, ?)';
      return Number(run(sql, bucket, key, method, path).lastInsertRowid);
    },
    end: (id) => void run('DELETE FROM writes WHERE id = ?', id),
    unfinished: () =>
      rows('SELECT * FROM writes ORDER BY id').map(({ id, bucket, key, method, path }) => ({
        id: Number(id),
        bucket: String(bucket),
        key: String(key),
        method: String(method),
        path: String(path),
      })),
    version(name) {
      const [row] = rows('SELECT eTag, body FROM versions WHERE name = ?', name);
      return row && { eTag: String(row.eTag), body: bytes(row.body) };
    },
    keepVersion: (name, { eTag, body }) =>
      void run('INSERT OR REPLACE INTO versions VALUES (?, ?, ?)', name, eTag, body),
    mails: () =>
      rows('SELECT id, about, raw FROM mails ORDER BY rowid').map(({ id, about, raw }) => {
        // Written below, by this file alone.
        const known: Omit<KeptMail, 'id' | 'raw'> = JSON.parse(String(about));
        return { id: String(id), ...known, raw: bytes(raw) };
      }),
    keepMail: ({ id, raw, ...about }) =>
      void run('INSERT INTO mails (id, about, raw) VALUES (?, ?, ?)', id, JSON.stringify(about), raw),
    untold: () => new Set(rows('SELECT id FROM mails WHERE told = 0').map(({ id }) => String(id))),
    told: (id) => void run('UPDATE mails SET told = 1 WHERE id = ?', id),
    uploaded: (place) =>
      new Map(
        rows('SELECT key, hash FROM uploads WHERE place = ?', place).map(({ key, hash }) => [
          String(key),
          String(hash),
        ]),
      ),
    noteUpload(place, key, hash) {
      if (hash === null) run('DELETE FROM uploads WHERE place = ? AND key = ?', place, key);
      else run('INSERT OR REPLACE INTO uploads VALUES (?, ?, ?)', place, key, hash);
    },
    close: () => database.close(),
  };
}

const bytes = (value: unknown): Buffer => Buffer.from(value instanceof Uint8Array ? value : []);
