// A long table on a phone shows its first rows; a button brings the rest. Paper and wide screens show every row.
import { word } from './page';

const SHOWN = 10;
/** Tables of figures and lines; in a list whose rows are picked, no picked row may be out of sight. */
const FOLDED = 'table.plain-table:not([data-whole]), table.list-table.count-table:not(.has-acts)';
/** Folding two or three rows away would save nobody anything. */
const WORTH = 4;

function foldTable(table: HTMLTableElement): void {
  const rows = table.tBodies[0]?.rows.length ?? 0;
  if (table.dataset.folds !== undefined || rows < SHOWN + WORTH) return;
  table.dataset.folds = '';
  table.classList.add('is-folded');
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'btn fold-more';
  button.textContent = word('showMore', { n: String(rows - SHOWN) });
  button.addEventListener('click', () => {
    table.classList.remove('is-folded');
    button.remove();
    const next = table.tBodies[0]?.rows[SHOWN];
    // The focus goes on where the list goes on.
    next?.setAttribute('tabindex', '-1');
    next?.focus({ preventScroll: true });
  });
  table.after(button);
}

export function startFolds(): void {
  const fold = (root: ParentNode): void => root.querySelectorAll<HTMLTableElement>(FOLDED).forEach(foldTable);
  fold(document);
  document.body.addEventListener('htmx:afterSettle', (event) => {
    if (event.target instanceof Element) fold(event.target);
  });
}
