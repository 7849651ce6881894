// The rail: a field that finds its lines, and groups that stay folded as somebody left them.
import { fold } from './page';

const GROUPS = 'details[data-rail-group]';

function groups(): HTMLDetailsElement[] {
  return [...document.querySelectorAll<HTMLDetailsElement>(GROUPS)];
}

function lines(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('.rail-nav li')];
}

/** The server reads the cookie and draws the groups so: nothing jumps on the next page. */
function remember(): void {
  const open = groups().filter((group) => group.open);
  const codes = open.map((group) => group.dataset.railGroup).join('.');
  document.cookie = `rail=${codes}; path=/; max-age=31536000; samesite=lax`;
}

function find(words: string): void {
  const wanted = fold(words).split(/\s+/).filter(Boolean);
  for (const line of lines()) {
    const name = fold(line.querySelector('a > span')?.textContent ?? '');
    line.hidden = !wanted.every((word) => name.includes(word));
  }
  const found = lines().filter((line) => !line.hidden);
  document.querySelector('.rail-nav')?.classList.toggle('is-finding', wanted.length > 0);
  for (const group of groups()) {
    const has = found.some((line) => group.contains(line));
    group.hidden = !has;
    if (wanted.length > 0) {
      group.dataset.railWas ??= String(group.open);
      group.open = has;
    } else if (group.dataset.railWas !== undefined) {
      group.open = group.dataset.railWas === 'true';
      delete group.dataset.railWas;
    }
  }
  const none = document.querySelector<HTMLElement>('[data-rail-none]');
  if (none) none.hidden = found.length > 0;
}

export function startRail(): void {
  const label = document.querySelector<HTMLElement>('[data-rail-find]');
  const field = label?.querySelector('input');
  if (!label || !field) return;
  document.querySelector('.rail-nav [aria-current]')?.scrollIntoView({ block: 'nearest' });
  label.hidden = false;
  field.value = '';
  field.addEventListener('input', () => find(field.value));
  field.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    const first = lines()
      .find((line) => !line.hidden)
      ?.querySelector('a');
    if (event.key === 'Enter' && field.value.trim() && first) {
      event.preventDefault();
      first.click();
    } else if (event.key === 'ArrowDown' && first) {
      event.preventDefault();
      first.focus();
    } else if (event.key === 'Escape' && field.value) {
      event.stopPropagation();
      field.value = '';
      find('');
    }
  });
  // A click, not "toggle": finding opens groups too, and that is nobody's choice.
  document.querySelector('.rail-nav')?.addEventListener('click', (event) => {
    const heading = event.target instanceof Element ? event.target.closest('summary.rail-heading') : null;
    if (heading && !field.value) window.setTimeout(remember);
  });
}
