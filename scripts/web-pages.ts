import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

const root = join(import.meta.dirname, '..')
const LOOK_AGAIN_MS = 200

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

/** Builds the pages whose sources have changed since they were built last, one program at a time. Tells of each that it builds. */
export async function buildPages(pages: readonly Page[], tell: (name: string) => void): Promise<void> {
  const built = join(root, 'dist', 'renderer')
  mkdirSync(built, { recursive: true })
  await alone(join(built, '.building'), async () => {
    for (const page of pages) {
      const outDir = join(built, page.name)
      const stamp = join(built, `.${page.name}.built`)
      const now = fingerprint(page.sources)
      if (existsSync(outDir) && existsSync(stamp) && readFileSync(stamp, 'utf8') === now) continue
      tell(page.name)
      // Beside the old page, which is served until the new one is whole.
      const beside = `${outDir}.new`
      await page.build(beside)
      rmSync(outDir, { recursive: true, force: true })
      renameSync(beside, outDir)
      writeFileSync(stamp, now)
    }
  })
}

/** Does `work` while no other living program holds the lock file: demos that start side by side would build the same page twice. */
async function alone(lock: string, work: () => Promise<void>): Promise<void> {
  while (!take(lock)) await delay(LOOK_AGAIN_MS)
  try {
    await work()
  } finally {
    rmSync(lock, { force: true })
  }
}

function take(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' })
    return true
  } catch {
    if (!isAlive(lock)) rmSync(lock, { force: true })
    return false
  }
}

/** Whether the program that holds the lock still runs; one that was killed has left its file behind. */
function isAlive(lock: string): boolean {
  try {
    process.kill(Number(readFileSync(lock, 'utf8')), 0)
    return true
  } catch {
    return false
  }
}

/** The screens. Their builders are loaded only when something is to be built. */
export const WEB_PAGES: readonly Page[] = [
  {
    name: 'kiosk',
    sources: ['src', 'renderer/kiosk', 'renderer/ui'],
    build: async outDir => (await import('../renderer/build.ts')).buildRenderer({ outDir, oldChromium: false }),
  },
  {
    name: 'dev-dock',
    sources: ['src', 'renderer/ui', 'renderer/dev-dock', 'demo/university'],
    build: async outDir => (await import('../renderer/dev-dock/build.ts')).buildDevDock({ outDir }),
  },
  {
    name: 'verify',
    sources: ['src', 'renderer/verify', 'renderer/ui', 'renderer/web'],
    build: async outDir => (await import('../renderer/verify/build.ts')).buildVerify({ outDir }),
  },
  {
    name: 'portal',
    sources: ['src', 'renderer/portal', 'renderer/ui', 'renderer/web'],
    build: async outDir => (await import('../renderer/portal/build.ts')).buildPortal({ outDir }),
  },
  {
    name: 'kiosk-picture',
    sources: ['src', 'renderer/kiosk', 'renderer/ui'],
    build: async outDir => (await import('../renderer/build.ts')).buildKioskPicture({ outDir, oldChromium: false }),
  },
  {
    name: 'console',
    sources: ['src', 'renderer/console', 'renderer/ui', 'renderer/web'],
    build: async outDir => (await import('../renderer/console/build.ts')).buildConsole({ outDir }),
  },
]
