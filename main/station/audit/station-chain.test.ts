import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { NO_ENTRY_HASH, terminalEntrySchema } from '../../../src/audit/terminal-chain.ts'
import { fakeClock } from '../../../src/fake-clock.ts'
import { chainFiles, readChainFile } from './chain-files.ts'
import { openStationChain, type StationChain } from './station-chain.ts'

const said: string[] = []
const log = {
  warn: (_: unknown, text: string) => said.push(text),
  error: (_: unknown, text: string) => said.push(text),
}
const clock = fakeClock()
let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'chain-'))
  said.length = 0
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const open = (options = {}) => openStationChain(dir, { clock, log: log as never }, options)
const all = (chain: StationChain) => {
  const piece = chain.piece(1, 10_000)
  if ('badEntry' in piece) throw new Error(`bad entry ${piece.badEntry}`)
  return piece.entries
}
const folder = () => join(dir, 'audit')
const last = () => chainFiles(folder()).at(-1)!.path
const events = (chain: StationChain) => all(chain).map(({ event }) => event.replace('machine-', ''))

describe('the chain of a terminal', () => {
  it('goes on over starts and over files, for its owner alone, and each piece begins where it is asked', () => {
    const first = open({ fileBytes: 600 })
    for (let n = 0; n < 12; n++) first.note('machine-device-failed', { device: 'page-printer', code: 'printer-jam' })
    const head = first.head()
    expect(head.n).toBe(13)
    expect(chainFiles(folder()).length).toBeGreaterThan(3)
    for (const { path } of chainFiles(folder())) expect(statSync(path).mode & 0o077).toBe(0)
    const again = open({ fileBytes: 600 })
    expect(again.head()).toEqual(head)
    again.note('machine-stopped')
    expect(all(again).map(({ n }) => n)).toEqual(Array.from({ length: 14 }, (_, at) => at + 1))
    expect(again.piece(1, 3)).toMatchObject({
      oldest: 1,
      before: NO_ENTRY_HASH,
      entries: [{ n: 1 }, { n: 2 }, { n: 3 }],
    })
    const piece = again.piece(14, 10)
    expect(piece).toMatchObject({ before: head.hash, entries: [{ n: 14, event: 'machine-stopped' }] })
    for (const entry of all(again)) expect(terminalEntrySchema.safeParse(entry).success).toBe(true)
    again.told(14)
    expect(again.piece(1, 1)).toMatchObject({ oldest: 1 })
  })

  it('takes nothing in that could name a person', () => {
    const chain = open()
    chain.note('machine-file-refused', { document: '张三 <zhang@example.edu.cn>', code: 'x'.repeat(200) })
    const [, entry] = all(chain)
    expect(entry?.facts).toEqual({ document: '__ _zhang_example.edu.cn_', code: 'x'.repeat(80) })
  })

  it('is healed where a power cut has torn its last line, at each byte of it, and says so', () => {
    open().note('machine-stopped')
    const whole = readFileSync(last())
    const before = whole.subarray(0, -1).lastIndexOf(0x0a) + 1
    for (const keep of [before + 1, before + 40, whole.length - 1]) {
      writeFileSync(last(), whole.subarray(0, keep))
      const chain = open()
      expect(events(chain)).toEqual(['began-chain', 'healed-chain'])
      expect(all(chain)[1]?.facts).toEqual({ bytes: keep - before })
    }
    expect(said[0]).toMatch(/torn/)
  })

  it.each([
    ['one bit is turned', (lines: string[]) => lines.with(3, lines[3]!.replace('printer-jam', 'printer-jal')), 3],
    ['a line is deleted', (lines: string[]) => lines.toSpliced(3, 1), 3],
    ['a line is put in', (lines: string[]) => lines.toSpliced(3, 0, lines[2]!), 3],
    ['two lines are swapped', (lines: string[]) => lines.with(3, lines[4]!).with(4, lines[3]!), 3],
  ])('is set aside as it was where %s, and the first bad entry is named in the next', (_, bend, bad) => {
    const chain = open()
    for (let n = 0; n < 6; n++) chain.note('machine-device-failed', { device: `d${n}`, code: 'printer-jam' })
    const lines = readFileSync(last(), 'utf8').split('\n')
    const bent = bend(lines).join('\n')
    writeFileSync(last(), bent)
    expect(readChainFile(last())).toEqual({ badEntry: bad })
    const next = open()
    expect(next.head().chain).not.toBe(chain.head().chain)
    expect(all(next)).toMatchObject([{ n: 1, event: 'machine-began-chain', facts: { why: 'damaged', at: bad } }])
    const aside = readdirSync(dir).find(name => name.startsWith('audit-set-aside-'))!
    expect(readFileSync(join(dir, aside, 'chain-0000000001.jsonl'), 'utf8')).toBe(bent)
  })

  it('hurts nobody where the disk takes nothing: what has happened waits, then is written, and what is lost is counted', () => {
    const chain = open({ waitingMax: 3 })
    const file = last()
    const kept = readFileSync(file)
    // A file that is a folder: root writes through any mode.
    rmSync(file)
    mkdirSync(file)
    for (let n = 0; n < 5; n++) chain.note('machine-copy-ended', { copy: n })
    expect(chain.trouble()).toMatchObject({ code: 'disk-failed' })
    expect(said.filter(text => text.includes('cannot be written'))).toHaveLength(1)
    rmSync(file, { recursive: true })
    writeFileSync(file, kept)
    chmodSync(file, 0o600)
    expect(chain.trouble()).toBeNull()
    expect(events(chain)).toEqual(['began-chain', 'copy-ended', 'copy-ended', 'copy-ended', 'entries-lost'])
    expect(all(chain).at(-1)?.facts).toEqual({ count: 2 })
  })

  it('leaves nothing behind of a line that was written in part', () => {
    const chain = open()
    appendFileSync(last(), '{"n":2,"at":"half of')
    chain.note('machine-stopped')
    expect(events(chain)).toEqual(['began-chain', 'stopped'])
  })
})
