/*
 * Keeps the files of the console, and nothing else, so that a page that is loaded again without a connection still opens
 * and what was typed is there. Nothing of the API ever comes in here. `FILES` and `VERSION` are written in by the build.
 */
const name = `front-door-shell-${VERSION}`;

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(name).then((cache) => cache.addAll(['/', ...FILES])));
});

self.addEventListener('activate', (event) => {
  const old = (all) => all.filter((each) => each.startsWith('front-door-shell-') && each !== name);
  event.waitUntil(caches.keys().then((all) => Promise.all(old(all).map((each) => caches.delete(each)))));
});

/** Longer than a good connection needs; a caller is on the line, so nobody waits until a dead one gives up by itself. */
const patience = 4_000;

/** The newest console, or the kept one where none comes: no connection, one that hangs, a server that fails. */
async function page(request) {
  const kept = await caches.match('/');
  if (!kept) return fetch(request);
  const fresh = fetch(request).then(
    (answer) => (answer.status < 500 ? answer : kept),
    () => kept,
  );
  return Promise.race([fresh, new Promise((resolve) => setTimeout(() => resolve(kept), patience))]);
}

/** What the server answers itself is none of ours. */
const isOfServer = (pathname) => /^\/(api|apply|health|link|demo)(\/|$)/.test(pathname);

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin || isOfServer(pathname)) return;
  if (request.mode === 'navigate') event.respondWith(page(request));
  else if (FILES.includes(pathname)) event.respondWith(caches.match(pathname).then((kept) => kept ?? fetch(request)));
});
