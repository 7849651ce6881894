// Light, dark or as the computer says. The server reads the cookie and writes the attribute: no flash on load.

export function startTheme(): void {
  document.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('[data-theme-choice]') : null;
    const choice = button?.getAttribute('data-theme-choice');
    if (!button || !choice) return;
    document.cookie = `theme=${choice}; path=/; max-age=31536000; samesite=lax`;
    if (choice === 'auto') document.documentElement.removeAttribute('data-bs-theme');
    else document.documentElement.setAttribute('data-bs-theme', choice);
    for (const other of document.querySelectorAll('[data-theme-choice]')) {
      other.setAttribute('aria-pressed', String(other === button));
    }
  });
}
