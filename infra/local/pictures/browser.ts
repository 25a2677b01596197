import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type LaunchOptions } from 'playwright-core';

/** Browsers of Chrome's family that a Mac or a Windows machine may have; Edge comes with Windows. */
const INSTALLED = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ...['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap((variable) => {
    const folder = process.env[variable];
    if (folder === undefined) return [];
    return ['Google\\Chrome', 'Chromium', 'Microsoft\\Edge'].map(
      (name) => `${folder}\\${name}\\Application\\${name.endsWith('Edge') ? 'msedge' : 'chrome'}.exe`,
    );
  }),
];

/**
 * A headless Chromium: the one inside the npm package on Linux, an installed Chrome elsewhere. The first start of a
 * process takes up to 15 s. Throws when there is none.
 */
export async function openBrowser(): Promise<Browser> {
  if (process.platform === 'linux') {
    unpacked ??= unpack();
    return chromium.launch(await unpacked);
  }
  const executablePath = INSTALLED.find((path) => existsSync(path));
  if (executablePath === undefined)
    throw new Error('No browser was found: install Google Chrome, Chromium or Edge.');
  return chromium.launch({ executablePath });
}

let cleanUp: (() => void) | undefined;

/** Removes what `openBrowser` unpacked: for a process that may be ended without an exit of its own, as test runners do. */
export function discardBrowser(): void {
  cleanUp?.();
}

/** Once per process: the package sets up the process's environment when it is imported, and only then. */
let unpacked: Promise<LaunchOptions> | undefined;

/**
 * Unpacks the browser into a folder of its own, which goes when the process ends. The package unpacks the system
 * libraries that it needs only when it believes itself in Lambda, and takes what lies in the temporary folder for
 * complete: hence the name and the fresh folder.
 */
async function unpack(): Promise<LaunchOptions> {
  const folder = mkdtempSync(join(tmpdir(), 'communique-browser-'));
  cleanUp = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', cleanUp);
  const before = { ...process.env };
  Object.assign(process.env, { AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x', TMPDIR: folder });
  try {
    const { default: packaged } = await import('@sparticuz/chromium');
    const executablePath = await packaged.executablePath();
    const fontconfig = join(folder, 'every-font.conf');
    writeFileSync(fontconfig, fontsOf(folder));
    return {
      executablePath,
      // In one process, closing a page would take the whole browser down.
      args: packaged.args.filter((argument) => argument !== '--single-process' && argument !== '--no-zygote'),
      env: { ...process.env, FONTCONFIG_FILE: fontconfig },
    };
  } finally {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
  }
}

/** The machine's own fonts where it has any, and the one that the package brings. */
function fontsOf(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${join(folder, 'fonts')}</dir>
  <cachedir>${join(folder, 'font-cache')}</cachedir>
</fontconfig>
`;
}
