// Lists every package whose work is in the bundle, with its licence text. Vite can list modules of script only;
// style sheets, fonts and icons are named here.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const dist = join(root, '../src/congvu/kernel/ui/static/dist');
const bundled = [
  '@expo-google-fonts/tinos',
  '@fontsource/be-vietnam-pro',
  '@tabler/core',
  '@tabler/icons',
  'bpmn-js',
  'bpmn-moddle',
  'diagram-js',
  'didi',
  'domify',
  'echarts',
  'htmx.org',
  'ids',
  'inherits-browser',
  'jsqr',
  'min-dash',
  'min-dom',
  'moddle',
  'moddle-xml',
  'object-refs',
  'path-intersection',
  'saxen',
  'tiny-svg',
];

// Packages whose archive brings no licence file; the text is the licence's own with the notice of the project.
const notices = {
  '@tabler/core':
    'Copyright (c) 2018-2026 The Tabler Authors. Parts from Bootstrap, Copyright (c) 2011-2026 The Bootstrap Authors.',
};
const MIT = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

function entry(name) {
  const folder = join(root, 'node_modules', name);
  const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((found) => /^(licen[cs]e|copying)/i.test(found));
  const text = file ? readFileSync(join(folder, file), 'utf8').trim() : `${notices[name]}\n\n${MIT}`;
  if (!file && (license !== 'MIT' || !notices[name])) throw new Error(`no licence text for ${name}`);
  return `## ${name} ${version} (${license})\n\n${text}\n`;
}

const text = `# Third-party work in this bundle\n\n${bundled.map(entry).join('\n')}`;
writeFileSync(join(dist, 'third-party-licences.md'), text);
