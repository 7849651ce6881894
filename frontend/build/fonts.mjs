// Copies the typeface of printed papers (Tinos, of the metrics of Times New Roman, with every Vietnamese letter)
// beside the bundle: the program that sets .pdf files reads it from there.
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const from = join(root, 'node_modules/@expo-google-fonts/tinos');
const into = join(root, '../src/congvu/kernel/ui/static/dist/print-fonts');
mkdirSync(into, { recursive: true });
for (const style of ['400Regular', '400Regular_Italic', '700Bold', '700Bold_Italic']) {
  copyFileSync(join(from, style, `Tinos_${style}.ttf`), join(into, `Tinos_${style}.ttf`));
}
