import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { ACCEPTANCE_FILE, type AcceptanceAddress, openAcceptancePort } from './acceptance-port.ts'

let folder: string
let opened: { close(): void }
let address: AcceptanceAddress
let attached: number

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'acceptance-'))
  attached = 0
  opened = await openAcceptancePort(folder, 0, () => {
    attached += 1
  })
  address = JSON.parse(readFileSync(join(folder, ACCEPTANCE_FILE), 'utf8'))
})
afterEach(() => {
  opened.close()
  rmSync(folder, { recursive: true, force: true })
})

/** 'in' or 'out'. */
function enter(token: string, headers: Record<string, string> = {}, path = '/kiosk-port'): Promise<string> {
  return new Promise(resolve => {
    const socket = new WebSocket(`ws://127.0.0.1:${address.port}${path}`, `yinzheng.${token}`, { headers })
    socket.once('open', () => {
      resolve('in')
      socket.terminate()
    })
    socket.once('error', () => resolve('out'))
  })
}

describe('the acceptance port', () => {
  it('lets in who has read the token', async () => {
    expect(await enter(address.token)).toBe('in')
    expect(attached).toBe(1)
  })

  it('turns away a wrong token, a web page and another path', async () => {
    expect(await enter('x'.repeat(43))).toBe('out')
    expect(await enter(address.token, { origin: 'http://127.0.0.1' })).toBe('out')
    expect(await enter(address.token, {}, '/')).toBe('out')
    expect(attached).toBe(0)
  })

  it('keeps the token from other users', () => {
    expect(statSync(join(folder, ACCEPTANCE_FILE)).mode & 0o077).toBe(0)
  })
})
