import path from 'node:path';
import packed, { inflate } from '@sparticuz/chromium';

/** Unpacks the Chromium that `npm ci` brings along, with its libraries, into the temporary folder of this process. */
const bin = path.resolve(import.meta.dirname, '../node_modules/@sparticuz/chromium/bin');
await inflate(path.join(bin, 'al2023.tar.br'));
await packed.executablePath(bin);
