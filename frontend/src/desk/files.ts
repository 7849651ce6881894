// Drop zones: the file input covers the zone; this shows what has been chosen and refuses what is too large.
import { toast } from './announce';
import { word } from './page';

function megabytes(bytes: number): string {
  return `${(bytes / 1048576).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 })} MB`;
}

function show(input: HTMLInputElement, zone: HTMLElement): void {
  const limit = Number(zone.dataset.limit ?? 0);
  const files = [...(input.files ?? [])];
  const large = limit > 0 ? files.find((file) => file.size > limit) : undefined;
  if (large) {
    toast(word('tooLarge', { name: large.name, limit: megabytes(limit) }));
    input.value = '';
  }
  const output = zone.querySelector('[data-file-name]');
  if (output) {
    output.textContent = large
      ? ''
      : files.map((file) => `${file.name} (${megabytes(file.size)})`).join(', ');
  }
}

export function startFiles(): void {
  document.addEventListener('change', (event) => {
    const input = event.target;
    if (!(input instanceof HTMLInputElement) || input.type !== 'file') return;
    const zone = input.closest<HTMLElement>('[data-file-drop]');
    if (zone) show(input, zone);
  });
  for (const [type, over] of [
    ['dragover', true],
    ['dragleave', false],
    ['drop', false],
  ] as const) {
    document.addEventListener(type, (event) => {
      const zone = event.target instanceof Element ? event.target.closest('[data-file-drop]') : null;
      zone?.classList.toggle('is-over', over);
    });
  }
}
