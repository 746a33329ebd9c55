/** Builds the page: Svelte, the workers and the service worker. The relay has its own, vite.relay.config.ts. */
import { readFileSync } from 'node:fs';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { VitePWA } from 'vite-plugin-pwa';
import { defineConfig, type Plugin } from 'vite';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as { version: string };

/**
 * What the built page may do, for hosts that send no headers. No inline script or style, no picture from elsewhere;
 * sockets to anywhere, since a relay may run on any host that its owner names. Not in dev, where Vite injects styles.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self' ws: wss: http://127.0.0.1:*",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

const contentPolicy = (): Plugin => ({
  name: 'content-security-policy',
  apply: 'build',
  transformIndexHtml: () => [
    { tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content: POLICY }, injectTo: 'head-prepend' },
  ],
});

export default defineConfig({
  base: './',
  build: { target: 'es2023', sourcemap: false, modulePreload: { polyfill: false } },
  define: { __APP_VERSION__: JSON.stringify(version) },
  worker: { format: 'es' },
  plugins: [
    contentPolicy(),
    svelte({
      // Runes by file rather than globally: a global switch breaks @testing-library/svelte's own components.
      dynamicCompileOptions: ({ filename }) => (filename.includes('node_modules') ? undefined : { runes: true }),
    }),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src',
      filename: 'sw.ts',
      registerType: 'prompt',
      injectRegister: false,
      manifest: false,
      injectManifest: {
        globPatterns: ['**/*.{js,css,html,svg,png,webmanifest,hex}'],
        injectionPoint: 'self.__WB_MANIFEST',
      },
    }),
  ],
  server: { proxy: { '/ws': { target: 'ws://127.0.0.1:8787', ws: true }, '/healthz': 'http://127.0.0.1:8787' } },
});
