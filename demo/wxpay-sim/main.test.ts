import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { initGateway } from './init-gateway.ts'
import { send } from './test-caller.ts'

let dir = ''
let config = ''
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'wxpay-main-'))
  config = initGateway(dir).gatewayConfigFile
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const start = (args: string[], env: Record<string, string> = {}) =>
  spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  })
const portOf = async (child: ChildProcess) => {
  const [line] = (await once(child.stdout!, 'data')) as [Buffer]
  return (JSON.parse(line.toString('utf8')) as { listening: number }).listening
}
const end = async (child: ChildProcess) => {
  child.kill('SIGTERM')
  const [code] = (await once(child, 'exit')) as [number]
  return code
}

describe('the program', () => {
  it('says where it listens, serves the phone, and ends on SIGTERM', async () => {
    const child = start(['--config', config])
    const port = await portOf(child)
    expect((await send(`http://127.0.0.1:${port}`, 'GET', '/phone')).status).toBe(200)
    expect(await end(child)).toBe(0)
  })

  it('steps over a port that is taken', async () => {
    const first = start(['--config', config])
    const taken = await portOf(first)
    const moved = join(dir, 'moved.json')
    const settings = JSON.parse(readFileSync(config, 'utf8')) as object
    writeFileSync(moved, JSON.stringify({ ...settings, port: taken, stateFile: join(dir, 'other.jsonl') }))
    const second = start(['--config', moved])
    expect(await portOf(second)).toBeGreaterThan(taken)
    expect([await end(first), await end(second)]).toEqual([0, 0])
  })

  it('does not run in production, nor on a wrong configuration, nor without one', async () => {
    const wrong = join(dir, 'wrong.json')
    writeFileSync(wrong, '{}')
    const attempts = [start(['--config', config], { NODE_ENV: 'production' }), start(['--config', wrong]), start([])]
    const codes = await Promise.all(attempts.map(async child => ((await once(child, 'exit')) as [number])[0]))
    expect(codes).toEqual([1, 1, 2])
  })
})
