// Puts a .br and a .gz beside every text file of the bundle: the server sends them as they are.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const assets = join(import.meta.dirname, '../../src/congvu/kernel/ui/static/dist/assets');
for (const name of readdirSync(assets)) {
  if (!/\.(css|js|svg)$/.test(name)) continue;
  const content = readFileSync(join(assets, name));
  if (content.length < 1024) continue;
  writeFileSync(join(assets, `${name}.br`), brotliCompressSync(content));
  writeFileSync(join(assets, `${name}.gz`), gzipSync(content, { level: 9 }));
}
