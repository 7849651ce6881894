// The service worker of the page on site: serves the page's shell without a network. It keeps nothing of a visit
// itself; what is recorded lies in IndexedDB, and what is sent goes straight to the server.
interface Fetching extends Event {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Lasting extends Event {
  waitUntil(done: Promise<unknown>): void;
}
interface Worker {
  skipWaiting(): Promise<void>;
  readonly clients: { claim(): Promise<void> };
  addEventListener(type: 'fetch', heard: (event: Fetching) => void): void;
  addEventListener(type: 'install' | 'activate', heard: (event: Lasting) => void): void;
}

const SHELL = 'congvu-onsite-1';
const worker = self as unknown as Worker;

worker.addEventListener('install', (event) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== 'GET' || address.origin !== location.origin) return;
  if (request.mode === 'navigate') event.respondWith(page(request));
  else if (address.pathname.startsWith('/static/')) event.respondWith(asset(request));
});

// The page as it is now; the kept one when there is no network. A page that is no page of ours (signed out) is not kept.
async function page(request: Request): Promise<Response> {
  const shell = await caches.open(SHELL);
  try {
    const fresh = await fetch(request);
    if (fresh.ok && !fresh.redirected) await shell.put(new URL(request.url).pathname, fresh.clone());
    return fresh;
  } catch (error) {
    const kept = await shell.match(new URL(request.url).pathname);
    if (kept) return kept;
    throw error;
  }
}

// Names of built files hold the hash of their content: what is kept is never out of date.
async function asset(request: Request): Promise<Response> {
  const shell = await caches.open(SHELL);
  const kept = await shell.match(request.url);
  if (kept) return kept;
  const fresh = await fetch(request);
  if (fresh.ok) await shell.put(request.url, fresh.clone());
  return fresh;
}
