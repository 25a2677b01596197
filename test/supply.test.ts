import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { complaintAbout } from '../infra/needs-node.mjs';
import manifest from '../package.json' with { type: 'json' };

interface Locked {
  readonly version?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly license?: string;
  /** Lies inside another package's archive, whose hash covers it. */
  readonly inBundle?: boolean;
  readonly os?: string | readonly string[];
  readonly cpu?: string | readonly string[];
}

const lock: { readonly packages: Readonly<Record<string, Locked>> } = JSON.parse(
  readFileSync('package-lock.json', 'utf8'),
);
const packages = Object.entries(lock.packages).filter(([path]) => path !== '');

describe('the lock file', () => {
  it('locks every package by version and hash, not by the host that it came from', () => {
    expect(packages.length).toBeGreaterThan(100);
    const unhashed = packages.filter(([, one]) => !one.inBundle && !/^sha512-/.test(one.integrity ?? ''));
    expect(unhashed.map(([path]) => path)).toEqual([]);
    expect(packages.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
    expect(readFileSync('.npmrc', 'utf8')).toMatch(/^omit-lockfile-registry-resolved=true$/m);
    expect(readFileSync('.npmrc', 'utf8')).not.toMatch(/:\/\//);
  });

  test.each([
    ['linux', 'x64'],
    ['linux', 'arm64'],
    ['darwin', 'x64'],
    ['darwin', 'arm64'],
    ['win32', 'x64'],
  ])('has the tools’ builds for %s on %s', (os, cpu) => {
    const built = packages.filter(
      ([, one]) => [one.os].flat().includes(os) && [one.cpu].flat().includes(cpu),
    );
    const names = built.map(([path]) => path.replace(/^.*node_modules\//, ''));
    expect(names).toEqual(
      expect.arrayContaining([
        `@biomejs/cli-${os}-${cpu}`,
        `@esbuild/${os}-${cpu}`,
        `@typescript/typescript-${os}-${cpu}`,
      ]),
    );
    // None of Node for Apple silicon: the only package of it offers old releases, and no licence.
    const node = built.filter(([path]) => /^node_modules\/node-/.test(path));
    expect(node.map(([, { license }]) => license)).toEqual(os === 'darwin' && cpu === 'arm64' ? [] : ['MIT']);
    for (const [, { version }] of node) expect(version).toMatch(/^24\./);
  });
});

describe('a Node that is too old', () => {
  test.each([
    ['v20.20.2', 'darwin', 'arm64', 'Apple silicon'],
    ['v22.21.0', 'win32', 'arm64', 'this system'],
    ['v9.0.0', 'linux', 'x64', 'this system'],
  ])('%s on %s %s is told in one sentence', (version, platform, architecture, where) => {
    const said = complaintAbout(version, platform, architecture) ?? '';
    expect(said).toMatch(/^This needs Node 24 or newer [^.]*\.[^.]*\.[^.]*: .*, and try again\.$/);
    expect(said).toContain(`on ${where} `);
    expect(said).toContain(version);
  });

  test.each(['v24.0.0', 'v24.21.0', 'v26.1.0', 'v100.0.0'])('%s will do', (version) => {
    expect(complaintAbout(version, 'darwin', 'arm64')).toBeUndefined();
  });

  test.each(Object.entries(manifest.scripts))('npm run %s asks first', (_, script) => {
    expect(script).toMatch(/^node (--import \.\/infra\/needs-node\.mjs |infra\/needs-node\.mjs && )/);
  });

  it('ends a command before anything of ours is loaded', () => {
    const old = `data:text/javascript,Object.defineProperty(process,'version',{value:'v20.1.0'})`;
    const said = spawnSync(
      process.execPath,
      ['--import', old, '--import', './infra/needs-node.mjs', 'infra/local/nothing.ts'],
      { encoding: 'utf8' },
    );
    expect(said.stderr).toMatch(/^This needs Node 24 or newer and runs on v20\.1\.0: .*\n$/);
    expect([said.status, said.stdout]).toEqual([1, '']);
  });
});
