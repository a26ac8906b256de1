import { fileURLToPath } from 'node:url'
import { build } from 'vite'

/** Builds the dock. `outDir` is an absolute folder, dist/renderer/dev-dock of the project when left out; it is emptied first. */
export async function buildDevDock({ outDir }: { readonly outDir?: string } = {}): Promise<void> {
  await build({
    configFile: fileURLToPath(new URL('./vite.config.ts', import.meta.url)),
    logLevel: 'warn',
    ...(outDir === undefined ? {} : { build: { outDir, emptyOutDir: true } }),
  })
}
