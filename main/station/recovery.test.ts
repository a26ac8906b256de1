import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { JobId } from '../../src/contract/ids.ts'
import { fakeClock } from '../../src/fake-clock.ts'
import { fault } from '../../src/fault.ts'
import { err } from '../../src/result.ts'
import { quote } from '../../src/rules/quota.ts'
import type { SessionEvent } from '../../src/session/event.ts'
import { DOCUMENT, jobId } from '../../src/session/fixtures.ts'
import { openLedger } from './ledger/ledger.ts'
import { recover } from './recovery.ts'

const RESUME_WITHIN_MS = 180_000
const JOB = { ...DOCUMENT, jobId: jobId(1), quote: quote(2, 5, 200), language: 'en' } as const

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'recovery-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Starts on a ledger with one job that is being printed, when the wall clock says that `passedMs` have gone by since. */
async function startAfter(passedMs: number) {
  const writing = fakeClock()
  const before = openLedger(join(folder, 'ledger.sqlite'), writing)
  before.begin(JOB)
  before.move(JOB.jobId, 'printing')
  before.close()
  const clock = fakeClock(writing.now() + passedMs)
  const ledger = openLedger(join(folder, 'ledger.sqlite'), clock)
  const posted: SessionEvent['kind'][] = []
  const undone: JobId[] = []
  const away = async () => err({ fault: fault('server-unreachable'), status: null })
  const tools = {
    client: { timeoutMs: 10_000, call: away, file: away },
    ...{ ledger, clock, log: pino({ level: 'silent' }), closing: () => false },
    post: (event: SessionEvent) => void posted.push(event.kind),
  }
  await recover(tools, id => void undone.push(id), RESUME_WITHIN_MS)
  ledger.close()
  return { posted, undone }
}

it('takes up a job whose visitor may still stand there', async () => {
  for (const passedMs of [0, RESUME_WITHIN_MS, -30_000]) {
    expect(await startAfter(passedMs)).toEqual({ posted: ['printing-recovered'], undone: [] })
    rmSync(join(folder, 'ledger.sqlite'))
  }
})

it('prints for nobody after a long break, nor when a clock that has lost its time cannot say how long it was', async () => {
  for (const passedMs of [RESUME_WITHIN_MS + 1, -20 * 365 * 86_400_000]) {
    expect(await startAfter(passedMs)).toEqual({ posted: [], undone: [JOB.jobId] })
    rmSync(join(folder, 'ledger.sqlite'))
  }
})
