import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { unpackChineseFont } from './chinese-font.ts';

const root = path.resolve(import.meta.dirname, '..');
/** A folder of its own, so that no other Chromium is taken for it. */
const cache = path.join(root, 'node_modules/.cache/chromium');

/** Starts the Chromium that `npm ci` brings along: headless, with its own libraries where the system has none. */
export async function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: unpacked(),
    headless: true,
    // Own arguments: the package's defaults switch off web security.
    args: ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none', '--disable-dev-shm-usage'],
    env: { ...process.env, FONTCONFIG_FILE: fonts(), ...libraries() },
  });
}

/**
 * The browser, unpacked once: beside its place, which it is given as a whole. What another process has half written would be
 * taken for all of it. In a process of its own, for the package unpacks into what the process has for a temporary folder.
 */
function unpacked(): string {
  if (!existsSync(cache)) {
    mkdirSync(path.dirname(cache), { recursive: true });
    const own = mkdtempSync(`${cache}-`);
    execFileSync(process.execPath, [path.join(import.meta.dirname, 'unpack-chromium.ts')], {
      env: { ...process.env, TMPDIR: own },
    });
    try {
      renameSync(own, cache);
    } catch (error) {
      rmSync(own, { recursive: true, force: true });
      // Another process was quicker.
      if (!existsSync(cache)) throw error;
    }
  }
  return path.join(cache, 'chromium');
}

function libraries(): Record<string, string> {
  const present = ['/usr/lib/x86_64-linux-gnu', '/usr/lib64', '/usr/lib/aarch64-linux-gnu'].some((folder) =>
    existsSync(path.join(folder, 'libnss3.so')),
  );
  return present ? {} : { LD_LIBRARY_PATH: path.join(cache, 'al2023/lib') };
}

/** A Chinese font comes by npm too, so that screenshots read alike everywhere. */
function fonts(): string {
  const file = path.join(cache, 'fonts.conf');
  const chinese = path.join(cache, 'chinese');
  unpackChineseFont(path.join(root, 'node_modules/@fontsource/noto-sans-sc/files'), chinese);
  const folders = [chinese, path.join(cache, 'fonts'), '/usr/share/fonts'];
  const list = folders.map((folder) => `<dir>${folder}</dir>`).join('');
  writeFileSync(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${list}<cachedir>${path.join(cache, 'fontconfig')}</cachedir></fontconfig>`,
  );
  return file;
}
