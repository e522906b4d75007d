import { readFileSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

/** Asks for the two faces together with the styles, so that words do not change shape under a thumb. */
function preloadFonts(): Plugin {
  return {
    name: 'resto360-preload-fonts',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle = {} }) =>
        Object.keys(bundle)
          .filter((file) => /-latin-wght-normal-[^/]*\.woff2$/.test(file))
          .map((file) => ({
            tag: 'link',
            attrs: { rel: 'preload', as: 'font', type: 'font/woff2', href: `/${file}`, crossorigin: '' },
            injectTo: 'head',
          })),
    },
  };
}

/** The release and the minute it was built: what tells one tablet's app from another's. */
function appVersion(): string {
  const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  return `${manifest.version}+${new Date().toISOString().slice(0, 16).replaceAll(/[-:]/g, '').replace('T', '.')}`;
}

// The weight of the first load is measured, and held, by scripts/web-build.mjs: it reads what was really written.
export default defineConfig({
  build: {
    target: 'es2022',
    manifest: true,
    // Many small shared files weigh more than one: each is compressed by itself (kitchen 140.3 kB became 138.5).
    rolldownOptions: {
      output: {
        codeSplitting: {
          // What the kitchen never loads, or only when something is wrong, stays out of it.
          groups: [
            {
              name: 'shared',
              minShareCount: 3,
              test: /packages\/(web|domain|sync)\/src\/(?!.*(loss|ask-to-enrol|numbers-text|conflict-marks|former-matters|top-bar|open-count|fresh-matters|inbox-badge|exceptions|decision\/|payment\/(?!schema)|receipt\/paper|shift\/shifts|money\.tsx|order\/totals|order\/corrections|pin-|keypad|shell\/emoji|health\/facts|tell-health|preferences-sheet))/,
            },
          ],
        },
      },
    },
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
  },
  define: { 'import.meta.env.VITE_APP_VERSION': JSON.stringify(appVersion()) },
  plugins: [
    react(),
    preloadFonts(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src',
      filename: 'service-worker.ts',
      injectRegister: false,
      injectManifest: { globPatterns: ['**/*.{js,css,html,woff2,svg,png,webmanifest}'] },
      manifest: {
        name: 'RESTO360',
        short_name: 'RESTO360',
        description: 'Commandes et encaissements qui marchent aussi sans réseau',
        lang: 'fr',
        display: 'standalone',
        start_url: '/',
        id: '/',
        categories: ['business', 'food'],
        shortcuts: [
          { name: 'Salle et caisse', url: '/pos' },
          { name: 'Cuisine', url: '/kitchen' },
          { name: 'Bureau', url: '/office' },
        ],
        screenshots: [
          { src: '/screens/pos.webp', sizes: '800x500', type: 'image/webp', form_factor: 'wide' },
          { src: '/screens/phone.webp', sizes: '390x844', type: 'image/webp', form_factor: 'narrow' },
        ],
        background_color: '#f6f2ec',
        theme_color: '#0b5d45',
        icons: [
          { src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: '/icons/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
          { src: '/icons/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
          { src: '/icons/icon.svg', sizes: 'any', type: 'image/svg+xml' },
        ],
      },
    }),
  ],
});
