// What the ticked boxes of a form come to: data-tally on the form, data-tally-n on each box.

function sum(form: HTMLFormElement): void {
  const ticked = [...form.querySelectorAll<HTMLInputElement>('[data-tally-n]')].filter((box) => box.checked);
  const cases = ticked.reduce((all, box) => all + Number(box.dataset.tallyN), 0);
  const put = (selector: string, n: number): void => {
    const place = form.querySelector(selector);
    if (place) place.textContent = n.toLocaleString(document.documentElement.lang);
  };
  put('[data-tally-rows]', ticked.length);
  put('[data-tally-sum]', cases);
}

export function startTallies(): void {
  document.addEventListener('change', (event) => {
    const form =
      event.target instanceof HTMLInputElement &&
      event.target.matches('[data-tally-n]') &&
      event.target.closest<HTMLFormElement>('form[data-tally]');
    if (form) sum(form);
  });
  // Boxes that the browser ticked again after going back.
  window.addEventListener('pageshow', () =>
    document.querySelectorAll<HTMLFormElement>('form[data-tally]').forEach(sum),
  );
}
