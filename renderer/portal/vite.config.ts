import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import { withoutSummaries } from '../build-plugins.ts'
import { webConfig } from '../web/web-config.ts'
import { portalShell } from './page-shell.ts'

const config = webConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  outDir: fileURLToPath(new URL('../../dist/renderer/portal', import.meta.url)),
})

export default defineConfig({ ...config, plugins: [...(config.plugins ?? []), withoutSummaries(), portalShell()] })
