import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')

interface Page {
  readonly name: string
  /** Folders and files whose change makes the built page old. */
  readonly sources: readonly string[]
  build(outDir: string): Promise<void>
}

/** A fingerprint of every source file below the given places. */
function fingerprint(sources: readonly string[]): string {
  const hash = createHash('sha256')
  for (const source of sources) {
    const path = join(root, source)
    const files = readdirSync(path, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile() && !entry.name.includes('.test.'))
      .map(entry => join(entry.parentPath, entry.name))
      .sort()
    for (const file of files) hash.update(file.slice(root.length)).update(readFileSync(file))
  }
  hash.update(readFileSync(join(root, 'package-lock.json')))
  return hash.digest('hex')
}

/** Builds the pages whose sources have changed since they were built last. Tells of each that it builds. */
export async function buildPages(pages: readonly Page[], tell: (name: string) => void): Promise<void> {
  for (const page of pages) {
    const outDir = join(root, 'dist', 'renderer', page.name)
    const stamp = join(root, 'dist', 'renderer', `.${page.name}.built`)
    const now = fingerprint(page.sources)
    if (existsSync(outDir) && existsSync(stamp) && readFileSync(stamp, 'utf8') === now) continue
    tell(page.name)
    await page.build(outDir)
    mkdirSync(join(root, 'dist', 'renderer'), { recursive: true })
    writeFileSync(stamp, now)
  }
}

/** The screens. Their builders are loaded only when something is to be built. */
export const WEB_PAGES: readonly Page[] = [
  {
    name: 'kiosk',
    sources: ['src', 'renderer/kiosk', 'renderer/ui', 'renderer/strings'],
    build: async outDir => (await import('../renderer/build.ts')).buildRenderer({ outDir, oldChromium: false }),
  },
  {
    name: 'dev-dock',
    sources: ['src', 'renderer/ui', 'renderer/dev-dock', 'demo/university'],
    build: async outDir => (await import('../renderer/dev-dock/build.ts')).buildDevDock({ outDir }),
  },
]
