/** The service worker: keeps the built page, so that it opens without a network. Knows nothing of what the page does. */
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';

declare const self: ServiceWorkerGlobalScope & { readonly __WB_MANIFEST: { url: string; revision: string | null }[] };

precacheAndRoute(self.__WB_MANIFEST);
cleanupOutdatedCaches();
// Every address is the one page: deep links open offline too. The relay's own answers are never the page.
registerRoute(new NavigationRoute(createHandlerBoundToURL('index.html'), { denylist: [/\/healthz$/, /\/ws$/] }));

// A waiting version takes over only when the page asks, which it does when a person says so.
self.addEventListener('message', (event: ExtendableMessageEvent) => {
  const asked: unknown = event.data;
  if (typeof asked === 'object' && asked !== null && 'type' in asked && asked.type === 'SKIP_WAITING')
    void self.skipWaiting();
});
