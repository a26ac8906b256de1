import { expect, it } from 'vitest'
import { fakeClock } from '../../src/fake-clock.ts'
import { unwrap } from '../../src/result.ts'
import { type CampusWallet, createCampusWallet } from '../../tests/peers/campus-wallet.ts'
import { createOrderWorld, type OrderWorld } from '../../tests/peers/order-world.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'
import { randomId } from '../ground/random-id.ts'
import { merchantSectionSchema, openMerchants } from '../payments/payment-config.ts'
import { type Merchant, merchantsOf } from '../payments/payments.ts'

const SECRET = 'wallet-secret'

/** A shop at the wallet, made ready in the way of the server's own start. */
function shopAt(wallet: CampusWallet): Merchant {
  const providers = [wallet.provider]
  const section = { provider: 'campus-wallet', shop: 'S0001', secret: SECRET, payeeName: '后勤集团' }
  const payment = merchantSectionSchema(path => path, providers).parse(section)
  return openMerchants({ payment, formerPayments: [] }, fakeClock(), providers).present!
}

async function worldWithShop(store: Parameters<typeof createOrderWorld>[0]) {
  const world = await createOrderWorld(store)
  const wallet = createCampusWallet()
  const shop = shopAt(wallet)
  const { merchant: wechat } = world.double
  world.configure(merchantsOf(shop, [wechat]))
  return { world, wallet, shop, wechat }
}

const open = async (world: OrderWorld, copies: number, expectedAmountFen: number) => {
  const { visitId, documentId } = world
  const wish = { visitId, documentId, jobId: randomId(), copies, expectedAmountFen }
  return unwrap(await world.orders().open(world.terminalId, wish))
}
const read = async (world: OrderWorld, { jobId }: { jobId: string }) =>
  unwrap(await world.orders().read(world.terminalId, jobId))
const delivered = (copiesDelivered: number) => ({
  ...{ copiesDelivered, copiesUnclear: 0, sheetsDelivered: copiesDelivered * 2, copies: [], fault: null },
})

describeOnStores('orders with a provider that is nothing like WeChat Pay', store => {
  it('are opened, say with what they are paid, and are paid, printed and paid back in part', async () => {
    const { world, wallet } = await worldWithShop(store())
    const order = await open(world, 7, 400)
    const codeUrl = order.codeUrl ?? ''
    expect(order.payment).toEqual({
      provider: 'campus-wallet',
      name: { zh: '校园钱包', en: 'Campus Wallet' },
      payeeName: '后勤集团',
    })
    expect(wallet.scan(codeUrl)).toBe(true)
    await world.clock.advance(2_000)
    expect((await read(world, order)).state).toBe('ready')
    unwrap(await world.orders().reportOutcome(world.terminalId, order.jobId, delivered(6)))
    await world.orders().sweep()
    expect(wallet.keptFen(codeUrl)).toBe(200)
    const refunds = await store().db.selectFrom('refund').selectAll().execute()
    expect(refunds).toMatchObject([{ state: 'succeeded', refund_fen: 200 }])
    expect(world.double.asked).toEqual([])
  })

  it('are closed there when the visitor gives up or the time is over, and then take no money', async () => {
    const { world, wallet } = await worldWithShop(store())
    const given = await open(world, 6, 200)
    expect(unwrap(await world.orders().close(world.terminalId, given.jobId)).state).toBe('closed')
    const late = await open(world, 6, 200)
    await world.clock.advance(301_000)
    await world.orders().sweep()
    expect((await read(world, late)).state).toBe('closed')
    for (const { codeUrl } of [given, late]) {
      expect(wallet.isCancelled(codeUrl ?? '')).toBe(true)
      expect(wallet.scan(codeUrl ?? '')).toBe(false)
    }
    expect(await world.used()).toBe(0)
  })

  it('take its notices', async () => {
    const { world, wallet, shop } = await worldWithShop(store())
    const order = await open(world, 6, 200)
    wallet.scan(order.codeUrl ?? '')
    const said = new TextEncoder().encode(wallet.notice(order.codeUrl ?? '', SECRET))
    const notice = unwrap(shop.payments.readNotice({}, said))
    expect(await world.orders().takeNotice(world.double.merchant, notice)).toBe(false)
    for (let time = 0; time < 2; time++) expect(await world.orders().takeNotice(shop, notice)).toBe(true)
    expect((await read(world, order)).state).toBe('ready')
  })

  it('stand beside orders of WeChat Pay through restarts, each settled where it was opened', async () => {
    const { world, wallet, shop, wechat } = await worldWithShop(store())
    world.configure(merchantsOf(wechat))
    const older = await open(world, 6, 200)
    const olderTrade = [...world.double.trades.keys()][0] ?? ''
    world.configure(merchantsOf(shop, [wechat]))
    const newer = await open(world, 1, 200)
    expect([older, newer].map(({ payment }) => payment?.name.en)).toEqual(['WeChat Pay', 'Campus Wallet'])

    world.double.pay(olderTrade)
    wallet.scan(newer.codeUrl ?? '')
    world.restart()
    await world.clock.advance(6_000)
    await world.orders().sweep()
    for (const order of [older, newer]) {
      expect(await read(world, order)).toMatchObject({ state: 'ready', payment: order.payment })
      await world.orders().reportOutcome(world.terminalId, order.jobId, delivered(0))
    }
    world.restart()
    await world.orders().sweep()
    world.double.endRefunds('succeeded')
    await world.clock.advance(61_000)
    await world.orders().sweep()
    expect(wallet.keptFen(newer.codeUrl ?? '')).toBe(0)
    expect([...world.double.trades.get(olderTrade)!.refunds.values()]).toMatchObject([
      { refundFen: 200, state: 'succeeded' },
    ])
    const rows = await store()
      .db.selectFrom('print_order')
      .select(['state', 'provider', 'merchant_id'])
      .where('terminal_id', '=', world.terminalId)
      .orderBy('provider')
      .execute()
    expect(rows).toEqual([
      { state: 'ended', provider: 'campus-wallet', merchant_id: 'S0001' },
      { state: 'ended', provider: 'wechat-pay', merchant_id: '1600000001' },
    ])
  })
})
