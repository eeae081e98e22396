import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { contentSecurityPolicy } from './src/core/policy';
import { describeShellFile } from './tools/serve/shellFiles';

/** Writes the policy into the built page. In development it would break Vite's own inline scripts. */
function policyInThePage(): Plugin {
  return {
    name: 'content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: contentSecurityPolicy('meta') },
        injectTo: 'head-prepend',
      },
    ],
  };
}

/** Puts the licence and the notices next to the page, so that they are distributed with it. */
function legalTexts(): Plugin {
  return {
    name: 'legal-texts',
    apply: 'build',
    generateBundle() {
      for (const fileName of ['LICENSE', 'THIRD-PARTY-NOTICES.md']) {
        this.emitFile({ type: 'asset', fileName, source: readFileSync(fileName) });
      }
      const source = readFileSync('node_modules/@fontsource/noto-sans-thai/LICENSE');
      this.emitFile({ type: 'asset', fileName: 'fonts/OFL.txt', source });
    },
  };
}

/** In a worker, the names of characters come from a table: the page's way of reading them needs a document. */
function withoutDocument(): Plugin {
  const name = 'decode-named-character-reference';
  return {
    name: 'without-document',
    enforce: 'pre',
    resolveId: (source) =>
      source === name ? resolve('node_modules', name, 'index.js') : undefined,
  };
}

/** Where this build goes: tests build into folders of their own. */
let built: string;
const outDir: Plugin = {
  name: 'out-dir',
  configResolved({ root, build }) {
    built = resolve(root, build.outDir);
  },
};

export default defineConfig({
  // Every address in the page is relative, so that the build works under any sub-path.
  base: './',
  plugins: [
    react(),
    tailwindcss(),
    outDir,
    policyInThePage(),
    legalTexts(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src/sw',
      filename: 'service-worker.ts',
      // src/sw/register.ts does it, so that the page decides when a new version takes over.
      injectRegister: false,
      injectManifest: {
        globPatterns: ['**/*.{html,js,css,svg,png,woff2,webmanifest}'],
        // The engine checks weights and model libraries and keeps them in its own store.
        globIgnores: ['models/**'],
        // web-llm's chunk contains two WebAssembly modules and has 7 MB.
        maximumFileSizeToCacheInBytes: 12 * 2 ** 20,
        manifestTransforms: [
          (files) => ({
            manifest: files.map((file) => ({ ...file, ...describeShellFile(built, file.url) })),
          }),
        ],
      },
      // It lies in public/, as the plugin would list its own without a hash.
      manifest: false,
    }),
  ],
  worker: { format: 'es', plugins: () => [withoutDocument()] },
  build: {
    target: 'es2023',
    // The worker's chunk is large by nature; its size is checked by tools/test instead.
    chunkSizeWarningLimit: 8192,
    // An inlined file would be a data: address, which the policy refuses for scripts and fonts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // A folder of their own, because the service worker keeps of it only what was used.
        assetFileNames: ({ names: [name = ''] }) =>
          `${name.endsWith('.woff2') ? 'fonts' : 'assets'}/[name]-[hash][extname]`,
      },
    },
    license: { fileName: 'third-party-licenses.md' },
  },
});
