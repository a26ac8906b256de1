import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { JobId } from '../../src/contract/ids.ts'
import { quote } from '../../src/rules/quota.ts'
import { DOCUMENT } from '../../src/session/fixtures.ts'
import { chanceOf } from './chance.ts'
import { createDisk } from './disk.ts'
import { createFaults } from './faults.ts'
import { createLife } from './life.ts'
import { createVirtualClock } from './virtual-clock.ts'

const folder = mkdtempSync(join(tmpdir(), 'simulated-disk-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('timers run in the order of their time, and of their setting where that is the same', () => {
  const clock = createVirtualClock(1_000)
  const ran: string[] = []
  clock.after(20, () => ran.push('late'))
  clock.after(10, () => ran.push('first'))
  clock.after(10, () => ran.push('second'))
  const callOff = clock.after(5, () => ran.push('called off'))
  callOff()
  while (clock.nextMs() !== null) clock.runNext()
  expect(ran).toEqual(['first', 'second', 'late'])
  expect(clock.now()).toBe(1_020)
})

test('what a killed program waits for never comes', async () => {
  const clock = createVirtualClock(0)
  const life = createLife(clock, { offMs: 0 })
  const ran: string[] = []
  life.clock.after(10, () => ran.push('timer'))
  void life.held(Promise.resolve()).then(() => ran.push('answer'))
  life.end()
  await new Promise(resolve => setImmediate(resolve))
  while (clock.nextMs() !== null) clock.runNext()
  expect(ran).toEqual([])
})

test('a fault that is left out leaves all others where they were', () => {
  const chance = chanceOf(7)
  const strikes = (only?: ReadonlySet<string>) => {
    const faults = createFaults({ chance, rate: 0.2, now: () => 0, only, onStrike: () => undefined })
    for (let nth = 0; nth < 100; nth++)
      faults.at('here', [
        [1, 'this'],
        [1, 'that'],
      ] as const)
    return faults.strikes().map(({ id }) => id)
  }
  const all = strikes()
  expect(all.length).toBeGreaterThan(5)
  expect(strikes(new Set(all.slice(1)))).toEqual(all.slice(1))
})

test('a power cut takes nothing that the ledger has committed', () => {
  const clock = createVirtualClock(0)
  const disk = createDisk(join(folder, 'ledger.sqlite'))
  const jobId = 'job-of-a-power-cut' as JobId
  const ledger = disk.open(clock, () => undefined)
  ledger.begin({ ...DOCUMENT, jobId, quote: quote(2, 1, 200), language: 'zh-CN' })
  ledger.move(jobId, 'printing')
  disk.powerGone()
  const after = disk.open(clock, () => undefined)
  expect(after.job(jobId)?.state).toBe('printing')
  disk.remove()
})

test('a full disk refuses what needs more room, and takes it again when there is some', () => {
  const disk = createDisk(join(folder, 'full.sqlite'))
  const ledger = disk.open(createVirtualClock(0), () => undefined)
  const begin = (nth: number) =>
    ledger.begin({
      ...{ ...DOCUMENT, jobId: `job-${nth}` as JobId, quote: quote(2, 1, 200), language: 'zh-CN' },
      title: { zh: '成绩单'.repeat(300), en: 'transcript '.repeat(300) },
    })
  disk.fill()
  const fillUp = () => {
    for (let nth = 0; nth < 100; nth++) begin(nth)
  }
  expect(fillUp).toThrow(/full/)
  disk.makeRoom()
  expect(() => begin(1_000)).not.toThrow()
  disk.remove()
})
