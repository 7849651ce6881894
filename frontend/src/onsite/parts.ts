// Pieces of the page, made without markup in strings.
type Child = Node | string | null | false;

export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  given: Record<string, string | boolean> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (value === true) made.setAttribute(name, '');
    else if (value !== false) made.setAttribute(name, value);
  }
  made.append(...children.filter((child): child is Node | string => child !== null && child !== false));
  return made;
}

export function button(label: string, act: () => void, css = 'btn'): HTMLButtonElement {
  const made = el('button', { type: 'button', class: css }, label);
  made.addEventListener('click', act);
  return made;
}

export function labelled(label: string, field: HTMLElement): HTMLLabelElement {
  field.classList.add('form-control');
  return el('label', { class: 'onsite-field' }, el('span', {}, label), field);
}

/** One of several, as a row of buttons that say which is chosen. */
export function choice(
  name: string,
  label: string,
  options: Record<string, string>,
  chosen: string,
  act: (code: string) => void,
): HTMLFieldSetElement {
  const group = el('fieldset', { class: 'onsite-choice' }, el('legend', { class: 'visually-hidden' }, label));
  for (const [code, words] of Object.entries(options)) {
    const input = el('input', { type: 'radio', name, value: code, checked: code === chosen });
    input.addEventListener('change', () => act(code));
    group.append(el('label', { class: `choice-${code}` }, input, el('span', {}, words)));
  }
  return group;
}

export const fill = (words: string, values: Record<string, string | number>): string =>
  words.replace(/%\((\w+)\)s/g, (_all, name: string) => String(values[name] ?? ''));

export const moment = (at: string): string =>
  new Intl.DateTimeFormat(document.documentElement.lang || 'vi', {
    hour: '2-digit',
    minute: '2-digit',
    day: '2-digit',
    month: '2-digit',
  }).format(new Date(at));
