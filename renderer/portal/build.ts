import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'
import { buildForProduction } from '../production-build.ts'

export interface PortalBuildOptions {
  /** An absolute folder, dist/renderer/portal of the project when left out; it is emptied first. */
  readonly outDir?: string
  /** Beside those that every build has. */
  readonly plugins?: readonly Plugin[]
}

/** Builds the portal. `below.html` is the same page for addresses one folder further down, where its files lie elsewhere. */
export async function buildPortal({ outDir, plugins = [] }: PortalBuildOptions = {}): Promise<void> {
  const folder = outDir ?? fileURLToPath(new URL('../../dist/renderer/portal', import.meta.url))
  await buildForProduction({
    configFile: fileURLToPath(new URL('./vite.config.ts', import.meta.url)),
    logLevel: 'warn',
    plugins: [...plugins],
    build: { outDir: folder, emptyOutDir: true },
  })
  const page = await readFile(join(folder, 'index.html'), 'utf8')
  await writeFile(join(folder, 'below.html'), page.replaceAll('="./', '="../'))
}
