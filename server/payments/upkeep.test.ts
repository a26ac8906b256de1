import pino from 'pino'
import { expect, it } from 'vitest'
import { fakeClock } from '../../src/fake-clock.ts'
import { createPaymentsDouble } from '../../tests/peers/payments-double.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'
import { openMemory } from './memory.ts'
import { merchantsOf } from './merchants.ts'
import { createUpkeep } from './upkeep.ts'

const HOUR_MS = 3_600_000

describeOnStores('what providers do by themselves', store => {
  it('says each day in the log, and once in the audit trail, that the last key ends soon', async () => {
    const clock = fakeClock()
    const lines: string[] = []
    const log = pino({}, { write: line => void lines.push(line) })
    const { merchant } = createPaymentsDouble(clock, { provider: 'wechat-pay', merchantId: '1800000001' })
    const endsAt = new Date(clock.now() + 29 * 24 * HOUR_MS)
    const upkeep = async () => [{ id: 'ABCDEF01', endsAt }]
    const former = createPaymentsDouble(clock, { provider: 'wechat-pay', merchantId: '1800000002' }).merchant
    const merchants = merchantsOf({ ...merchant, payments: { ...merchant.payments, upkeep } }, [former])
    const run = createUpkeep({ db: store().db, clock, log }, merchants)
    for (let hour = 0; hour < 48; hour++) {
      await run()
      await clock.advance(HOUR_MS)
    }
    expect(lines).toHaveLength(2)
    expect(lines[0]).toContain('1800000001')
    const subject = 'wechat-pay/1800000001/ABCDEF01'
    const told = await store().db.selectFrom('audit').selectAll().where('subject', '=', subject).execute()
    expect(told).toMatchObject([{ event: 'provider-key-ends', detail: { endsAt: endsAt.toISOString() } }])
  })

  it('is kept for each merchant over a restart, the last word alone', async () => {
    const ground = { db: store().db, clock: fakeClock() }
    const [ours, theirs] = ['1800000003', '1800000004'].map(merchantId => ({ provider: 'wechat-pay', merchantId }))
    const before = await openMemory(ground)
    expect(before(ours!).text).toBeNull()
    await before(ours!).write('first')
    await before(ours!).write('second')
    const after = await openMemory(ground)
    expect([after(ours!).text, after(theirs!).text]).toEqual(['second', null])
  })
})
