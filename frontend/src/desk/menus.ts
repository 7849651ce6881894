// Menus are <details>: they open by themselves; this closes them. The rail slides in on a phone.
import { closest } from './page';

function closeMenus(except: Element | null = null): void {
  for (const menu of document.querySelectorAll<HTMLDetailsElement>('details[data-menu][open]')) {
    if (!except || !menu.contains(except)) menu.open = false;
  }
}

function setRail(open: boolean): void {
  document.body.classList.toggle('rail-is-open', open);
  const opener = document.querySelector<HTMLElement>('[data-rail-open]');
  opener?.setAttribute('aria-expanded', String(open));
  if (open) document.querySelector<HTMLElement>('#rail a')?.focus();
  else if (document.getElementById('rail')?.contains(document.activeElement)) opener?.focus();
}

/** On a phone the rail slides in; on a desk it stands there already. */
export function openRail(): void {
  const opener = document.querySelector<HTMLElement>('[data-rail-open]');
  if (opener && opener.offsetParent !== null) setRail(true);
}

/** A panel that would leave the window on the right hangs from its right edge instead. */
function keepInside(menu: Element): void {
  const panel = menu.querySelector('.menu-panel');
  if (panel && panel.getBoundingClientRect().right > document.documentElement.clientWidth) {
    panel.classList.add('menu-right');
  }
}

/** A button that prints the page is worth showing only where script can print. */
function startPrinting(): void {
  for (const button of document.querySelectorAll<HTMLElement>('[data-print]')) {
    button.hidden = false;
    button.addEventListener('click', () => window.print());
  }
}

export function startMenus(): void {
  startPrinting();
  document.addEventListener(
    'toggle',
    (event) => {
      if (
        event.target instanceof HTMLDetailsElement &&
        event.target.open &&
        event.target.matches('[data-menu]')
      ) {
        keepInside(event.target);
      }
    },
    { capture: true },
  );
  document.addEventListener('click', (event) => {
    closeMenus(event.target instanceof Element ? event.target : null);
    if (closest(event, '[data-rail-open]')) setRail(true);
    else if (closest(event, '[data-rail-close]')) setRail(false);
    closest(event, '[data-dismiss]')?.closest('.notice')?.remove();
    const copied = closest(event, '[data-copy]');
    if (copied?.textContent && window.getSelection()?.isCollapsed) {
      void navigator.clipboard?.writeText(copied.textContent.trim()).catch(() => undefined);
    }
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    const open = document.querySelector<HTMLDetailsElement>('details[data-menu][open]');
    if (open) {
      open.open = false;
      open.querySelector('summary')?.focus();
    } else if (document.body.classList.contains('rail-is-open')) setRail(false);
  });
}
