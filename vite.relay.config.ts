/** Bundles the relay for Node; its packages stay outside. Node 20 does not strip types, hence a bundle at all. */
import { defineConfig } from 'vite';

export default defineConfig({
  publicDir: false,
  build: { ssr: 'src/relay/main.ts', outDir: 'dist-relay', target: 'node20', emptyOutDir: true },
});
