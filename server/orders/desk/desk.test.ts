import { beforeAll, describe, expect, it } from 'vitest'
import { unwrap } from '../../../src/result.ts'
import { createOrderWorld, FREE_COPIES, type OrderWorld, UNIT_PRICE_FEN } from '../../../tests/peers/order-world.ts'
import { staffCaller } from '../../../tests/peers/staff-callers.ts'
import { describeOnStores } from '../../../tests/peers/stores.ts'
import type { StaffCaller } from '../../ground/callers.ts'
import { deskHandlers } from './desk-handlers.ts'

const DAY_MS = 86_400_000
let jobs = 0

describeOnStores('orders in the console', store => {
  let world: OrderWorld
  let everywhere: StaffCaller
  let north: StaffCaller
  const desk = () =>
    deskHandlers(
      {
        ...{ db: store().db, clock: world.clock },
        house: {
          ...{ name: { zh: '示范大学', en: 'Model University' }, payeeName: '', helpPhone: '' },
          ...{ timeZone: 'Asia/Shanghai', publicBaseUrl: 'https://print.example.edu.cn' },
        },
      },
      {
        documents: { idOfCode: async code => (code === 'CODE' ? world.documentId : undefined) },
        records: {
          peopleOfNumber: async number => (number === '2023' ? [{ personId: world.personId } as never] : []),
        },
      },
    )
  /** A paid order of which so many copies come out. */
  const order = async (copiesDelivered: number, fault: 'printer-jam' | null = null) => {
    const jobId = `desk-job-${++jobs}`
    const { terminalId, visitId, documentId } = world
    // The visitor has just touched the screen.
    const now = new Date(world.clock.now())
    await store().db.updateTable('visit').set({ last_seen_at: now, started_at: now }).execute()
    const wish = { visitId, documentId, jobId, copies: 2, expectedAmountFen: 2 * UNIT_PRICE_FEN }
    const opened = unwrap(await world.orders().open(terminalId, wish as never))
    const outTradeNo = opened.paymentReference!
    world.double.pay(outTradeNo)
    await world.notify(outTradeNo)
    const copies = [1, 2].map(copyNumber => ({
      ...{ copyNumber, sheetsCounted: copyNumber <= copiesDelivered ? 2 : 0 },
      end: copyNumber <= copiesDelivered ? ('delivered' as const) : ('not-delivered' as const),
      evidence: 'counted: completed, every sheet counted',
    }))
    const outcome = { copiesDelivered, copiesUnclear: 0, sheetsDelivered: 2 * copiesDelivered, copies }
    unwrap(
      await world.orders().reportOutcome(terminalId, jobId as never, { ...outcome, fault: fault && { code: fault } }),
    )
    return { ...opened, jobId, outTradeNo }
  }
  const story = async (orderNumber: string, caller = everywhere) =>
    unwrap(await desk().orderStory({ orderNumber }, caller))

  beforeAll(async () => {
    world = await createOrderWorld(store())
    const used = { quota_key: `ever/*/${world.personId}`, used: FREE_COPIES, last_taken: 0 }
    await store().db.insertInto('quota_use').values(used).execute()
    const nowMs = world.clock.now()
    everywhere = await staffCaller(store().db, { name: '财务', role: 'finance', nowMs })
    north = await staffCaller(store().db, { name: '北区', role: 'operator', sites: ['north'], nowMs })
  })

  it('tell why money went back in a sentence, with every voice in its order', async () => {
    const { orderNumber, outTradeNo } = await order(1, 'printer-jam')
    await world.orders().sweep()
    expect((await story(orderNumber)).headline.zh).toContain('因为这些份没有打印出来，退还 ¥2.00：微信支付')
    world.double.endRefunds('succeeded')
    await world.clock.advance(10 * 60_000)
    await world.orders().sweep()
    const told = await story(orderNumber)
    expect(told.headline.zh).toMatch(
      /^2 份中有 1 份没有打印出来（.+），实收 ¥2\.00。因为这些份没有打印出来，退还 ¥2\.00：/,
    )
    expect(told.headline.en).toMatch(
      /^1 of 2 copies did not come out \(.+\); ¥2\.00 was kept\. Because they did not come out,/,
    )
    const said = told.lines.map(({ voice, says }) => `${voice}: ${says.zh}`)
    for (const part of [
      /^visitor: 来到自助机/,
      /^visitor: 订 2 份，其中免费 0 份，应付 ¥4\.00/,
      /^provider: .+说已付 ¥4\.00（通知）/,
      /^printer: 第 1 份已出纸，数到 2 张：/,
      /^printer: 第 2 份没有出纸，数到 0 张：/,
      /^kiosk: 出了 1 份，共 2 张/,
      /^books: 收到付款 ¥4\.00/,
      /^books: 打印出来的份数计费 ¥2\.00/,
      /^books: 应退给付款人 ¥2\.00/,
      /^server: 应退 ¥2\.00：有份数没有打印出来/,
    ])
      expect(
        said.some(line => part.test(line)),
        `${part} in\n${said.join('\n')}`,
      ).toBe(true)
    expect(told.lines.map(({ at }) => at)).toEqual(told.lines.map(({ at }) => at).toSorted())
    expect(told.ids.paymentNumber).toBe(outTradeNo)
    expect(told.books.reduce((sum, { fen }) => sum + fen, 0)).toBe(0)
    for (const { says } of told.lines) expect(says.en).not.toMatch(/undefined|null|NaN|\p{Script=Han}{5}/u)
  })

  it('say of an order that came out whole that it did', async () => {
    const { orderNumber } = await order(2)
    expect((await story(orderNumber)).headline).toEqual({
      zh: '2 份都已打印出来，实收 ¥4.00。',
      en: 'All 2 copies came out; ¥4.00 was kept.',
    })
  })

  it.each([
    ['its number', (one: { orderNumber: string }) => one.orderNumber.toLowerCase().replace('-', ' ')],
    ['the number of the payment', (one: { outTradeNo: string }) => one.outTradeNo],
    ['the job', (one: { jobId: string }) => one.jobId],
  ] as const)('are found by %s', async (_, of) => {
    const one = await order(2)
    const page = unwrap(await desk().staffOrders({ search: of(one as never), limit: 50 }, everywhere))
    expect(page.rows.map(({ orderNumber }) => orderNumber)).toEqual([one.orderNumber])
  })

  it('are found by the code on the paper, by the provider’s number, and by nothing that is only near', async () => {
    const one = await order(2)
    const { transactionNumber } = (await story(one.orderNumber)).ids
    const found = async (search: string) => unwrap(await desk().staffOrders({ search, limit: 200 }, everywhere)).rows
    expect((await found(transactionNumber!)).map(row => row.orderNumber)).toEqual([one.orderNumber])
    expect((await found('CODE')).length).toBeGreaterThan(1)
    for (const near of ['%', one.orderNumber.slice(0, 8), "' or true --"]) expect(await found(near), near).toEqual([])
  })

  it('of a person are found by the whole number, masked, and that it was asked is written down without it', async () => {
    const page = unwrap(await desk().staffOrdersOfPerson({ number: '2023', limit: 50 }, everywhere))
    expect(page.rows.length).toBeGreaterThan(1)
    expect(page.rows[0]!.nameMasked.zh).toContain('*')
    expect(unwrap(await desk().staffOrdersOfPerson({ number: '202', limit: 50 }, everywhere)).rows).toEqual([])
    const { db } = store()
    const trail = await db.selectFrom('audit').selectAll().where('event', '=', 'orders-of-number-sought').execute()
    expect(trail).toHaveLength(2)
    expect(JSON.stringify(trail.map(({ subject, detail }) => ({ subject, detail })))).not.toContain('2023')
  })

  describe('in a list', () => {
    it('come a page after the other, each once, the newest first', async () => {
      for (let n = 0; n < 5; n++) {
        await order(2)
        await world.clock.advance(n % 2 === 0 ? 1 : 1_000)
      }
      const seen: string[] = []
      let after: string | undefined
      do {
        const page = unwrap(await desk().staffOrders({ limit: 2, after }, everywhere))
        seen.push(...page.rows.map(({ orderNumber }) => orderNumber))
        after = page.next ?? undefined
      } while (after !== undefined)
      const all = await store().db.selectFrom('print_order').select('order_number').execute()
      expect(seen.toSorted()).toEqual(all.map(row => row.order_number).toSorted())
      const whole = unwrap(await desk().staffOrders({ limit: 200 }, everywhere)).rows.map(({ at }) => at)
      expect(whole).toEqual(whole.toSorted().toReversed())
    })

    it('are picked by kiosk, state, money and day of the house', async () => {
      const { terminalId } = world
      const rows = async (wish: object) => unwrap(await desk().staffOrders({ limit: 200, ...wish }, everywhere)).rows
      expect((await rows({ money: 'gone-back' })).every(({ refundFen }) => refundFen > 0)).toBe(true)
      expect((await rows({ money: 'gone-back' })).length).toBeGreaterThan(0)
      const all = await rows({})
      expect(await rows({ terminalId, state: 'ended' })).toHaveLength(all.length)
      expect(await rows({ terminalId: 'nobody-12345' })).toEqual([])
      expect(await rows({ state: 'ready' })).toEqual([])
      const dayOf = (ms: number) => new Date(ms + 8 * 3_600_000).toISOString().slice(0, 10)
      const today = dayOf(world.clock.now())
      expect(await rows({ from: today, until: today })).toHaveLength(all.length)
      expect(await rows({ until: dayOf(world.clock.now() - DAY_MS) })).toEqual([])
      expect(await rows({ from: '2000-01-01', until: '2999-12-31' })).toHaveLength(all.length)
    })

    it('of another site are not there, nor is their story', async () => {
      const { orderNumber, jobId } = await order(2)
      const { terminalId } = world
      for (const wish of [{}, { search: jobId }, { terminalId }, { siteId: 'main' }, { money: 'gone-back' as const }])
        expect(unwrap(await desk().staffOrders({ limit: 50, ...wish } as never, north)).rows).toEqual([])
      expect(unwrap(await desk().staffOrdersOfPerson({ number: '2023', limit: 50 }, north)).rows).toEqual([])
      expect(await desk().orderStory({ orderNumber }, north)).toMatchObject({ error: { code: 'order-unknown' } })
    })
  })
})
