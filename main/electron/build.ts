import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type BuildOptions, build } from 'esbuild'

export interface ShellBuildOptions {
  /** Gets `main.cjs`, `preload.cjs` and `package.json`. The page belongs into `../renderer/kiosk`, the station into `../station.mjs`. */
  readonly outDir: string
  /** True for a build that a test driver can enter; such a build is never shipped. */
  readonly e2e: boolean
}

/**
 * Bundles the Electron shell. CommonJS and an old target, so that the same files run in the product's Electron and in the old
 * one that the tests have; a sandboxed preload script must be CommonJS anyway.
 */
export async function buildShell({ outDir, e2e }: ShellBuildOptions): Promise<void> {
  const source = (name: string) => fileURLToPath(new URL(name, import.meta.url))
  const shared = {
    bundle: true,
    format: 'cjs',
    external: ['electron'],
    legalComments: 'none',
    logLevel: 'warning',
  } satisfies BuildOptions
  await mkdir(outDir, { recursive: true })
  await Promise.all([
    build({
      ...shared,
      entryPoints: [source('main.ts')],
      outfile: join(outDir, 'main.cjs'),
      platform: 'node',
      target: 'node16',
      define: { BUILT_FOR_TESTS: JSON.stringify(e2e) },
    }),
    build({
      ...shared,
      entryPoints: [source('preload.ts')],
      outfile: join(outDir, 'preload.cjs'),
      platform: 'browser',
      target: 'chrome108',
    }),
    writeFile(
      join(outDir, 'package.json'),
      `${JSON.stringify({ name: 'yinzheng', productName: 'Yinzheng', version: '0.1.0', main: 'main.cjs' }, null, 2)}\n`,
    ),
  ])
}
