// Rows of tabs that are wider than a phone: the place one is in stands in sight, with something before it to go back to.

export function startTabs(): void {
  for (const row of document.querySelectorAll<HTMLElement>('nav.tabs')) {
    const here = row.querySelector<HTMLElement>('[aria-current]');
    if (here) row.scrollLeft = here.offsetLeft - row.offsetLeft - row.clientWidth / 3;
  }
}
