import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import type { InlineConfig } from 'vite'

/** Phones bring what they bring: the built-in browsers of messengers are years behind. */
const TARGET = ['chrome90', 'safari15', 'firefox100']

export interface WebConfigOptions {
  /** Absolute folder of the app, which holds `index.html`. */
  readonly root: string
  /** Where the app goes when whoever builds it says nothing else. */
  readonly outDir: string
}

/** Vite's configuration for an app on the web: relative addresses, and nothing inline, so that the strictest CSP holds. */
export function webConfig({ root, outDir }: WebConfigOptions): InlineConfig {
  return {
    root,
    base: './',
    plugins: [react()],
    // sm-crypto-v2 asks Node for random numbers where a browser has none of its own; every browser has.
    resolve: { alias: { crypto: fileURLToPath(new URL('./no-node-crypto.ts', import.meta.url)) } },
    worker: { format: 'es' },
    build: {
      outDir,
      emptyOutDir: true,
      target: TARGET,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      chunkSizeWarningLimit: 2_000,
    },
  }
}
