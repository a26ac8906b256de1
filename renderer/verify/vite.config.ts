import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Phones bring what they bring: the built-in browsers of messengers are years behind. */
const TARGET = ['chrome90', 'safari15', 'firefox100']

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  plugins: [react()],
  // sm-crypto-v2 asks Node for random numbers where a browser has none of its own; every browser has.
  resolve: { alias: { crypto: fileURLToPath(new URL('./no-node-crypto.ts', import.meta.url)) } },
  worker: { format: 'es' },
  build: {
    outDir: fileURLToPath(new URL('../../dist/renderer/verify', import.meta.url)),
    emptyOutDir: true,
    target: TARGET,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2_000,
  },
})
