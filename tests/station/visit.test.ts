import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { TERMINAL_ROUTES } from '../../src/contract/terminal-api.ts'
import { fault } from '../../src/fault.ts'
import { WECHAT_PAY } from '../../src/session/fixtures.ts'
import { buildHouse, type House } from './house.ts'

let house: House
beforeEach(async () => {
  house = await buildHouse()
})
afterEach(() => house.pullDown())

const money = () => ('money' in house.view.content ? house.view.content.money : null)

describe('a visit', () => {
  it('delivers the signed bytes, unchanged, as often as ordered', async () => {
    await house.toPreview(2)
    expect(Buffer.from((await house.previewFile())!).equals(Buffer.from(house.server.pdf))).toBe(true)
    await house.touch({ kind: 'confirm' })
    await house.screen('finished')
    expect(house.view.content).toMatchObject({
      copiesDelivered: 2,
      sheetsDelivered: 4,
      money: { kind: 'nothing-charged' },
      fault: null,
    })
    expect(house.receivedSha256()).toEqual([house.documentSha256(), house.documentSha256()])
    await house.until('settlement', () => house.order().order.state === 'ended')
    expect(house.server.quota.used).toBe(2)
    await house.touch({ kind: 'finish' })
    await house.screen('attract')
    expect(house.view.visitor).toBeNull()
  })

  it('takes money only for what is not free, and prints when it is paid', async () => {
    await house.toPreview(7)
    await house.touch({ kind: 'confirm' })
    await house.screen('paying')
    expect(house.view.content).toMatchObject({
      quote: { freeCopies: 5, paidCopies: 2, amountFen: 400 },
      payeeName: '示范大学',
      providerName: WECHAT_PAY.name,
    })
    expect(house.sheets()).toBe(0)
    house.server.pay(house.order().order.jobId)
    await house.screen('finished')
    expect(money()).toEqual({ kind: 'charged', amountFen: 400 })
    expect(house.sheets()).toBe(14)
  })

  it('goes on with another document without a card, and what is free is fewer then', async () => {
    await house.toPreview(2)
    await house.touch({ kind: 'confirm' })
    await house.until('settled', () => house.view.content.screen === 'finished' && house.view.content.canPrintAnother)
    await house.touch({ kind: 'print-another' })
    await house.screen('choosing')
    expect(house.view.content).toHaveProperty('offers.0.freeCopiesLeft', 3)
    await house.touch({ kind: 'select-offer', index: 0 })
    await house.touch({ kind: 'preview' })
    await house.screen('previewing')
    await house.touch({ kind: 'confirm' })
    await house.screen('finished')
    expect(house.sheets()).toBe(6)
    expect(house.server.quota.used).toBe(3)
  })

  it('prints a slip on request', async () => {
    await house.toPreview(1)
    await house.touch({ kind: 'confirm' })
    await house.until(
      'receipt',
      () => house.view.content.screen === 'finished' && house.view.content.receipt === 'offered',
    )
    await house.touch({ kind: 'print-receipt' })
    await house.until(
      'printed',
      () => house.view.content.screen === 'finished' && house.view.content.receipt === 'printed',
    )
    expect(JSON.stringify(house.receipts)).toContain(house.order().order.orderNumber)
    expect(JSON.stringify(house.receipts)).not.toContain('欧阳')
  })
})

describe('what does not come out', () => {
  it('is given back when a jam is not cleared: money first, free copies second', async () => {
    house.printer.jamAtSheet(2)
    await house.toPreview(7)
    await house.touch({ kind: 'confirm' })
    await house.screen('paying')
    house.server.pay(house.order().order.jobId)
    await house.until(
      'jam',
      () => house.view.content.screen === 'printing' && house.view.content.stalled?.code === 'printer-jam',
    )
    expect(house.view.countdown?.kind).toBe('paper')
    await house.screen('finished')
    expect(house.view.content).toMatchObject({
      copiesDelivered: 0,
      sheetsDelivered: 1,
      copiesGivenBack: 7,
      quotaGivenBack: 5,
      fault: { code: 'printer-jam' },
    })
    expect(money()).toEqual({ kind: 'refunded', chargedFen: 0, refundFen: 400 })
    await house.until('refund', () => house.order().refundedFen === 400)
    expect(house.server.quota.used).toBe(0)
  })

  it('comes out after all when paper is loaded in time, and nothing is sent twice', async () => {
    house.printer.loadTray(3)
    await house.toPreview(2)
    await house.touch({ kind: 'confirm' })
    await house.until(
      'empty',
      () => house.view.content.screen === 'printing' && house.view.content.stalled?.code === 'printer-out-of-paper',
    )
    house.printer.loadTray(100)
    await house.screen('finished')
    expect(house.view.content).toMatchObject({ copiesDelivered: 2, sheetsDelivered: 4, fault: null })
    expect(house.printer.received()).toHaveLength(2)
  })

  it('can be given up by the visitor', async () => {
    house.printer.jamAtSheet(1)
    await house.toPreview(3)
    await house.touch({ kind: 'confirm' })
    await house.until('jam', () => house.view.content.screen === 'printing' && house.view.content.stalled !== null)
    const beforeMs = house.clock.now()
    await house.touch({ kind: 'give-up' })
    await house.screen('finished')
    expect(house.clock.now() - beforeMs).toBeLessThan(60_000)
    await house.until('quota', () => house.server.quota.used === 0)
  })
})

describe('what is not printed', () => {
  it('is a file that was altered on its way', async () => {
    const altered = Uint8Array.from(house.server.pdf)
    altered[100] = altered[100]! ^ 1
    house.server.pdf = altered
    await house.toPreview(1)
    expect(house.view.content).toMatchObject({
      screen: 'refused',
      fault: { code: 'document-check-failed' },
      money: { kind: 'nothing-charged' },
    })
    expect(house.server.orders.size).toBe(0)
    expect(house.sheets()).toBe(0)
  })

  it('is a document that the server can not make', async () => {
    house.server.refuseDocument = fault('document-needs-hand')
    await house.toPreview(1)
    expect(house.view.content).toMatchObject({
      screen: 'refused',
      fault: { code: 'document-needs-hand' },
      canGoBack: true,
    })
  })
})

describe('a server in trouble', () => {
  it('puts the machine out of service when nobody is there, and back', async () => {
    await house.screen('attract')
    house.server.down = true
    await house.screen('out-of-service')
    expect(house.view.content).toMatchObject({ fault: { code: 'server-unreachable' } })
    house.server.down = false
    await house.screen('attract')
  })

  it('does not order twice when the answer to an order is lost', async () => {
    await house.toPreview(1)
    house.server.loseAnswerTo = TERMINAL_ROUTES.openOrder
    await house.touch({ kind: 'confirm' })
    await house.screen('finished')
    expect(house.server.orders.size).toBe(1)
    expect(house.sheets()).toBe(2)
  })

  it('undoes an order that nobody could hear of', async () => {
    await house.toPreview(1)
    house.server.loseAnswerTo = TERMINAL_ROUTES.openOrder
    await house.touch({ kind: 'confirm' })
    await house.until('order', () => house.server.orders.size === 1)
    house.server.down = true
    await house.screen('refused')
    expect(house.server.quota.used).toBe(1)
    house.server.down = false
    await house.until('given back', () => house.server.quota.used === 0)
    expect(house.sheets()).toBe(0)
  })

  it('is told of the paper as soon as it is back', async () => {
    await house.toPreview(1)
    await house.touch({ kind: 'confirm' })
    await house.screen('printing')
    house.server.down = true
    await house.screen('finished')
    expect(house.view.content).toMatchObject({ copiesDelivered: 1, freeCopiesLeft: null })
    house.server.down = false
    await house.until('told', () => house.order().order.state === 'ended')
  })

  it('says that a payment is being checked when it can not be asked', async () => {
    await house.toPreview(7)
    await house.touch({ kind: 'confirm' })
    await house.screen('paying')
    house.server.down = true
    await house.touch({ kind: 'finish' })
    await house.screen('refused')
    const { orderNumber } = house.order().order
    expect(money()).toEqual({ kind: 'being-checked', amountFen: 400, orderNumber })
    house.server.pay(house.order().order.jobId)
    house.server.down = false
    await house.until('refund', () => house.order().refundedFen === 400)
    expect(house.server.quota.used).toBe(0)
    expect(house.sheets()).toBe(0)
  })

  it('has the last word on the price', async () => {
    await house.toPreview(5)
    house.server.quota.used = 4
    await house.touch({ kind: 'confirm' })
    await house.until(
      'new price',
      () => house.view.content.screen === 'previewing' && house.view.content.fault !== null,
    )
    expect(house.view.content).toMatchObject({
      fault: { code: 'quote-changed' },
      quote: { freeCopies: 1, amountFen: 800 },
    })
  })
})

describe('a payment', () => {
  it.each([
    ['stays, and reads that nothing was charged', true],
    ['has walked away, and the screen is free again', false],
  ])('that never comes closes the order and costs nothing: its visitor %s', async (_, stays) => {
    await house.toPreview(7)
    await house.touch({ kind: 'confirm' })
    await house.screen('paying')
    if (stays) {
      while (house.view.content.screen === 'paying') {
        if (house.view.asking) await house.touch({ kind: 'stay' })
        await house.clock.advance(1_000)
      }
      expect(house.view.content).toMatchObject({
        ...{ screen: 'refused', fault: { code: 'payment-expired' }, money: { kind: 'nothing-charged' } },
        canGoBack: false,
      })
    } else await house.screen('attract')
    expect(house.order().order.state).toBe('closed')
    expect(house.server.quota.used).toBe(0)
  })
})
