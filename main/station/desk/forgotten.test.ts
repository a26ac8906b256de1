import { describe, expect, it } from 'vitest'
import type { CopyEvidence } from '../../../src/contract/orders-api.ts'
import { fakeClock } from '../../../src/fake-clock.ts'
import { fault } from '../../../src/fault.ts'
import { quote } from '../../../src/rules/quota.ts'
import { DOCUMENT, jobId } from '../../../src/session/fixtures.ts'
import type { LedgerJob } from '../ledger/ledger.ts'
import { forgottenOrder, forgottenPaper, isUnknown, watchUnknown, wordOf } from './forgotten.ts'

const job = (more: Partial<LedgerJob> = {}): LedgerJob => ({
  ...{
    ...DOCUMENT,
    jobId: jobId(1),
    orderNumber: 'YZ204815',
    quote: quote(7, 5, 200),
    payment: null,
    reprint: null,
    language: 'en',
  },
  ...{ state: 'abandoned', copiesDelivered: 0, copiesUnclear: 0, sheetsDelivered: 0, faultCode: null },
  ...{ paymentReference: 'T1', caseNumber: null, documentKind: null, begunAtMs: 0, changedAtMs: 0 },
  ...more,
})
const out = (copiesDelivered: number, copiesUnclear = 0) => ({
  ...{ copiesDelivered, copiesUnclear, sheetsDelivered: 0, copies: [], fault: null },
})
const FREE = quote(3, 5, 200)

describe('what a person must hear of an order that the server does not know', () => {
  it('is everything that the ledger knows, where money or paper may stand behind it', () => {
    expect(forgottenOrder(job(), null)).toEqual({
      ...{ jobId: jobId(1), orderNumber: 'YZ204815', documentId: DOCUMENT.documentId, paymentReference: 'T1' },
      ...{ copies: 7, freeCopies: 5, unitPriceFen: 200, stationState: 'abandoned', outcome: null },
    })
    expect(forgottenOrder(job({ state: 'printed' }), out(0))).toMatchObject({ stationState: 'printed' })
    expect(forgottenOrder(job({ state: 'printed', quote: FREE }), out(1))).toMatchObject({ outcome: out(1) })
    expect(forgottenOrder(job({ state: 'printed', quote: FREE }), out(0, 1))).not.toBeNull()
  })

  it('is nothing where no code was ever shown, or nothing was to be paid and nothing came out', () => {
    expect(forgottenOrder(job({ orderNumber: '', paymentReference: null }), null)).toBeNull()
    expect(forgottenOrder(job({ quote: FREE }), null)).toBeNull()
    expect(forgottenOrder(job({ state: 'printed', quote: FREE }), out(0))).toBeNull()
    for (const state of ['closed', 'settled'] as const) {
      expect(forgottenOrder(job({ state }), null)).toBeNull()
      expect(forgottenOrder(job({ state }), out(1))).toBeNull()
    }
    expect(forgottenOrder(job({ quote: quote(6, 5, 200) }), null)).not.toBeNull()
    expect(forgottenOrder(job({ orderNumber: '', quote: FREE }), out(1))).not.toBeNull()
  })
})

describe('what a person must hear of late paper of an order that the server does not know', () => {
  const lateCopy = (copyNumber: number, sheetsCounted: number): CopyEvidence => ({
    ...{ copyNumber, sheetsCounted, end: sheetsCounted >= 2 ? 'delivered' : 'not-delivered', evidence: 'in the end' },
  })

  it('is all that came out in the end, though its order was settled before', () => {
    const settled = job({ state: 'settled', copiesDelivered: 3, copiesUnclear: 1, faultCode: 'printer-jam' })
    const copies = [lateCopy(4, 2), lateCopy(5, 1)]
    expect(forgottenPaper(settled, copies, 0)).toMatchObject({
      ...{ jobId: jobId(1), orderNumber: 'YZ204815', copies: 7, freeCopies: 5, stationState: 'printed' },
      outcome: {
        ...{ copiesDelivered: 4, copiesUnclear: 1, sheetsDelivered: 9, copies, fault: { code: 'printer-jam' } },
      },
    })
  })

  it('is never more copies than were ordered, nor in doubt what has come out', () => {
    const unclear = job({ state: 'closed', quote: quote(1, 1, 0), copiesUnclear: 1 })
    const { outcome } = forgottenPaper(unclear, [lateCopy(1, 2)], 0)
    expect(outcome).toMatchObject({ copiesDelivered: 1, copiesUnclear: 0 })
    const most = job({ state: 'settled', copiesDelivered: 5, copiesUnclear: 2 })
    expect(forgottenPaper(most, [lateCopy(6, 2)], 0).outcome).toMatchObject({ copiesDelivered: 6, copiesUnclear: 1 })
  })

  it('is also that a copy of which nobody could tell did not come out', () => {
    const unclear = job({ state: 'settled', copiesDelivered: 3, copiesUnclear: 2 })
    expect(forgottenPaper(unclear, [lateCopy(4, 0)], 1).outcome).toMatchObject({ copiesDelivered: 3, copiesUnclear: 1 })
    expect(forgottenPaper(unclear, [lateCopy(4, 0), lateCopy(5, 0)], 2).outcome).toMatchObject({ copiesUnclear: 0 })
  })
})

it('is the word of the server itself, and of nothing in between', () => {
  expect(isUnknown({ status: 404, fault: fault('order-unknown') })).toBe(true)
  expect(isUnknown({ status: 404, fault: fault('server-nonsense') })).toBe(false)
  expect(isUnknown({ status: 410, fault: fault('order-unknown') })).toBe(false)
  expect(isUnknown({ status: null, fault: fault('order-unknown') })).toBe(false)
})

it('stands in the log by its code, and by its status where there was an answer', () => {
  expect(wordOf({ status: 410, fault: fault('order-unknown') })).toBe('order-unknown, 410')
  expect(wordOf({ status: null, fault: fault('server-unreachable') })).toBe('server-unreachable')
})

it('is believed when it has been said for longer than a request can be under way', async () => {
  const clock = fakeClock()
  const unknown = watchUnknown(clock)
  await clock.advance(3_600_000)
  expect(unknown.saidAgain()).toBe(false)
  await clock.advance(599_999)
  expect(unknown.saidAgain()).toBe(false)
  await clock.advance(1)
  expect(unknown.saidAgain()).toBe(true)
})
