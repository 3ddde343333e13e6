import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { unpackChineseFont } from './chinese-font.ts';

const root = path.resolve(import.meta.dirname, '..');
/** The browser unpacks itself into the temporary folder; a private one, so that no other Chromium is taken for it. */
const cache = path.join(root, 'node_modules/.cache/chromium');

/** Starts the Chromium that `npm ci` brings along: headless, with its own libraries where the system has none. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = await unpacked();
  return chromium.launch({
    executablePath,
    headless: true,
    // Own arguments: the package's defaults switch off web security.
    args: ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none', '--disable-dev-shm-usage'],
    env: { ...process.env, FONTCONFIG_FILE: fonts(), ...libraries() },
  });
}

async function unpacked(): Promise<string> {
  mkdirSync(cache, { recursive: true });
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = cache;
  try {
    const { default: packed, inflate } = await import('@sparticuz/chromium');
    const bin = path.join(root, 'node_modules/@sparticuz/chromium/bin');
    await inflate(path.join(bin, 'al2023.tar.br'));
    return await packed.executablePath(bin);
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
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
