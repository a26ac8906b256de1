import { execFile } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { WAIT_AT_MOST_MS } from '../patience.ts'

const CACHE = fileURLToPath(new URL('../../node_modules/.cache/yinzheng-peers/', import.meta.url))

const run = promisify(execFile)

/** A program from PyPI that serves as a peer. */
export interface PythonPeer {
  /** Its name on PyPI. */
  readonly name: string
  /** Which of its optional parts, as pip names them. */
  readonly extra?: string
  readonly version: string
  /** The least Python that it runs on: 13 for 3.13. */
  readonly leastMinor: number
}

/**
 * The Python of a virtual environment under `node_modules/.cache` that has the peer installed, or null when this machine has no
 * Python for it or can't reach PyPI. It is installed once.
 */
export async function findPythonPeer({ name, extra, version, leastMinor }: PythonPeer): Promise<string | null> {
  const folder = name.toLowerCase()
  const home = join(CACHE, `${folder}-${version}`)
  const python = join(home, 'bin', 'python')
  if (existsSync(join(home, 'installed'))) return python
  const base = await findPython(leastMinor)
  if (!base) return null
  await mkdir(CACHE, { recursive: true })
  const fresh = await mkdtemp(join(CACHE, `${folder}-`))
  const install = ['-m', 'pip', 'install', '--quiet', `${name}${extra === undefined ? '' : `[${extra}]`}==${version}`]
  try {
    await run(base, ['-m', 'venv', fresh], { timeout: WAIT_AT_MOST_MS })
    await run(join(fresh, 'bin', 'python'), install, { timeout: WAIT_AT_MOST_MS })
  } catch {
    await rm(fresh, { recursive: true, force: true })
    return null
  }
  await writeFile(join(fresh, 'installed'), '')
  // Two test runs at once: the first one keeps the name. The environment's own Python works wherever it lies.
  await rename(fresh, home).catch(() => rm(fresh, { recursive: true, force: true }))
  return existsSync(python) ? python : null
}

async function findPython(leastMinor: number): Promise<string | null> {
  const versions = join(homedir(), '.pyenv', 'versions')
  const pyenv = existsSync(versions) ? readdirSync(versions).map(name => join(versions, name, 'bin', 'python3')) : []
  for (const python of ['python3', 'python3.14', 'python3.13', 'python3.12', 'python3.11', ...pyenv]) {
    const program = `import sys, venv; print(sys.version_info >= (3, ${leastMinor}))`
    const newEnough = await run(python, ['-c', program], { timeout: 10_000 })
      .then(({ stdout }) => stdout.trim() === 'True')
      .catch(() => false)
    if (newEnough) return python
  }
  return null
}
