import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '..')
const LOCK = 'package-lock.json'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yinzheng-lock-'))
  for (const name of ['package.json', LOCK]) copyFileSync(join(ROOT, name), join(folder, name))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** What npm says to the lock, without a network and without installing anything; empty when it takes it. */
function complaint(): string {
  const told = spawnSync('npm', ['ci', '--dry-run', '--offline', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    encoding: 'utf8',
  })
  return told.status === 0 ? '' : told.stderr
}

describe('the lock of the packages', () => {
  it('is whole: an installation takes it as it is, on every system', () => expect(complaint()).toBe(''), 60_000)

  it('would not be without the parts for other systems', () => {
    const lock = JSON.parse(readFileSync(join(folder, LOCK), 'utf8')) as { packages: Record<string, unknown> }
    const [part] = Object.keys(lock.packages).filter(name => /typst-ts-node-compiler-darwin/.test(name))
    delete lock.packages[part!]
    writeFileSync(join(folder, LOCK), JSON.stringify(lock))
    expect(complaint()).toContain('Missing')
  })
})
