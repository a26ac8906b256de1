import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PrinterStanding } from '../../../src/contract/devices.ts'
import { fakeClock } from '../../../src/fake-clock.ts'
import { quote } from '../../../src/rules/quota.ts'
import { DOCUMENT, jobId, orderFor, WECHAT_PAY } from '../../../src/session/fixtures.ts'
import { openLedger } from './ledger.ts'

let folder: string
const clock = fakeClock()
const JOB = { ...DOCUMENT, jobId: jobId(1), quote: quote(7, 5, 200), language: 'en' } as const
const STANDING: PrinterStanding = {
  ...{
    saidAtMs: 1_795_000_000_000,
    upTimeSeconds: 90,
    configChangedAtSeconds: 1,
    impressionsEver: 812,
    sheetsEver: null,
  },
  ...{ lifeCounters: 'moves', highestJobId: 6, newestEndedJobId: 6, keepsNames: true, atWork: false },
  ...{ sides: ['one-sided'], operations: [2, 4] },
}
const END = { state: 'cannot-be-told', sheetsDelivered: 1, evidence: 'counted', atPrinter: false } as const

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ledger-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Columns that steps after the first have added. */
const PAYMENT_COLUMNS = ['provider', 'provider_name_zh', 'provider_name_en', 'payee_name'] as const
const LATER_COLUMNS = ['copies_unclear', 'payment_reference', 'case_number'] as const

const COPY_COLUMNS = [
  ...['standing', 'printer_job_id', 'evidence', 'aftermath', 'sheets_in_the_end', 'evidence_in_the_end'],
  'others_seen',
] as const

/** Makes the tables what they were before the printer's word was kept, and before anything was printed again for nothing. */
function takeBackEvidence(database: SqliteDatabase.Database): void {
  for (const column of ['reprint_by', 'reprint_of', 'document_kind'])
    database.exec(`ALTER TABLE job DROP COLUMN ${column}`)
  database.exec('DROP INDEX copy_aftermath')
  for (const column of COPY_COLUMNS) database.exec(`ALTER TABLE copy DROP COLUMN ${column}`)
}

const open = () => openLedger(join(folder, 'ledger.sqlite'), clock)

describe('the ledger', () => {
  it('gives back after a restart what was written, amounts included', () => {
    const before = open()
    before.begin(JOB)
    before.opened(JOB.jobId, { orderNumber: 'YZ204815', payment: WECHAT_PAY, paymentReference: 'T204815' })
    before.move(JOB.jobId, 'printing')
    before.copySending(JOB.jobId, 1, 'YZ204815-1', STANDING)
    before.copyAccepted(JOB.jobId, 1, 7)
    before.copyEnded(JOB.jobId, 1, { ...END, state: 'delivered', sheetsDelivered: 2 })
    before.copySending(JOB.jobId, 2, 'YZ204815-2', STANDING)
    before.copySeen(JOB.jobId, 2, 1)
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
      {
        ...{ copyNumber: 1, jobName: 'YZ204815-1', state: 'delivered', sheetsDelivered: 2, standing: STANDING },
        ...{ printerJobId: 7, evidence: 'counted', aftermath: 'none', sheetsInTheEnd: null, evidenceInTheEnd: '' },
        othersSeen: false,
      },
      {
        ...{ copyNumber: 2, jobName: 'YZ204815-2', state: 'sending', sheetsDelivered: 1, standing: STANDING },
        ...{ printerJobId: null, evidence: '', aftermath: 'none', sheetsInTheEnd: null, evidenceInTheEnd: '' },
        othersSeen: false,
      },
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
    takeBackEvidence(other)
    for (const column of [...PAYMENT_COLUMNS, ...LATER_COLUMNS]) other.exec(`ALTER TABLE job DROP COLUMN ${column}`)
    other.pragma('user_version = 1')
    other.close()
    const after = open()
    expect(after.open()).toMatchObject([
      {
        orderNumber: 'YZ204815',
        state: 'awaiting-payment',
        payment: null,
        paymentReference: null,
        copiesUnclear: 0,
        reprint: null,
      },
    ])
    after.close()
  })

  it('takes over copies of before it was kept what the printer said', () => {
    const before = open()
    before.begin(JOB)
    before.copySending(JOB.jobId, 1, 'one', null)
    before.copySending(JOB.jobId, 2, 'two', null)
    before.close()
    const other = new SqliteDatabase(join(folder, 'ledger.sqlite'))
    takeBackEvidence(other)
    other.exec("UPDATE copy SET state = 'unknown' WHERE copy_number = 1")
    other.pragma('user_version = 3')
    other.close()
    const after = open()
    expect(after.copies(JOB.jobId)).toMatchObject([
      { state: 'cannot-be-told', standing: null, printerJobId: null, aftermath: 'none' },
      { state: 'sending', standing: null, printerJobId: null, aftermath: 'none' },
    ])
    after.close()
  })

  it('keeps that others were at the printer beside a copy, until it is offered anew', () => {
    const before = open()
    before.begin(JOB)
    before.copySending(JOB.jobId, 1, 'one', STANDING)
    before.copyBesideOthers(JOB.jobId, 1)
    before.close()
    const after = open()
    expect(after.copies(JOB.jobId)).toMatchObject([{ othersSeen: true }])
    after.copySending(JOB.jobId, 1, 'one', STANDING)
    expect(after.copies(JOB.jobId)).toMatchObject([{ othersSeen: false }])
    after.close()
  })

  it('knows of a reprint before the server is asked, and of what it is once that has answered', () => {
    const before = open()
    before.beginReprint(jobId(2), 'code', 'en')
    before.close()
    const after = open()
    expect(after.open()).toMatchObject([
      { jobId: jobId(2), state: 'ordering', language: 'en', reprint: { by: 'code', orderNumber: '' } },
    ])
    const order = { ...orderFor(jobId(2), 3, 0, 0), reprintOf: 'YZ204815' }
    after.reprintOpened(jobId(2), { order, document: DOCUMENT }, 2)
    after.move(jobId(2), 'printing')
    expect(after.job(jobId(2))).toMatchObject({
      ...{ state: 'printing', documentId: DOCUMENT.documentId, sha256: DOCUMENT.sha256, sheetsPerCopy: 2 },
      ...{ title: DOCUMENT.title, quote: { copies: 3, freeCopies: 0, amountFen: 0 }, payment: null },
      reprint: { by: 'code', orderNumber: 'YZ204815' },
    })
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
    ledger.copySending(JOB.jobId, 1, 'name', null)
    expect(() => ledger.copySending(JOB.jobId, 2, 'name', null)).toThrow(/UNIQUE/)
    ledger.close()
  })

  it('never takes a sheet back that was seen', () => {
    const ledger = open()
    ledger.begin(JOB)
    ledger.copySending(JOB.jobId, 1, 'name', null)
    for (const sheets of [2, 1]) ledger.copySeen(JOB.jobId, 1, sheets)
    expect(ledger.copies(JOB.jobId)[0]?.sheetsDelivered).toBe(2)
    ledger.copyEnded(JOB.jobId, 1, { ...END, sheetsDelivered: 0 })
    expect(ledger.copies(JOB.jobId)[0]?.sheetsDelivered).toBe(2)
    ledger.close()
  })

  it('writes a copy that is offered again down anew, without the number of before', () => {
    const ledger = open()
    ledger.begin(JOB)
    ledger.copySending(JOB.jobId, 1, 'name', STANDING)
    ledger.copyAccepted(JOB.jobId, 1, 7)
    ledger.copySending(JOB.jobId, 1, 'name', { ...STANDING, upTimeSeconds: 95 })
    expect(ledger.copies(JOB.jobId)).toMatchObject([{ printerJobId: null, standing: { upTimeSeconds: 95 } }])
    ledger.close()
  })

  it('knows over a restart what lies at the printer, and what came out late and was not told', () => {
    const before = open()
    before.begin(JOB)
    for (const copyNumber of [1, 2]) {
      before.copySending(JOB.jobId, copyNumber, `name-${copyNumber}`, STANDING)
      before.copyEnded(JOB.jobId, copyNumber, { ...END, atPrinter: true })
    }
    before.close()
    const after = open()
    expect(after.jobsWith('at-printer')).toEqual([JOB.jobId])
    after.copyCleared(JOB.jobId, 1, { sheetsInTheEnd: 2, aftermath: 'late', evidence: 'life counter' })
    after.copyCleared(JOB.jobId, 2, { sheetsInTheEnd: 1, aftermath: 'gone', evidence: 'gone' })
    expect(after.jobsWith('at-printer')).toEqual([])
    expect(after.jobsWith('late')).toEqual([JOB.jobId])
    expect(after.copies(JOB.jobId)).toMatchObject([
      {
        aftermath: 'late',
        sheetsInTheEnd: 2,
        sheetsDelivered: 1,
        evidence: 'counted',
        evidenceInTheEnd: 'life counter',
      },
      { aftermath: 'gone', sheetsInTheEnd: 1 },
    ])
    after.aftermathTold(JOB.jobId, 'late', after.copies(JOB.jobId))
    expect(after.jobsWith('late')).toEqual([])
    expect(after.copies(JOB.jobId)[0]?.aftermath).toBe('late-told')
    after.close()
  })

  it('reads a standing that it can not understand as none', () => {
    const ledger = open()
    ledger.begin(JOB)
    ledger.copySending(JOB.jobId, 1, 'name', STANDING)
    const other = new SqliteDatabase(join(folder, 'ledger.sqlite'))
    for (const spoilt of ['{', '{"upTimeSeconds":"long"}']) {
      other.prepare('UPDATE copy SET standing = ?').run(spoilt)
      expect(ledger.copies(JOB.jobId)[0]?.standing).toBeNull()
    }
    other.close()
    ledger.close()
  })
})
