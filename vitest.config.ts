import { defineConfig } from 'vitest/config';

/** Of pure folders: no environment is set, no emulator or browser started, so that files may share a worker and what it has loaded. */
const PURE = ['article', 'claims', 'copies', 'edition', 'edits', 'encoder', 'language', 'stories'].map(
  (folder) => `test/${folder}/**/*.test.ts`,
);

export default defineConfig({
  test: {
    // Two cores, and tests of emulators and browsers that wait for each other: a third file fills their pauses.
    maxWorkers: 3,
    silent: 'passed-only',
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      { extends: true, test: { name: 'pure', include: PURE, isolate: false } },
      { extends: true, test: { name: 'whole', include: ['test/**/*.test.ts'], exclude: PURE } },
    ],
  },
});
