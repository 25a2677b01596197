import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';
import { isConfirmation } from '../../../lambdas/article/confirmation.ts';

/** A file on its way to the inbox bucket. */
export interface Upload {
  readonly key: string;
  readonly file: string;
}

/**
 * The files of the given files and folders, hidden ones left out. The key is the name relative to the folder; where two files
 * would get one key, the later one has its folder's name in front. @throws Error for a path that is not there.
 */
export function findUploads(paths: readonly string[]): readonly Upload[] {
  const uploads = new Map<string, string>();
  for (const path of paths) {
    const root = resolve(path);
    for (const file of filesOf(root)) {
      const name = file === root ? basename(file) : relative(root, file).split(sep).join('/');
      const key =
        uploads.has(name) && uploads.get(name) !== file ? `${basename(resolve(file, '..'))}/${name}` : name;
      if (uploads.has(key) && uploads.get(key) !== file)
        throw new Error(`Two files would be uploaded as ${key}: ${uploads.get(key)} and ${file}.`);
      uploads.set(key, file);
    }
  }
  return [...uploads].map(([key, file]) => ({ key, file }));
}

/** The files at or below a path, hidden ones left out. @throws Error for a path that is not there. */
export function filesOf(path: string): readonly string[] {
  let stats: ReturnType<typeof statSync>;
  try {
    stats = statSync(path);
  } catch (cause) {
    throw new Error(`There is no file or folder ${path}.`, { cause });
  }
  if (!stats.isDirectory()) return [path];
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter(
      (file) =>
        !relative(path, file)
          .split(sep)
          .some((part) => part.startsWith('.')),
    )
    .sort();
}

/** What tells two contents of one file apart. */
export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export const readUpload = ({ file }: Upload): Uint8Array => readFileSync(file);

/** True for an empty file whose name ends with `.confirm`: it releases the file beside it, and is no article. */
export function isConfirmationFile(path: string): boolean {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats?.isFile() === true && isConfirmation({ key: path, size: stats.size });
}
