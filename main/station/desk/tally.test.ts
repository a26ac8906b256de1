import { describe, expect, it } from 'vitest'
import { fault } from '../../../src/fault.ts'
import type { LedgerCopy } from '../ledger/copies.ts'
import { sentOf } from './sent-copy.ts'
import { tallyOf } from './tally.ts'

const copy = (copyNumber: number, changed: Partial<LedgerCopy> = {}): LedgerCopy => ({
  ...{ copyNumber, jobName: `YZ1-${copyNumber}-abcdefgh`, state: 'delivered', sheetsDelivered: 2 },
  ...{
    standing: null,
    printerJobId: null,
    othersSeen: false,
    evidence: '',
    sheetsInTheEnd: null,
    evidenceInTheEnd: '',
  },
  aftermath: 'none',
  ...changed,
})
const JAM = fault('printer-jam')

/** A job of two sheets a copy, and everything that was told of it. */
function tally(...copies: LedgerCopy[]) {
  const told: unknown[] = []
  const counted = tallyOf(copies, 2, (sheets, delivered, stalled) =>
    told.push([sheets, delivered, stalled?.code ?? null]),
  )
  return { ...counted, told }
}

describe('the tally of a job', () => {
  it('counts what came out before a break, and not the copy that is at the printer', () => {
    const { total } = tally(
      copy(1),
      copy(2, { state: 'not-delivered', sheetsDelivered: 1 }),
      copy(3, { state: 'cannot-be-told', sheetsDelivered: 1 }),
      copy(4, { state: 'sending', sheetsDelivered: 1 }),
    )
    expect(total()).toEqual({ copiesDelivered: 1, copiesUnclear: 1, sheetsDelivered: 4 })
  })

  it('goes on from copy to copy', () => {
    const { progress, ended, total, told } = tally(copy(1))
    progress({ sheetsDelivered: 1, stalled: null })
    ended({ kind: 'delivered', sheetsDelivered: 2 })
    progress({ sheetsDelivered: 1, stalled: null })
    ended({ kind: 'cannot-be-told', sheetsDelivered: 1 })
    ended({ kind: 'not-delivered', sheetsDelivered: 0 })
    expect(told).toEqual([
      [3, 1, null],
      [4, 2, null],
      [5, 2, null],
      [5, 2, null],
      [5, 2, null],
    ])
    expect(total()).toEqual({ copiesDelivered: 2, copiesUnclear: 1, sheetsDelivered: 5 })
  })

  it('gives no copy more sheets than it has, before a break or after', () => {
    const { progress, ended, total, told } = tally(copy(1, { sheetsDelivered: 9 }))
    progress({ sheetsDelivered: 7, stalled: null })
    ended({ kind: 'delivered', sheetsDelivered: 7 })
    expect(told).toEqual([
      [4, 1, null],
      [4, 2, null],
    ])
    expect(total().sheetsDelivered).toBe(4)
  })

  it('says what a copy waits for until one has come out', () => {
    const { progress, ended, stalled, told } = tally()
    expect(stalled()).toBeNull()
    progress({ sheetsDelivered: 0, stalled: JAM })
    expect(stalled()).toEqual(JAM)
    ended({ kind: 'not-delivered', sheetsDelivered: 0 })
    expect(stalled()).toEqual(JAM)
    ended({ kind: 'delivered', sheetsDelivered: 2 })
    expect(stalled()).toBeNull()
    expect(told).toEqual([
      [0, 0, 'printer-jam'],
      [0, 0, 'printer-jam'],
      [2, 1, null],
    ])
  })
})

it('a copy is looked for by everything that the ledger knows of it', () => {
  const sent = copy(3, { printerJobId: 7, sheetsDelivered: 1, othersSeen: true })
  expect(sentOf(sent, 4)).toEqual({
    ...{ jobName: 'YZ1-3-abcdefgh', pages: 4, standing: null, printerJobId: 7, sheetsDelivered: 1 },
    othersSeen: true,
  })
})
