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

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  // A page is always asked for first: the newest console is the one that is used.
  if (request.mode === 'navigate' && !pathname.startsWith('/api/')) {
    const kept = () => caches.match('/');
    event.respondWith(fetch(request).then(async (page) => (page.status < 500 ? page : ((await kept()) ?? page)), kept));
  } else if (FILES.includes(pathname)) {
    event.respondWith(caches.match(pathname).then((kept) => kept ?? fetch(request)));
  }
});
