// Text and cards light each other up.

function sameClause(root: Element, code: string): HTMLElement[] {
  const name = CSS.escape(code);
  return [...root.querySelectorAll<HTMLElement>(`[data-clause="${name}"], [data-clause-card="${name}"]`)];
}

function codeOf(event: Event): { code: string; isCard: boolean } | null {
  const found =
    event.target instanceof Element
      ? event.target.closest<HTMLElement>('[data-clause], [data-clause-card]')
      : null;
  const code = found?.dataset.clause ?? found?.dataset.clauseCard;
  return found && code !== undefined ? { code, isCard: found.dataset.clauseCard !== undefined } : null;
}

export function linkSides(root: HTMLElement): void {
  let pinned = '';
  const light = (code: string): void => {
    root.querySelectorAll('.is-lit').forEach((lit) => lit.classList.remove('is-lit'));
    if (code) sameClause(root, code).forEach((part) => part.classList.add('is-lit'));
  };
  const show = (code: string, isCard: boolean): void => {
    pinned = code;
    light(code);
    const other = sameClause(root, code).find((part) => (part.dataset.clauseCard !== undefined) !== isCard);
    other?.scrollIntoView({ block: 'center', behavior: 'smooth' });
  };
  root.addEventListener('mouseover', (event) => light(codeOf(event)?.code ?? pinned));
  root.addEventListener('mouseleave', () => light(pinned));
  root.addEventListener('click', (event) => {
    const found = codeOf(event);
    const busy =
      event.target instanceof Element && event.target.closest('a, button, input, select, textarea, label');
    if (found && !busy && window.getSelection()?.isCollapsed !== false) show(found.code, found.isCard);
  });
  root.addEventListener('keydown', (event) => {
    const found = codeOf(event);
    if (
      event.key === 'Enter' &&
      found &&
      event.target instanceof Element &&
      event.target.matches('[data-clause]')
    ) {
      show(found.code, found.isCard);
      sameClause(root, found.code)
        .find((part) => part.dataset.clauseCard !== undefined)
        ?.focus();
    }
  });
}
