import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { holdPort } from '../hold-port.ts'
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
  spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'main.ts'), ...args], {
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

  it('refuses a port that is taken, in one sentence, and takes no other', async () => {
    const other = await holdPort()
    const child = start(['--config', config, '--port', String(other.port)])
    // One that goes to another port says so in its first line, and would then run for ever.
    child.stdout.once('data', () => child.kill('SIGKILL'))
    const [exit, said, complained] = await Promise.all([once(child, 'exit'), text(child.stdout), text(child.stderr)])
    await other.release()
    expect(exit).toEqual([1, null])
    expect(said).toBe('')
    expect(complained).toBe(
      `Port ${other.port} of the payment gateway is taken by another program: end that program, or start the demo again with --any-ports.\n`,
    )
  })

  it('does not run in production, nor on a wrong configuration, nor without one', async () => {
    const wrong = join(dir, 'wrong.json')
    writeFileSync(wrong, '{}')
    const attempts = [start(['--config', config], { NODE_ENV: 'production' }), start(['--config', wrong]), start([])]
    const codes = await Promise.all(attempts.map(async child => ((await once(child, 'exit')) as [number])[0]))
    expect(codes).toEqual([1, 1, 2])
  })
})
