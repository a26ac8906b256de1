import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import type { InlineConfig, Plugin } from 'vite'
import { oldChromiumPolyfill, woff2Only } from './build-plugins.ts'

/** What the kiosk's page is built for: the Chromium that the product ships, and the one of Electron 22 for tests. */
const TARGETS = { product: 'chrome120', oldChromium: 'chrome108' } as const

/** `index.html` is the product; `gallery.html` draws fixtures; `picture.html` draws what the console says, inside it. */
export type KioskPage = 'index.html' | 'gallery.html' | 'picture.html'

export interface KioskBuildOptions {
  readonly oldChromium: boolean
  readonly page: KioskPage
  readonly plugins?: readonly Plugin[]
}

/** Vite's configuration for the kiosk: relative addresses, and nothing inline, so that the strictest CSP holds. */
export function kioskConfig({ oldChromium, page, plugins: more = [] }: KioskBuildOptions): InlineConfig {
  const plugins = () => (oldChromium ? [oldChromiumPolyfill()] : [])
  const root = fileURLToPath(new URL('./kiosk', import.meta.url))
  return {
    configFile: false,
    root,
    base: './',
    logLevel: 'warn',
    plugins: [...plugins(), woff2Only(), ...more, react()],
    worker: { format: 'es', plugins },
    build: {
      target: oldChromium ? TARGETS.oldChromium : TARGETS.product,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      chunkSizeWarningLimit: 2_000,
      rolldownOptions: { input: `${root}/${page}` },
    },
  }
}
