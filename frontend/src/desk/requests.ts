// htmx: token, empty parameters, unreachable server, and the search field that must not lose letters.
import htmx from 'htmx.org';
import { toast } from './announce';
import { meta, word } from './page';

interface ConfigDetail {
  headers: Record<string, string>;
  parameters: FormData;
  verb: string;
}

let typed: { id: string; value: string; start: number | null } | null = null;

function keepTypedText(): void {
  document.body.addEventListener('htmx:beforeSwap', () => {
    const field = document.activeElement;
    typed =
      field instanceof HTMLInputElement && field.type === 'search' && field.id
        ? { id: field.id, value: field.value, start: field.selectionStart }
        : null;
  });
  document.body.addEventListener('htmx:afterSettle', () => {
    const field = typed && document.getElementById(typed.id);
    if (!typed || !(field instanceof HTMLInputElement)) return;
    const { value, start } = typed;
    typed = null;
    const changed = field.value !== value;
    field.value = value;
    field.focus();
    field.setSelectionRange(start, start);
    // Letters typed while the answer was under way: ask again.
    if (changed) field.form?.requestSubmit();
  });
}

export function startRequests(): void {
  // Only for the tools of the browser and for attributes; no page script calls it.
  (window as unknown as { htmx: typeof htmx }).htmx = htmx;
  document.body.addEventListener('htmx:configRequest', (event) => {
    const detail = (event as CustomEvent<ConfigDetail>).detail;
    if (detail.verb !== 'get') {
      detail.headers['X-CSRFToken'] = meta('csrf-token');
      return;
    }
    for (const [name, value] of [...detail.parameters.entries()]) {
      if (value === '' || name === 'csrfmiddlewaretoken') detail.parameters.delete(name);
    }
  });
  document.body.addEventListener('htmx:sendError', () => toast(word('offline')));
  keepTypedText();
}
