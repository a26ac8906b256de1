import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { fakeClock } from '../../../src/fake-clock.ts'
import { fault } from '../../../src/fault.ts'
import { err, ok } from '../../../src/result.ts'
import { createPace, PATIENT_PAUSES_MS, type Pace } from '../desk/pace.ts'
import { openStationChain, type StationChain } from './station-chain.ts'
import { tellChain } from './tell-chain.ts'

const MINUTE = 60_000
const log = { warn: () => undefined, error: () => undefined } as never
let dir: string
let clock: ReturnType<typeof fakeClock>
let chain: StationChain
let isClosing: boolean
let pace: Pace
/** What the server has, and how it answers. */
let server: { has: number; calls: number; mode: 'well' | 'away' | 'takes-none' }
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'telling-'))
  clock = fakeClock()
  chain = openStationChain(dir, { clock, log })
  isClosing = false
  pace = createPace(clock, PATIENT_PAUSES_MS)
  server = { has: 0, calls: 0, mode: 'well' }
})
afterEach(async () => {
  isClosing = true
  pace.hurry()
  await clock.advance(24 * 60 * MINUTE)
  rmSync(dir, { recursive: true, force: true })
})

const call = async (_: unknown, said: unknown) => {
  const { entries } = said as { entries: { n: number }[] }
  server.calls++
  if (server.mode === 'away') return err({ fault: fault('server-unreachable'), status: null })
  if (server.mode === 'takes-none') return ok({ next: null, why: 'forked', at: 2 })
  for (const { n } of entries) if (n === server.has + 1) server.has = n
  return ok({ next: server.has + 1, why: null, at: null })
}
const start = () =>
  void tellChain(
    { clock, client: { call } as never, log, terminalId: 't', sign: () => 'signed' },
    chain,
    pace,
    () => isClosing,
  )

it('tells all that is there, and what happens together in one piece soon after', async () => {
  for (let n = 0; n < 230; n++) chain.note('machine-stopped')
  start()
  await clock.advance(1_000)
  expect(server.has).toBe(231)
  const { calls } = server
  for (let n = 0; n < 5; n++) chain.note('machine-stopped')
  await clock.advance(5_000)
  expect([server.has, server.calls]).toEqual([236, calls + 1])
})

it('goes on where the line is back, however long it was away, and asks ever more seldom until then', async () => {
  server.mode = 'away'
  start()
  chain.note('machine-stopped')
  await clock.advance(7 * 24 * 60 * MINUTE)
  expect(server.calls).toBeLessThan(30)
  server.mode = 'well'
  pace.hurry()
  await clock.advance(MINUTE)
  expect(server.has).toBe(2)
})

it('says its head again where nothing happens', async () => {
  start()
  await clock.advance(MINUTE)
  const { calls } = server
  await clock.advance(60 * MINUTE)
  expect(server.calls).toBe(calls + 6)
})

it('begins another chain where this one is not taken, and not without end', async () => {
  server.mode = 'takes-none'
  const former = chain.head().chain
  start()
  await clock.advance(60 * MINUTE)
  expect(chain.head().chain).not.toBe(former)
  expect(server.calls).toBeLessThan(10)
  server.mode = 'well'
  pace.hurry()
  await clock.advance(MINUTE)
  expect(server.has).toBe(1)
})
