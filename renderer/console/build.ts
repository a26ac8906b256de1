import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'
import { buildForProduction } from '../production-build.ts'

export interface ConsoleBuildOptions {
  /** An absolute folder, dist/renderer/console of the project when left out; it is emptied first. */
  readonly outDir?: string
  /** Beside those that every build has. */
  readonly plugins?: readonly Plugin[]
}

/** Builds the console. The server puts the nonce of its style sheets into the page, and fits its addresses to the depth that it is asked for at. */
export async function buildConsole({ outDir, plugins = [] }: ConsoleBuildOptions = {}): Promise<void> {
  await buildForProduction({
    configFile: fileURLToPath(new URL('./vite.config.ts', import.meta.url)),
    logLevel: 'warn',
    plugins: [...plugins],
    build: {
      outDir: outDir ?? fileURLToPath(new URL('../../dist/renderer/console', import.meta.url)),
      emptyOutDir: true,
    },
  })
}
