import { expect, it } from 'vitest'
import { type FakeClock, fakeClock } from '../../../src/fake-clock.ts'
import { type FaultCode, fault } from '../../../src/fault.ts'
import { err, ok } from '../../../src/result.ts'
import { DOCUMENT, jobId } from '../../../src/session/fixtures.ts'
import type { LedgerCopy } from '../ledger/copies.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { ServerClient } from '../server-client.ts'
import { createLeftBehindDesk } from './left-behind.ts'
import { createPace, PATIENT_PAUSES_MS } from './pace.ts'

const JOB = jobId(1)
const DAY_MS = 86_400_000
const lateCopy = (copyNumber: number) =>
  ({
    ...{ copyNumber, jobName: `copy ${copyNumber}`, state: 'not-delivered', sheetsDelivered: 0, standing: null },
    ...{
      printerJobId: null,
      othersSeen: false,
      evidence: '',
      aftermath: 'late',
      sheetsInTheEnd: 2,
      evidenceInTheEnd: 'counted',
    },
  }) satisfies LedgerCopy

/** A ledger with late paper in it, and a server that says `refusal` to it, or has it where that is null. */
function start(clock: FakeClock) {
  const copies = new Map<number, LedgerCopy>([[1, lateCopy(1)]])
  const asked: number[] = []
  const logged: string[] = []
  const world = { refusal: 'order-conflict' as FaultCode | null, onAsked: () => {} }
  const client = {
    call: async (_route: unknown, { copies: told }: { copies: readonly { copyNumber: number }[] }) => {
      asked.push(told.length)
      world.onAsked()
      return world.refusal === null ? ok({ caseNumber: 'LATE1' }) : err({ fault: fault(world.refusal), status: 409 })
    },
  } as unknown as ServerClient
  const ledger = {
    job: () => ({ ...DOCUMENT, jobId: JOB }),
    copies: () => [...copies.values()],
    lastOffered: () => null,
    jobsWith: (aftermath: string) => (aftermath === 'late' && copies.size > 0 ? [JOB] : []),
    aftermathTold: (_jobId: unknown, _what: unknown, told: readonly { copyNumber: number }[]) => {
      for (const { copyNumber } of told) copies.delete(copyNumber)
    },
  } as unknown as Ledger
  const say = (_facts: object, words: string) => void logged.push(words)
  const log = { info: say, warn: say, error: say } as never
  const pace = createPace(clock, PATIENT_PAUSES_MS)
  const desk = createLeftBehindDesk(
    { client, ledger, clock, log, post: () => {}, closing: () => false },
    { clearCopy: () => new Promise(() => {}), watchAfterwards: () => new Promise(() => {}) },
    pace,
    work => void work,
  )
  return { world, desk, asked, logged, copies, pace }
}

it('late paper that the server will not have is told once a day in the end, and said once', async () => {
  const clock = fakeClock()
  const { world, desk, asked, logged, copies } = start(clock)
  desk.takeUp()
  desk.takeUp()
  await clock.advance(10 * DAY_MS)
  const afterTenDays = asked.length
  expect(afterTenDays).toBeLessThan(22)
  await clock.advance(4 * DAY_MS)
  expect(asked.length - afterTenDays).toBe(4)
  expect(logged).toEqual(['not late copies told yet'])
  world.refusal = null
  await clock.advance(DAY_MS)
  expect([copies.size, clock.pending()]).toEqual([0, 0])
  expect(logged.slice(1)).toEqual(['late copies told', 'late copies told after all'])
})

it('late paper is told at once when the server is well again', async () => {
  const clock = fakeClock()
  const { world, desk, pace, copies } = start(clock)
  desk.takeUp()
  await clock.advance(3 * DAY_MS)
  world.refusal = null
  pace.hurry()
  await clock.advance(0)
  expect(copies.size).toBe(0)
})

it('a copy that comes out while the one before is being told is told too', async () => {
  const clock = fakeClock()
  const { world, desk, asked, copies } = start(clock)
  world.refusal = null
  world.onAsked = () => {
    if (asked.length === 1) copies.set(2, lateCopy(2))
  }
  desk.takeUp()
  await clock.advance(10_000)
  expect([asked, copies.size]).toEqual([[1, 1], 0])
})
