import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

/** Modules with a native part, and those that start workers from files of their own: they stay beside the bundle. */
export const LEFT_OUTSIDE = ['better-sqlite3', 'serialport', 'pino', 'ws']

const source = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/**
 * Bundles the kiosk's own programs into `outDir`, as the Electron shell and an installer want them: `station.mjs`, which Electron
 * runs as a utility process, and `browser.mjs`, the shell for a plain Chromium.
 */
export async function buildPrograms({
  outDir,
  programs = ['station', 'browser'],
}: {
  readonly outDir: string
  readonly programs?: readonly ('station' | 'browser')[]
}): Promise<void> {
  await build({
    entryPoints: Object.fromEntries(programs.map(name => [name, source(`${name}/main.ts`)])),
    outdir: outDir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    external: LEFT_OUTSIDE,
    // Bundled CommonJS asks for `require`, which an ES module does not have.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    legalComments: 'none',
    logLevel: 'warning',
  })
}
