import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { JobId } from '../../../src/contract/ids.ts'
import { fakeClock } from '../../../src/fake-clock.ts'
import { unwrap } from '../../../src/result.ts'
import { LEDGER_DAMAGES } from '../../../tests/station/ledger-damages.ts'
import { openLedger } from '../ledger/ledger.ts'
import { LedgerTooNew } from '../ledger/schema.ts'
import { ledgersSetAside, markTold, setAsideFault } from './set-aside.ts'
import { openSoundLedger } from './sound-ledger.ts'

const JOB = 'a-job-of-this-ledger' as JobId
const ENDED = 'a-job-that-has-ended' as JobId
const clock = fakeClock(Date.UTC(2026, 10, 30, 1, 2, 3))
let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'ledger-'))
  const ledger = openLedger(join(dir, 'ledger.sqlite'), clock)
  ledger.beginReprint(JOB, 'code', 'en')
  ledger.beginReprint(ENDED, 'code', 'en')
  ledger.move(ENDED, 'closed')
  ledger.close()
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const partsIn = (folder: string) =>
  Object.fromEntries(
    readdirSync(folder)
      .filter(name => name.startsWith('ledger.sqlite'))
      .map(name => [
        name,
        statSync(join(folder, name)).isFile() &&
          createHash('sha256')
            .update(readFileSync(join(folder, name)))
            .digest('hex'),
      ]),
  )

describe('a ledger', () => {
  it('that is whole is opened, and nothing is set aside', () => {
    const { ledger, setAside } = unwrap(openSoundLedger(dir, clock, true))
    expect([ledger.open().map(({ jobId }) => jobId), setAside]).toEqual([[JOB], null])
    ledger.close()
    expect(setAsideFault(dir)).toBeNull()
  })

  it('whose last words are still in its log is whole', () => {
    const ledger = openLedger(join(dir, 'ledger.sqlite'), clock)
    ledger.move(JOB, 'abandoned')
    // As after a power cut: both files, and nobody has closed them.
    const copy = mkdtempSync(join(tmpdir(), 'ledger-'))
    for (const end of ['', '-wal'])
      writeFileSync(join(copy, `ledger.sqlite${end}`), readFileSync(join(dir, `ledger.sqlite${end}`)))
    ledger.close()
    const opened = unwrap(openSoundLedger(copy, clock, true))
    expect([opened.setAside, opened.ledger.job(JOB)?.state]).toEqual([null, 'abandoned'])
    opened.ledger.close()
    rmSync(copy, { recursive: true })
  })

  it.each(Object.entries(LEDGER_DAMAGES))('%s is set aside as it is, and an empty one begun', (_, damage) => {
    damage(join(dir, 'ledger.sqlite'))
    const found = partsIn(dir)
    const { ledger, setAside } = unwrap(openSoundLedger(dir, clock, true))
    expect(ledger.open()).toEqual([])
    ledger.close()
    expect(setAside?.name).toBe('damaged-ledger-20261130T010203Z')
    expect(partsIn(join(dir, setAside!.name))).toMatchObject(found)
    expect(readFileSync(join(dir, setAside!.name, 'why.txt'), 'utf8').trim()).toBe(setAside?.why)
    expect(setAsideFault(dir)).toMatchObject({ code: 'ledger-damaged' })
  })

  it('whose index leads to none of its debts is damaged, although every row of it can be read', () => {
    const file = join(dir, 'ledger.sqlite')
    const database = new SqliteDatabase(file)
    database.unsafeMode()
    database.pragma('writable_schema = ON')
    database.exec(`UPDATE sqlite_schema SET sql = replace(sql, 'NOT IN', 'IN') WHERE name = 'job_open'`)
    database.close()
    const { ledger, setAside } = unwrap(openSoundLedger(dir, clock, true))
    ledger.close()
    expect(setAside?.why).toContain('integrity check')
  })

  it('is begun where there never was one', () => {
    const folder = join(dir, 'new')
    mkdirSync(folder)
    const { ledger, setAside } = unwrap(openSoundLedger(folder, clock, false))
    ledger.close()
    expect([setAside, existsSync(join(folder, 'ledger.sqlite'))]).toEqual([null, true])
  })

  it('of a later version is no damage', () => {
    const database = new SqliteDatabase(join(dir, 'ledger.sqlite'))
    database.pragma('user_version = 99')
    database.close()
    expect(() => openSoundLedger(dir, clock, true)).toThrow(LedgerTooNew)
    expect(ledgersSetAside(dir)).toEqual([])
  })

  it('is set aside a second time beside the first, and what the server knows is remembered', () => {
    for (const _ of [1, 2]) {
      writeFileSync(join(dir, 'ledger.sqlite'), 'text')
      unwrap(openSoundLedger(dir, clock, true)).ledger.close()
    }
    const [first, second] = ledgersSetAside(dir)
    expect([first, second]).toMatchObject([
      { isTold: false },
      { name: 'damaged-ledger-20261130T010203Z-2', isTold: false },
    ])
    markTold(dir, first!)
    expect(
      ledgersSetAside(dir)
        .map(({ isTold }) => isTold)
        .toSorted(),
    ).toEqual([false, true])
    expect(setAsideFault(dir)?.code).toBe('ledger-damaged')
  })
})
