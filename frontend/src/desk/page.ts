// What the server wrote on the page for scripts: words, the account, the token.

export function meta(name: string): string {
  return document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? '';
}

/** A word of the interface, from the data attributes of #ui-words; {name} places are filled in. */
export function word(name: string, values: Record<string, string> = {}): string {
  const text = document.getElementById('ui-words')?.dataset[name] ?? '';
  return text.replace(/\{(\w+)\}/g, (_match, key: string) => values[key] ?? '');
}

export function account(): string {
  return meta('congvu-account');
}

/** True if the person is typing: single-key shortcuts must keep still. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.matches('input:not([type=checkbox]):not([type=radio]), textarea, select'))
  );
}

/** Closest element of a click that matches, if any. */
export function closest(event: Event, selector: string): HTMLElement | null {
  return event.target instanceof Element ? event.target.closest<HTMLElement>(selector) : null;
}

/** A text as people type it in a hurry: small letters without Vietnamese marks. */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/đ/g, 'd').trim();
}
