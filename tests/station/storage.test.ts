import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fault } from '../../src/fault.ts'
import { buildHouse, type House } from './house.ts'
import { settled } from './truth.ts'

let house: House
beforeEach(async () => {
  house = await buildHouse()
})
afterEach(() => house.pullDown())

const MINUTE_MS = 60_000
const FULL = fault('disk-full', '0 bytes are free')
const outOfServiceWith = (code: string) => () =>
  house.view.content.screen === 'out-of-service' && house.view.content.fault.code === code

describe('a disk that fills up', () => {
  it('takes the machine out of service within a minute, and room brings it back within seconds', async () => {
    await house.screen('attract')
    house.storage.why = FULL
    await house.until('out of service', outOfServiceWith('disk-full'), MINUTE_MS)
    house.storage.why = null
    await house.until('served again', () => house.view.content.screen === 'attract', 3_000)
  })

  it('during a visit lets nobody order: no copy is taken and no payment opened', async () => {
    await house.toPreview(7)
    house.storage.why = FULL
    await house.clock.advance(MINUTE_MS)
    await house.touch({ kind: 'confirm' })
    await house.screen('refused')
    expect(house.view.content).toMatchObject({ fault: { code: 'disk-full' } })
    expect([house.server.orders.size, house.server.quota.used]).toEqual([0, 0])
  })

  it('once copies are paid stops none of them', async () => {
    await house.toPreview(7)
    await house.touch({ kind: 'confirm' })
    await house.screen('paying')
    house.storage.why = FULL
    await house.clock.advance(MINUTE_MS)
    house.server.pay(house.order().order.jobId)
    await house.until('settled', () => settled(house))
    expect(house.sheets()).toBe(14)
  })
})

describe('a ledger that was set aside', () => {
  it('is told to the server again and again, until nothing of it can be paid any more', async () => {
    await house.screen('attract')
    await house.breakPower()
    let told = 0
    house.storage.lost = { names: ['damaged-ledger-1'], told: () => void told++ }
    house.storage.why = fault('ledger-damaged')
    house.server.mayStillBePaid = 1
    await house.start()
    await house.until('out of service', outOfServiceWith('ledger-damaged'))
    await house.clock.advance(MINUTE_MS)
    expect(told).toBe(0)
    house.server.mayStillBePaid = 0
    await house.until('taken over', () => told === 1, 5 * MINUTE_MS)
    await house.clock.advance(10 * MINUTE_MS)
    expect(told).toBe(1)
    await house.until('still out of service', outOfServiceWith('ledger-damaged'), 0)
  })
})
