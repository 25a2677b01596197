import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

export interface OpenBrowser {
  readonly browser: Browser;
  readonly close: () => Promise<void>;
}

/** A Chrome that a Mac or a Windows machine has installed. */
const INSTALLED = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * A headless Chromium: the one inside the npm package on Linux, an installed Chrome elsewhere. The first start on a
 * machine takes up to 15 s. Throws when there is none.
 */
export async function openBrowser(): Promise<OpenBrowser> {
  if (process.platform !== 'linux') {
    const executablePath = INSTALLED.find((path) => existsSync(path));
    if (executablePath === undefined) throw new Error('No Chrome was found: install Google Chrome.');
    const browser = await chromium.launch({ executablePath });
    return { browser, close: () => browser.close() };
  }
  // The package unpacks its own system libraries only when it believes itself in Lambda, and keeps what it once
  // unpacked in the temporary folder, complete or not: hence the name, and a fresh folder.
  const folder = mkdtempSync(join(tmpdir(), 'communique-browser-'));
  const before = { AWS_EXECUTION_ENV: process.env.AWS_EXECUTION_ENV, TMPDIR: process.env.TMPDIR };
  Object.assign(process.env, { AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x', TMPDIR: folder });
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    const { default: packaged } = await import('@sparticuz/chromium');
    const browser = await chromium.launch({
      executablePath: await packaged.executablePath(),
      // In one process, closing a page would take the whole browser down.
      args: packaged.args.filter((argument) => argument !== '--single-process' && argument !== '--no-zygote'),
      headless: true,
    });
    return { browser, close: () => browser.close().finally(remove) };
  } catch (error) {
    remove();
    throw error;
  } finally {
    restore(before);
  }
}

function restore(before: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value] of Object.entries(before)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
}
