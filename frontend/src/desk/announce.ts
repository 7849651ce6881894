// Saying things: to screen readers through the live region, to everybody through a toast.

export function announce(text: string): void {
  const region = document.getElementById('live-region');
  if (!region) return;
  region.textContent = '';
  // A changed text is read out; the same text twice is not, unless the region was empty between.
  window.setTimeout(() => (region.textContent = text), 50);
}

export function toast(text: string): void {
  const place = document.getElementById('toasts');
  if (!place || !text) return;
  const note = document.createElement('p');
  note.className = 'toast-note';
  note.textContent = text;
  place.append(note);
  announce(text);
  window.setTimeout(() => note.remove(), 6000);
}

export function startAnnouncements(): void {
  document.body.addEventListener('htmx:afterSettle', (event) => {
    const said = (event.target as Element | null)?.querySelector('[data-announce]');
    if (said?.textContent) announce(said.textContent.trim());
  });
  // The server may send a toast along with a fragment: HX-Trigger: {"toast": "…"}.
  document.body.addEventListener('toast', (event) => {
    const detail = (event as CustomEvent<{ value?: string }>).detail;
    if (detail.value) toast(detail.value);
  });
}
