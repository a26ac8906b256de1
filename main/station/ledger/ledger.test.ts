import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fakeClock } from '../../../src/fake-clock.ts'
import { quote } from '../../../src/rules/quota.ts'
import { DOCUMENT, jobId, WECHAT_PAY } from '../../../src/session/fixtures.ts'
import { openLedger } from './ledger.ts'

let folder: string
const clock = fakeClock()
const JOB = { ...DOCUMENT, jobId: jobId(1), quote: quote(7, 5, 200), language: 'en' } as const

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ledger-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Columns that steps after the first have added. */
const PAYMENT_COLUMNS = ['provider', 'provider_name_zh', 'provider_name_en', 'payee_name'] as const
const LATER_COLUMNS = ['copies_unclear', 'payment_reference', 'case_number'] as const

const open = () => openLedger(join(folder, 'ledger.sqlite'), clock)

describe('the ledger', () => {
  it('gives back after a restart what was written, amounts included', () => {
    const before = open()
    before.begin(JOB)
    before.opened(JOB.jobId, { orderNumber: 'YZ204815', payment: WECHAT_PAY, paymentReference: 'T204815' })
    before.move(JOB.jobId, 'printing')
    before.copySending(JOB.jobId, 1, 'YZ204815-1')
    before.copyEnded(JOB.jobId, 1, 'delivered', 2)
    before.copySending(JOB.jobId, 2, 'YZ204815-2')
    before.close()
    const after = open()
    expect(after.job(JOB.jobId)).toMatchObject({
      state: 'printing',
      orderNumber: 'YZ204815',
      quote: JOB.quote,
      payment: WECHAT_PAY,
      paymentReference: 'T204815',
      caseNumber: null,
      title: JOB.title,
      language: 'en',
    })
    expect(after.copies(JOB.jobId)).toEqual([
      { copyNumber: 1, jobName: 'YZ204815-1', state: 'delivered', sheetsDelivered: 2 },
      { copyNumber: 2, jobName: 'YZ204815-2', state: 'sending', sheetsDelivered: 0 },
    ])
    after.close()
  })

  it('lists what is owed, oldest first, and nothing that is settled or closed', async () => {
    const ledger = open()
    for (const n of [1, 2, 3]) {
      ledger.begin({ ...JOB, jobId: jobId(n) })
      await clock.advance(1000)
    }
    ledger.move(jobId(2), 'settled')
    expect(ledger.open().map(job => job.jobId)).toEqual([jobId(1), jobId(3)])
    ledger.move(jobId(1), 'closed')
    expect(ledger.open().map(job => job.jobId)).toEqual([jobId(3)])
    ledger.close()
  })

  it('is on the disk before a call returns, and its journal can not be changed', () => {
    const ledger = open()
    ledger.begin(JOB)
    const outcome = { copiesDelivered: 1, copiesUnclear: 0, sheetsDelivered: 2, faultCode: 'printer-jam' } as const
    ledger.printed(JOB.jobId, outcome)
    const other = new SqliteDatabase(join(folder, 'ledger.sqlite'))
    expect(other.pragma('journal_mode', { simple: true })).toBe('wal')
    expect(other.prepare('SELECT what FROM transition ORDER BY id').pluck().all()).toEqual([
      'ordering',
      'printed 1 copies, 2 sheets',
    ])
    ledger.printed(JOB.jobId, { ...outcome, copiesUnclear: 2 })
    expect(ledger.job(JOB.jobId)).toMatchObject({ copiesDelivered: 1, copiesUnclear: 2 })
    ledger.handedOver(JOB.jobId, 'CASE7')
    expect(ledger.job(JOB.jobId)).toMatchObject({ state: 'closed', caseNumber: 'CASE7' })
    expect(() => other.exec('DELETE FROM transition')).toThrow(/never deleted/)
    expect(() => other.exec("UPDATE transition SET what = ''")).toThrow(/never changed/)
    other.close()
    ledger.close()
  })

  it('takes over a ledger of before it was kept how an order is paid, with what is owed in it', () => {
    const before = open()
    before.begin(JOB)
    before.opened(JOB.jobId, { orderNumber: 'YZ204815', payment: WECHAT_PAY, paymentReference: 'T204815' })
    before.move(JOB.jobId, 'awaiting-payment')
    before.close()
    const other = new SqliteDatabase(join(folder, 'ledger.sqlite'))
    for (const column of [...PAYMENT_COLUMNS, ...LATER_COLUMNS]) other.exec(`ALTER TABLE job DROP COLUMN ${column}`)
    other.pragma('user_version = 1')
    other.close()
    const after = open()
    expect(after.open()).toMatchObject([
      { orderNumber: 'YZ204815', state: 'awaiting-payment', payment: null, paymentReference: null, copiesUnclear: 0 },
    ])
    after.close()
  })

  it('refuses a ledger of a later version instead of guessing', () => {
    open().close()
    const other = new SqliteDatabase(join(folder, 'ledger.sqlite'))
    other.pragma('user_version = 99')
    other.close()
    expect(open).toThrow(/version 99/)
  })

  it('holds one name a copy: the same copy can not stand twice in it', () => {
    const ledger = open()
    ledger.begin(JOB)
    ledger.copySending(JOB.jobId, 1, 'name')
    expect(() => ledger.copySending(JOB.jobId, 2, 'name')).toThrow(/UNIQUE/)
    ledger.close()
  })
})
