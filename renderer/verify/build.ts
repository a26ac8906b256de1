import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { transform } from 'esbuild'
import type { Plugin } from 'vite'
import { buildForProduction } from '../production-build.ts'

export interface VerifyBuildOptions {
  /** An absolute folder, dist/renderer/verify of the project when left out; it is emptied first. */
  readonly outDir?: string
  /** Beside those that every build has. */
  readonly plugins?: readonly Plugin[]
}

/** Builds the public page of verification, with a service worker that knows every file of it. */
export async function buildVerify({ outDir, plugins = [] }: VerifyBuildOptions = {}): Promise<void> {
  const folder = outDir ?? fileURLToPath(new URL('../../dist/renderer/verify', import.meta.url))
  await buildForProduction({
    configFile: fileURLToPath(new URL('./vite.config.ts', import.meta.url)),
    logLevel: 'warn',
    plugins: [...plugins],
    build: { outDir: folder, emptyOutDir: true },
  })
  await writeServiceWorker(folder)
}

/** Its text changes with any file of the page, which is how a browser learns of a new one. */
async function writeServiceWorker(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries
    .filter(entry => entry.isFile())
    .map(entry => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort()
  const hash = createHash('sha256')
  for (const file of files) hash.update(file).update(await readFile(join(folder, file)))
  const source = await readFile(new URL('./service-worker.ts', import.meta.url), 'utf8')
  const { code } = await transform(source, {
    loader: 'ts',
    target: 'chrome90',
    minify: true,
    define: { __FILES__: JSON.stringify(files), __VERSION__: JSON.stringify(hash.digest('hex').slice(0, 16)) },
  })
  await writeFile(join(folder, 'sw.js'), code)
}
