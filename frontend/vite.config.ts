import { resolve } from 'node:path';
import { defineConfig } from 'vite';

const here = import.meta.dirname;

export default defineConfig({
  // Addresses inside the bundle are relative, so STATIC_URL may be anything.
  base: './',
  publicDir: false,
  resolve: {
    alias: { '@fonts': resolve(here, 'node_modules/@fontsource') },
  },
  css: {
    preprocessorOptions: {
      scss: {
        loadPaths: [resolve(here, 'node_modules')],
        quietDeps: true,
      },
    },
  },
  build: {
    outDir: resolve(here, '../src/congvu/kernel/ui/static/dist'),
    emptyOutDir: true,
    manifest: 'manifest.json',
    // A module preload polyfill is not needed by browsers that know light-dark().
    modulePreload: { polyfill: false },
    // Fonts and pictures stay files: the content security policy has no font-src data:.
    assetsInlineLimit: 0,
    rollupOptions: {
      // htmx evaluates only what allowEval permits, and our pages forbid it.
      checks: { eval: false, pluginTimings: false },
      input: {
        charts: resolve(here, 'src/entries/charts.ts'),
        desk: resolve(here, 'src/entries/desk.ts'),
        onsite: resolve(here, 'src/entries/onsite.ts'),
        'onsite-worker': resolve(here, 'src/entries/onsite-worker.ts'),
        plain: resolve(here, 'src/entries/plain.ts'),
        portal: resolve(here, 'src/entries/portal.ts'),
        review: resolve(here, 'src/entries/review.ts'),
        route: resolve(here, 'src/entries/route.ts'),
        sealed: resolve(here, 'src/entries/sealed.ts'),
      },
    },
  },
});
