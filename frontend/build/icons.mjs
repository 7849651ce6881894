// Makes one SVG sprite of the Tabler icons named in icons.json: only what is used goes into the bundle.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const names = JSON.parse(readFileSync(join(root, 'icons.json'), 'utf8'));
const folder = join(root, 'node_modules/@tabler/icons/icons/outline');

function symbol(name) {
  const source = readFileSync(join(folder, `${name}.svg`), 'utf8');
  const inner = source
    .slice(source.indexOf('>') + 1, source.lastIndexOf('</svg>'))
    .replace(/<path stroke="none" d="M0 0h24v24H0z" fill="none"\s*\/>/, '')
    .replace(/\s*\n\s*/g, '');
  return `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round">${inner}</symbol>`;
}

const sorted = [...new Set(names)].sort();
mkdirSync(join(root, 'src/generated'), { recursive: true });
writeFileSync(
  join(root, 'src/generated/icons.svg'),
  `<svg xmlns="http://www.w3.org/2000/svg">${sorted.map(symbol).join('')}</svg>\n`,
);
