import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { JobId } from '../../src/contract/ids.ts'
import { TERMINAL_ROUTES } from '../../src/contract/terminal-api.ts'
import { fault } from '../../src/fault.ts'
import { buildHouse, type House } from './house.ts'

let house: House
beforeEach(async () => {
  house = await buildHouse()
})
afterEach(() => house.pullDown())

const content = () => house.view.content
const settled = () =>
  house.until('the settlement', () => {
    const now = content()
    return now.screen === 'finished' && now.freeCopiesLeft !== null
  })

/** So many copies came out, and the visitor still stands there. */
const printed = async (copies: number) => {
  await house.toPreview(copies)
  await house.touch({ kind: 'confirm' })
  if (copies > 5) {
    await house.screen('paying')
    house.server.pay(house.order().order.jobId)
  }
  await settled()
  return house.order().order
}
const tellBad = async (copies = 1) => {
  await house.touch({ kind: 'bad-print' })
  await house.touch({ kind: 'set-copies', copies })
  await house.touch({ kind: 'confirm' })
}
const reprints = () => [...house.server.orders.values()].filter(({ order }) => order.reprintOf !== null)

describe('copies that came out badly', () => {
  it('are printed again for nothing: a row of the ledger, the same file, no money and no free copy', async () => {
    const first = await printed(7)
    const before = house.sheets()
    await tellBad(2)
    await house.screen('printing')
    expect(content()).toMatchObject({ isReprint: true, copies: 2 })
    await settled()
    expect(content()).toMatchObject({ copiesDelivered: 2, reprint: { by: 'rule', of: first.orderNumber } })
    expect(house.sheets()).toBe(before + 4)
    expect(new Set(house.receivedSha256())).toEqual(new Set([house.documentSha256()]))
    expect(reprints()).toMatchObject([{ order: { state: 'ended' }, paidFen: 0, refundedFen: 0 }])
    expect(house.server.quota.used).toBe(5)
    const [{ order }] = reprints() as [ReturnType<House['order']>]
    expect(house.ledger.job(order.jobId)).toMatchObject({
      ...{ state: 'settled', copiesDelivered: 2, quote: { amountFen: 0, copies: 2 } },
      reprint: { by: 'rule', orderNumber: first.orderNumber },
    })
  })

  it('are judged by what the printer said before, during and after', async () => {
    house.printer.loadTray(3)
    await house.toPreview(2)
    await house.touch({ kind: 'confirm' })
    await house.until('empty', () => content().screen === 'printing' && house.view.countdown !== null)
    house.printer.loadTray(100)
    await settled()
    house.server.refuseReprint = fault('reprint-not-reported')
    await tellBad()
    await house.until('the answer', () => {
      const now = content()
      return now.screen === 'bad-print' && now.step.step === 'refused'
    })
    expect(content()).toMatchObject({ step: { fault: { code: 'reprint-not-reported' }, canTryAgain: false } })
    expect(house.server.reported).toEqual([['printer-paper-low', 'printer-out-of-paper']])
    expect(house.ledger.open()).toEqual([])
    expect(reprints()).toEqual([])
  })

  it('are printed again once, however often that is touched and though the answer is lost', async () => {
    await printed(1)
    house.server.loseAnswerTo = TERMINAL_ROUTES.reprintByRule
    await house.touch({ kind: 'bad-print' })
    await Promise.all([1, 2, 3].map(() => house.touch({ kind: 'confirm' })))
    await house.screen('printing')
    await settled()
    expect(house.sheets()).toBe(4)
    expect(reprints()).toHaveLength(1)
  })

  it('are undone when nobody hears that they may be printed, and can be asked for again', async () => {
    await printed(1)
    house.server.loseAnswerTo = TERMINAL_ROUTES.reprintByRule
    await tellBad()
    await house.until('the reprint', () => reprints().length === 1)
    house.server.down = true
    await house.until('no answer', () => {
      const now = content()
      return now.screen === 'bad-print' && now.step.step === 'refused'
    })
    house.server.down = false
    await house.until('nothing printed', () => reprints()[0]!.order.state === 'ended')
    expect(house.server.outcomes.at(-1)).toMatchObject({ copiesDelivered: 0, copiesUnclear: 0 })
    await house.until('nothing owed', () => house.ledger.open().length === 0)
    expect(house.sheets()).toBe(2)
    await house.touch({ kind: 'confirm' })
    await house.screen('printing')
    await settled()
    expect(house.sheets()).toBe(4)
  })

  it('are undone after a power cut in which the server was asked', async () => {
    await printed(1)
    house.server.holdAnswers = { route: TERMINAL_ROUTES.reprintByRule, waiting: [] }
    await tellBad()
    await house.until('asked', () => reprints().length === 1)
    await house.breakPower()
    house.server.holdAnswers = null
    await house.start()
    await house.until('told', () => reprints()[0]!.order.state === 'ended')
    expect(reprints()[0]!.order.settlement).toMatchObject({ copiesDelivered: 0 })
    await house.screen('attract')
    expect(house.sheets()).toBe(2)
  })

  it('come out once and are taken up again after a power cut while they are printed', async () => {
    const first = await printed(2)
    await tellBad(2)
    await house.until('a copy more', () => house.sheets() === 6)
    await house.breakPower()
    await house.start()
    await settled()
    expect(content()).toMatchObject({ copiesDelivered: 2, reprint: { by: 'rule', of: first.orderNumber } })
    expect(house.sheets()).toBe(8)
    expect(house.server.orders.size).toBe(2)
  })
})

describe('a code of staff', () => {
  const CODE = '314159265358'
  let of: JobId
  const enter = async (code = CODE) => {
    for (const digit of code) await house.touch({ kind: 'type-digit', digit })
    await house.touch({ kind: 'confirm' })
  }
  beforeEach(async () => {
    const first = await printed(2)
    of = first.jobId
    await house.touch({ kind: 'finish' })
    await house.screen('attract')
    house.server.reprintCodes.set(CODE, { of, copies: 2, spentBy: null })
    house.tap()
    await house.screen('choosing')
  })

  it('prints the order’s document again for nothing, once', async () => {
    expect(content()).toMatchObject({ hasReprintCode: true })
    await house.touch({ kind: 'enter-code' })
    await enter()
    await house.screen('printing')
    await settled()
    expect(content()).toMatchObject({ copiesDelivered: 2, reprint: { by: 'code' }, money: { kind: 'nothing-charged' } })
    expect(house.sheets()).toBe(8)
    expect(house.server.quota.used).toBe(2)
    expect(JSON.stringify([house.logged, house.ledger.job(reprints()[0]!.order.jobId)])).not.toContain(CODE)
    await house.touch({ kind: 'finish' })
    await house.screen('attract')
    house.tap()
    await house.screen('choosing')
    expect(content()).toMatchObject({ hasReprintCode: false })
    await house.touch({ kind: 'enter-code' })
    await enter()
    await house.until('refused', () => {
      const now = content()
      return now.screen === 'entering-code' && now.fault?.code === 'reprint-code-refused'
    })
    expect(house.sheets()).toBe(8)
    expect(house.ledger.open()).toEqual([])
  })

  it('is good again when nothing came out', async () => {
    house.printer.jamAtSheet(1)
    await house.touch({ kind: 'enter-code' })
    await enter()
    await house.until('jam', () => content().screen === 'printing' && house.view.countdown !== null)
    await house.touch({ kind: 'give-up' })
    await settled()
    expect(content()).toMatchObject({ copiesDelivered: 0, reprint: { by: 'code' } })
    house.printer.clearJam()
    await house.touch({ kind: 'finish' })
    await house.screen('attract')
    house.tap()
    await house.screen('choosing')
    await house.touch({ kind: 'enter-code' })
    await enter()
    await house.screen('printing')
    await settled()
    expect(content()).toMatchObject({ copiesDelivered: 2 })
  })

  it('that is lost on the way with its answer prints once, under the same order', async () => {
    house.server.loseAnswerTo = TERMINAL_ROUTES.reprintByCode
    await house.touch({ kind: 'enter-code' })
    await enter()
    await house.screen('printing')
    await settled()
    expect([house.sheets(), reprints().length]).toEqual([8, 1])
  })

  it('prints nothing when the file fails its check, and is good again', async () => {
    const altered = Uint8Array.from(house.server.pdf)
    altered[100] = altered[100]! ^ 1
    house.server.pdf = altered
    await house.touch({ kind: 'enter-code' })
    await enter()
    await settled()
    expect(content()).toMatchObject({ copiesDelivered: 0, fault: { code: 'document-check-failed' } })
    expect(house.sheets()).toBe(4)
    expect(reprints()[0]!.order.settlement).toMatchObject({ copiesDelivered: 0 })
  })
})
