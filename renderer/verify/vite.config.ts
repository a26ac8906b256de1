import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import { webConfig } from '../web/web-config.ts'

export default defineConfig(
  webConfig({
    root: fileURLToPath(new URL('.', import.meta.url)),
    outDir: fileURLToPath(new URL('../../dist/renderer/verify', import.meta.url)),
  }),
)
