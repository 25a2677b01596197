import { homedir } from 'node:os';
import { join } from 'node:path';

/** The user's cache folder for this project, which may be emptied at any time. `XDG_CACHE_HOME` moves it. */
export const CACHE_FOLDER = join(
  process.env.XDG_CACHE_HOME || join(homedir(), process.platform === 'darwin' ? 'Library/Caches' : '.cache'),
  'communique',
);
