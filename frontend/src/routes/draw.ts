// The viewer: times beside the signs, rows and signs light each other up, touch pans, paper gets the whole drawing.
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}
interface Canvas {
  zoom(to?: number | 'fit-viewport', center?: 'auto'): number;
  viewbox(box?: Box): { inner: Box; outer: { width: number; height: number }; scale: number };
  scroll(by: { dx: number; dy: number }): void;
  addMarker(id: string, name: string): void;
  removeMarker(id: string, name: string): void;
}
interface Registry {
  get(id: string): unknown;
}
interface Overlays {
  add(id: string, overlay: { position: Record<string, number>; html: HTMLElement }): void;
}

const MARGIN = 16;
const SMALLEST = 0.8;
const LARGEST = 2;

export async function drawRoute(frame: HTMLElement): Promise<void> {
  const paper = frame.querySelector<HTMLElement>('[data-route-paper]');
  if (!paper) return;
  try {
    const answer = await fetch(frame.dataset.route ?? '', { headers: { Accept: 'application/xml' } });
    if (!answer.ok) throw new Error(String(answer.status));
    frame.classList.add('is-drawn');
    await show(frame, paper, await answer.text());
  } catch (error) {
    frame.classList.remove('is-drawn');
    frame.classList.add('is-broken');
    console.error(error);
  }
}

async function show(frame: HTMLElement, paper: HTMLElement, xml: string): Promise<void> {
  const viewer = new NavigatedViewer({
    container: paper,
    zoomScroll: { enabled: false }, // The wheel belongs to the page.
    textRenderer: { defaultStyle: { fontFamily: "'Be Vietnam Pro', system-ui, sans-serif", fontSize: 13 } },
  });
  await viewer.importXML(xml);
  const canvas = viewer.get<Canvas>('canvas');
  const fit = (): void => begin(canvas, paper);
  fit();
  times(viewer.get<Overlays>('overlays'), viewer.get<Registry>('elementRegistry'));
  link(viewer, canvas);
  touch(paper, canvas);
  print(paper, canvas, fit);
  frame.querySelectorAll<HTMLButtonElement>('[data-route-zoom]').forEach((button) =>
    button.addEventListener('click', () => {
      const by = button.dataset.routeZoom;
      if (by === 'all') canvas.zoom('fit-viewport', 'auto');
      else if (by === 'begin') fit();
      else canvas.zoom(Math.min(LARGEST, Math.max(0.1, canvas.zoom() * (by === 'in' ? 1.25 : 0.8))), 'auto');
    }),
  );
}

// The whole drawing where it stays readable, else its beginning.
function begin(canvas: Canvas, paper: HTMLElement): void {
  const { inner } = canvas.viewbox();
  const width = paper.clientWidth;
  const scale = Math.min(1, Math.max(SMALLEST, (width - 2 * MARGIN) / inner.width));
  paper.style.height = `${Math.round(inner.height * scale + 2 * MARGIN + 28)}px`;
  const height = paper.clientHeight;
  canvas.viewbox({
    x: inner.x - MARGIN / scale,
    y: inner.y - MARGIN / scale,
    width: width / scale,
    height: height / scale,
  });
}

function rows(): NodeListOf<HTMLElement> {
  return document.querySelectorAll<HTMLElement>('[data-sign]');
}

function times(overlays: Overlays, registry: Registry): void {
  for (const row of rows()) {
    const { sign, time } = row.dataset;
    if (!sign || !time || !registry.get(sign)) continue;
    const mark = document.createElement('span');
    mark.className = 'route-time';
    mark.textContent = time;
    overlays.add(sign, { position: { bottom: 9, right: 76 }, html: mark });
  }
}

function link(viewer: NavigatedViewer, canvas: Canvas): void {
  const light = (sign: string, on: boolean): void => {
    if (on) canvas.addMarker(sign, 'is-lit');
    else canvas.removeMarker(sign, 'is-lit');
  };
  const registry = viewer.get<Registry>('elementRegistry');
  for (const row of rows()) {
    const sign = row.dataset.sign ?? '';
    if (!registry.get(sign)) continue;
    row.addEventListener('mouseenter', () => light(sign, true));
    row.addEventListener('mouseleave', () => light(sign, false));
  }
  const rowOf = (event: { element: { id: string } }): HTMLElement | null =>
    document.querySelector<HTMLElement>(`[data-sign="${CSS.escape(event.element.id)}"]`);
  viewer.on<{ element: { id: string } }>('element.hover', (event) => rowOf(event)?.classList.add('is-lit'));
  viewer.on<{ element: { id: string } }>('element.out', (event) => rowOf(event)?.classList.remove('is-lit'));
  viewer.on<{ element: { id: string } }>('element.click', (event) =>
    rowOf(event)?.scrollIntoView({ block: 'center', behavior: 'smooth' }),
  );
}

// A finger moves the drawing sideways and the page up and down (touch-action: pan-y).
function touch(paper: HTMLElement, canvas: Canvas): void {
  let at: number | null = null;
  paper.addEventListener('pointerdown', (event) => {
    at = event.pointerType === 'touch' ? event.clientX : null;
  });
  paper.addEventListener('pointermove', (event) => {
    if (at === null || event.pointerType !== 'touch') return;
    canvas.scroll({ dx: event.clientX - at, dy: 0 });
    at = event.clientX;
  });
  for (const end of ['pointerup', 'pointercancel']) paper.addEventListener(end, () => (at = null));
}

// On paper the drawing is as wide as the sheet.
function print(paper: HTMLElement, canvas: Canvas, after: () => void): void {
  addEventListener('beforeprint', () => {
    const svg = paper.querySelector<SVGSVGElement>('.djs-container > svg');
    const { inner } = canvas.viewbox();
    const { clientWidth: width, clientHeight: height } = paper;
    canvas.viewbox({ x: inner.x - MARGIN, y: inner.y - MARGIN, width, height });
    svg?.setAttribute('viewBox', `0 0 ${inner.width + 2 * MARGIN} ${inner.height + 2 * MARGIN}`);
    svg?.setAttribute('preserveAspectRatio', 'xMinYMin meet');
  });
  addEventListener('afterprint', () => {
    paper.querySelector('.djs-container > svg')?.removeAttribute('viewBox');
    after();
  });
}
