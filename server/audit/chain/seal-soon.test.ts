import pino from 'pino'
import { expect, it } from 'vitest'
import { fakeClock } from '../../../src/fake-clock.ts'
import { openHouseStore } from '../../../tests/peers/house-store.ts'
import { audit } from '../../ground/audit-events.ts'
import { createOutage } from '../../ground/outage.ts'
import { SEAL_AFTER_MS, sealSoon } from './seal-soon.ts'

it('seals once a second after something was written, and asks nothing of a quiet house', async () => {
  const clock = fakeClock()
  const log = pino({ level: 'silent' })
  const { db, close } = await openHouseStore({ kind: 'memory' })
  let seals = 0
  const soon = sealSoon({ clock, log, outage: createOutage({ db, clock, log }) }, async () => {
    seals++
    if (seals === 2) throw new Error('the database is away')
  })
  const write = () =>
    audit(db, new Date(clock.now()), { event: 'unknown-code-tried', subject: 'code', terminalId: null })

  await clock.advance(60_000)
  expect([seals, clock.pending()]).toEqual([0, 0])
  await write()
  await write()
  await clock.advance(SEAL_AFTER_MS - 1)
  expect(seals).toBe(0)
  await clock.advance(60_000)
  expect(seals).toBe(1)
  // What fails is left to the slow look, and the next one written rings again.
  await write()
  await clock.advance(SEAL_AFTER_MS)
  await write()
  await clock.advance(SEAL_AFTER_MS)
  expect(seals).toBe(3)
  await write()
  await soon.stop()
  await write()
  expect(clock.pending()).toBe(0)
  await close()
})
