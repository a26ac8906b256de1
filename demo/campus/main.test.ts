import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { campusPeople } from './people.ts'

let dir = ''
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'campus-main-'))
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const start = (config: object | null, env: Record<string, string> = {}): ChildProcess => {
  const file = join(dir, 'campus.json')
  if (config) writeFileSync(file, JSON.stringify(config))
  const args = config ? ['--config', file] : []
  return spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'main.ts'), ...args],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    },
  )
}
const codeOf = async (child: ChildProcess) => ((await once(child, 'exit')) as [number])[0]

describe('the program', () => {
  it('says where it listens, serves what its configuration names, and ends on SIGTERM', async () => {
    const child = start({ cas: {} })
    const [line] = (await once(child.stdout!, 'data')) as [Buffer]
    const { listening } = JSON.parse(line.toString('utf8')) as { listening: number }
    expect((await fetch(`http://127.0.0.1:${listening}/cas/login`)).status).toBe(200)
    const home = await (await fetch(`http://127.0.0.1:${listening}/`)).text()
    expect(home).toContain('href="/cas/login"')
    expect(home).not.toContain('href="/mailbox"')
    expect(home).toContain(`${campusPeople().find(({ isShown }) => isShown)!.number} · `)
    child.kill('SIGTERM')
    expect(await codeOf(child)).toBe(0)
  })

  it('does not run in production, nor on a wrong configuration, nor without one', async () => {
    expect(await codeOf(start({ cas: {} }, { NODE_ENV: 'production' }))).toBe(1)
    expect(await codeOf(start({ sulk: {} }))).toBe(1)
    expect(await codeOf(start(null))).toBe(2)
  })
})
