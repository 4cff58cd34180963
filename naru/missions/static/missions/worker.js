// Keeps the clinic's page on the device: the page, its look, its script. What is entered is never in here.
// `KEPT` (the addresses) and `EDITION` (a name that changes with any of them) stand above, written by the server.
const CACHE = `naru-clinic-page-${EDITION}`;

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches.open(CACHE).then(async (cache) => {
      await cache.addAll(KEPT.map((url) => new Request(url, { cache: "reload", credentials: "omit" })));
      await self.skipWaiting();
    }),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches.keys().then(async (names) => {
      await Promise.all(names.filter((name) => name.startsWith("naru-clinic-page-") && name !== CACHE).map((name) => caches.delete(name)));
      await self.clients.claim();
    }),
  );
});

// The page comes from the device at once; the network is asked only for what is not kept. Fonts are kept as they come.
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || request.headers.has("Authorization")) return;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  const kept = KEPT.includes(url.pathname);
  const font = url.pathname.endsWith(".woff2");
  if (!kept && !font) return;
  event.respondWith(
    caches.open(CACHE).then(async (cache) => {
      const found = await cache.match(url.pathname);
      if (found) return found;
      const fresh = await fetch(request);
      if (fresh.ok) await cache.put(url.pathname, fresh.clone());
      return fresh;
    }),
  );
});
