import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { payOnPhone } from '../../cli/phone.ts'
import { NOTABLE_CARDS, samplePeople } from '../../demo/university/notable.ts'
import { type Demo, showLogsOfFailures, startDemo } from '../e2e/demo.ts'
import { eventually, gatewayCount, gatewayOrders } from '../e2e/evidence.ts'
import { type ServerProxy, startServerProxy, type Treatment } from './server-proxy.ts'
import { type Visitor, visitorAt, type Wish } from './visitor.ts'

const ENGINEER = '04A1B2C3'
const GRADUATE = '04B7D9E1'
const RARE_NAME = '04F3C4D5'
const MIDDLE_DOT = '04320718'
/** Somebody of the sample university's crowd who can have a transcript. */
const STUDENT = samplePeople()
  .slice(NOTABLE_CARDS.length)
  .find(({ person, study }) => person.status === 'enrolled' && study !== null)!.cardUid

/** One free copy, so that two copies cost something. */
const FREE_COPIES = 1
const transcript = (copies: number): Wish => ({ kind: 'transcript', edition: 'zh', copies })
const PAY_WITHIN_S = 60
const CODE_SHOWN_MS = 8_000
const TERMINAL = {
  delays: {
    noticeMs: 2_000,
    refusedMs: 2_000,
    answerMs: 10_000,
    payMarginMs: PAY_WITHIN_S * 1_000 - CODE_SHOWN_MS,
  },
}

let proxy: ServerProxy
let demo: Demo
let visitor: Visitor
beforeAll(async () => {
  proxy = await startServerProxy()
  demo = await startDemo({
    overlay: {
      terminal: { ...TERMINAL, server: { baseUrl: proxy.url, timeoutMs: 4_000 } },
      server: { quota: { freeCopies: FREE_COPIES }, orders: { payWithinSeconds: PAY_WITHIN_S } },
    },
    onFolder: dataDir => proxy.aimAt(() => serverOf(dataDir)),
  })
  visitor = await visitorAt(demo)
})
afterAll(async () => {
  visitor?.close()
  await demo?.stop()
  await proxy?.close()
})
showLogsOfFailures(() => demo)
afterEach(async () => {
  proxy.mend()
  await visitor.screen.touch({ kind: 'finish' })
  await visitor.sees('attract')
})

/** Where the demo's server is going to listen, from its own configuration. */
function serverOf(dataDir: string): string {
  const config = z.object({ listen: z.object({ port: z.int() }) })
  const { listen } = config.parse(parse(readFileSync(join(dataDir, 'server.yaml'), 'utf8')))
  return `https://127.0.0.1:${listen.port}`
}

/** Spoils the requests whose `METHOD /path` fits. */
const spoil = (which: RegExp, how: Treatment) =>
  proxy.treat(({ method, path }) => (which.test(`${method} ${path}`) ? how : 'pass'))
const ordersAsked = () => proxy.asked().filter(line => line === 'POST /v1/orders').length
const newest = async () => (await gatewayOrders(demo))[0]!
const paying = () => visitor.sees('paying', content => content.phase === 'showing-code')
const finished = () => visitor.sees('finished', content => content.freeCopiesLeft !== null)
const jobsOf = async (orderNumber: string) =>
  (await demo.dock.state()).pagePrinter!.jobs.filter(job => job.jobName.startsWith(`${orderNumber}-`))

describe('a server in trouble', () => {
  it.each([
    ['down', 'drop', 'server-unreachable'],
    ['too slow', 'hang', 'server-slow'],
    ['not the one that answers', 'nonsense', 'server-unreachable'],
  ] as const)('%s when a card is tapped: said so, and the next tap works', async (_, how, code) => {
    spoil(/^POST \/v1\/visits$/, how)
    await visitor.tap(ENGINEER)
    await visitor.isRefused(code)
    proxy.mend()
    await visitor.tap(ENGINEER)
    await visitor.mayChoose()
  })

  it.each([
    ['down', 'drop', 'server-unreachable'],
    ['too slow', 'hang', 'server-slow'],
    ['not the one that answers', 'nonsense', 'server-unreachable'],
  ] as const)('%s when a document is asked for: the choice is there again', async (_, how, code) => {
    spoil(/^POST \/v1\/documents$/, how)
    await visitor.asksFor(ENGINEER, transcript(1))
    const refused = await visitor.sees('refused')
    expect(refused).toMatchObject({ fault: { code }, canGoBack: true, money: { kind: 'nothing-charged' } })
    proxy.mend()
    await visitor.touch({ kind: 'back' })
    await visitor.sees('choosing', content => content.copies === 1)
  })

  it('has a file altered on its way: it is neither shown nor ordered nor printed', async () => {
    const [asked, jobs] = [ordersAsked(), (await demo.dock.state()).pagePrinter!.jobs.length]
    spoil(/^GET \/v1\/documents\/.*\/file$/, 'alter')
    await visitor.asksFor(ENGINEER, transcript(1))
    await visitor.isRefused('server-unreachable')
    expect(ordersAsked()).toBe(asked)
    expect((await demo.dock.state()).pagePrinter!.jobs).toHaveLength(jobs)
  })

  it('takes an order and its answer is lost: it is asked for again and printed once', async () => {
    let lost = 0
    proxy.treat(({ method, path }) =>
      method === 'POST' && path === '/v1/orders' && lost++ === 0 ? 'lose-answer' : 'pass',
    )
    await visitor.orders(ENGINEER, transcript(1))
    const { orderNumber, copiesDelivered } = await finished()
    expect(copiesDelivered).toBe(1)
    expect(lost).toBe(2)
    expect(await jobsOf(orderNumber)).toHaveLength(1)
    await visitor.leaves()
    expect(await visitor.freeCopiesOf(ENGINEER)).toBe(0)
  })

  it('takes an order and can not be asked again: it is undone as soon as it can', async () => {
    let lost = 0
    proxy.treat(({ path }) => (path.startsWith('/v1/orders') ? (lost++ === 0 ? 'lose-answer' : 'drop') : 'pass'))
    await visitor.orders(GRADUATE, transcript(1))
    const { fault, money } = await visitor.sees('refused')
    expect(['server-slow', 'server-unreachable']).toContain(fault.code)
    expect(money).toEqual({ kind: 'nothing-charged' })
    proxy.mend()
    await eventually(
      'the free copy',
      () => visitor.freeCopiesOf(GRADUATE),
      left => left === FREE_COPIES,
      40_000,
    )
  })

  it('can not be told of the paper: the screen says that it is being checked, until it can', async () => {
    spoil(/\/outcome$/, 'drop')
    await visitor.orders(GRADUATE, transcript(1))
    const end = await visitor.sees('finished')
    expect(end).toMatchObject({ copiesDelivered: 1, freeCopiesLeft: null })
    proxy.mend()
    expect(await finished()).toMatchObject({ freeCopiesLeft: 0, money: { kind: 'nothing-charged' } })
  })
})

describe('a payment', () => {
  it('that is never made: the order is closed, nothing is charged, the free copy is back', async () => {
    await visitor.orders(RARE_NAME, transcript(2))
    expect(await paying()).toMatchObject({ payeeName: '示范大学', quote: { freeCopies: 1, amountFen: 200 } })
    expect(visitor.view().countdown).toMatchObject({ kind: 'pay' })
    await visitor.isRefused('payment-expired')
    expect(await newest()).toMatchObject({ state: 'closed', refundedFen: 0 })
    expect(await visitor.freeCopiesOf(RARE_NAME)).toBe(FREE_COPIES)
  })

  it('that comes after the order was closed: WeChat takes nothing', async () => {
    await visitor.orders(RARE_NAME, transcript(2))
    const { codeUrl } = await paying()
    await visitor.leaves()
    await expect(payOnPhone(demo.running.gateway!, codeUrl)).rejects.toThrow()
    expect(await newest()).toMatchObject({ state: 'closed', refundedFen: 0 })
    expect(await visitor.freeCopiesOf(RARE_NAME)).toBe(FREE_COPIES)
  })

  it('made in the very moment of leaving: who has paid gets paper', async () => {
    await visitor.orders(RARE_NAME, transcript(2))
    await paying()
    await demo.dock.act('/phone/pay-late', { outTradeNo: (await newest()).outTradeNo })
    await visitor.touch({ kind: 'finish' })
    expect(await finished()).toMatchObject({ copiesDelivered: 2, money: { kind: 'charged', amountFen: 200 } })
    expect(await newest()).toMatchObject({ state: 'paid', refundedFen: 0 })
  })

  it('declined, made, and made once more: charged once', async () => {
    const before = await gatewayCount(demo, 'paid')
    await visitor.orders(MIDDLE_DOT, transcript(2))
    const { codeUrl } = await paying()
    await demo.dock.act('/phone/decline', { outTradeNo: (await newest()).outTradeNo })
    await payOnPhone(demo.running.gateway!, codeUrl)
    await expect(payOnPhone(demo.running.gateway!, codeUrl)).rejects.toThrow()
    const end = await finished()
    expect(end).toMatchObject({ copiesDelivered: 2, money: { kind: 'charged', amountFen: 200 } })
    expect(await jobsOf(end.orderNumber)).toHaveLength(2)
    expect(await gatewayCount(demo, 'paid')).toBe(before + 1)
    expect(await newest()).toMatchObject({ totalFen: 200, state: 'paid', refundedFen: 0 })
  })

  it('that the kiosk can not hear of: said to be checked, then paid back whole', async () => {
    await visitor.orders(STUDENT, transcript(2))
    const { codeUrl } = await paying()
    spoil(/^(?:GET|POST) \/v1\/orders\//, 'drop')
    await payOnPhone(demo.running.gateway!, codeUrl)
    await visitor.touch({ kind: 'finish' })
    const { fault, money } = await visitor.sees('refused')
    expect(fault.code).toBe('payment-unclear')
    expect(money).toEqual({ kind: 'being-checked', amountFen: 200, orderNumber: expect.stringMatching(/^\d{6}-/) })
    proxy.mend()
    await eventually('the refund', newest, order => order.refundedFen === 200, 40_000)
    expect(await visitor.freeCopiesOf(STUDENT)).toBe(FREE_COPIES)
  })
})
