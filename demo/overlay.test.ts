import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { neededSystems } from './campus-files.ts'
import { neededSimulators } from './demo-files.ts'
import { lay, readOverlay } from './overlay.ts'

describe('a configuration laid over the demo', () => {
  it('joins maps and replaces everything else', () => {
    const base = { pagePrinter: { uri: 'ipp://a/', sides: 'one-sided' }, list: [1, 2], reader: { line: 1 } }
    expect(lay(base, { pagePrinter: { uri: 'ipp://b/' }, list: [3], reader: null })).toEqual({
      pagePrinter: { uri: 'ipp://b/', sides: 'one-sided' },
      list: [3],
      reader: null,
    })
  })

  it('puts what is of another kind in the place of what is there', () => {
    const tcp = { kind: 'tcp', host: '127.0.0.1', port: 7803 }
    const serial = { kind: 'serial', path: '/dev/ttyUSB0', baudRate: 9600 }
    const base = { reader: { line: tcp, profile: 'hex-uid' }, documents: { seal: { demoFolder: 'a' }, workers: 1 } }
    const over = { reader: { line: serial }, documents: { seal: { pem: { keyFile: 'k' } } } }
    expect(lay(base, over)).toEqual({
      reader: { line: serial, profile: 'hex-uid' },
      documents: { seal: { pem: { keyFile: 'k' } }, workers: 1 },
    })
    expect(lay(base, { reader: { line: { kind: 'tcp', port: 1 } } })).toMatchObject({
      reader: { line: { ...tcp, port: 1 } },
    })
    expect(lay(base, { reader: { line: { port: 2 } } })).toMatchObject({ reader: { line: { ...tcp, port: 2 } } })
  })

  it('puts a real login in place of that of the campus, whole, and leaves the others', () => {
    const base = {
      identity: { ways: { cas: { server: { baseUrl: 'a' }, person: { attribute: 'x' } }, wecom: { app: 1 } } },
    }
    const over = { identity: { ways: { cas: { server: { baseUrl: 'b' } } } } }
    expect(lay(base, over)).toEqual({ identity: { ways: { cas: { server: { baseUrl: 'b' } }, wecom: { app: 1 } } } })
    const others = { wecom: true, mailbox: true, phone: true, robot: true, authenticator: true }
    expect(neededSystems({ server: over })).toEqual({ cas: false, ...others })
  })

  it('needs no campus where all of it is real, or none of it is wanted', () => {
    const ways = { cas: null, wecom: {} }
    expect(neededSimulators({ terminal: {}, server: { identity: { ways }, mail: {} } }).campus).toBe(true)
    expect(neededSimulators({ terminal: {}, server: { identity: { ways }, mail: {}, sms: null } }).campus).toBe(false)
  })

  it('says where a wrong file is wrong', () => {
    const folder = mkdtempSync(join(tmpdir(), 'overlay-'))
    const file = join(folder, 'site.yaml')
    writeFileSync(file, 'terminal:\n  dataDir: x\nserve:\n  port: 1\n')
    expect(() => readOverlay(file)).toThrow(/site\.yaml:3:1.*serve/)
    rmSync(folder, { recursive: true })
  })
})
