import { describe, expect, it } from 'vitest'
import type { DockState } from '../renderer/dev-dock/dock-contract.ts'
import type { ScreenName } from '../src/contract/kiosk-view.ts'
import type { Settlement } from '../src/contract/orders-api.ts'
import type { Register } from '../src/contract/terminals-api.ts'
import type { Bilingual } from '../src/contract/texts.ts'
import { fault } from '../src/fault.ts'
import { settle } from '../src/rules/settlement.ts'
import { walk } from '../src/session/fixture-walk.ts'
import {
  CARD,
  COLLECTOR,
  DOCUMENT,
  freeSession,
  orderFor,
  pickupSession,
  REGISTERS,
  reprintFor,
  VISITOR,
} from '../src/session/fixtures.ts'
import type { Dock } from './dock.ts'
import { type KioskScreen, ScreenLost } from './kiosk-screen.ts'
import { driveVisit } from './visit.ts'

const PICKUP = '30719264'

/** A kiosk of the session alone, whose printer lets out `delivered` copies and whose server answers last of all. */
function kiosk(delivered: number, refuseReprint = false, registers: readonly Register[] = [], start = freeSession()) {
  let visit = walk(start)
  let answered = 0
  let breaks = 0
  let fatal: ScreenLost | null = null
  /** The station is killed as soon as this is shown; it comes back without the visit, or not at all. */
  let dies: { readonly at: ScreenName; readonly comesBack: boolean } | null = null
  const lookForDeath = () => {
    if (visit.view.content.screen !== dies?.at) return
    if (dies.comesBack) breaks += 1
    else fatal = new ScreenLost()
    visit = walk()
    dies = null
  }
  /** Answers the oldest order of the session that has not been answered; false when there is none. */
  const answerOne = (): boolean => {
    const effect = visit.effects[answered]
    if (!effect) return false
    answered += 1
    if (effect.kind === 'look-up-identity') {
      const { request } = effect
      if (registers.length > 0) visit.on({ kind: 'registers-found', request, registers })
      else visit.on({ kind: 'identity-confirmed', request, visitor: VISITOR })
    }
    if (effect.kind === 'collect') {
      const { request, code } = effect
      if (code === PICKUP) visit.on({ kind: 'identity-confirmed', request, visitor: COLLECTOR })
      else visit.on({ kind: 'identity-refused', request, fault: fault('pickup-code-refused') })
    }
    if (effect.kind === 'prepare-document')
      visit.on({ kind: 'document-checked', request: effect.request, document: DOCUMENT })
    if (effect.kind === 'open-order')
      visit.on({ kind: 'order-opened', order: orderFor(effect.jobId, effect.quote.copies, effect.quote.freeCopies) })
    if (effect.kind === 'print') {
      const { jobId, quote, reprint } = effect.job
      const copies = reprint ? quote.copies : delivered
      const ended = { kind: 'printing-ended', jobId, copiesDelivered: copies, copiesUnclear: 0 } as const
      visit.on({ ...ended, sheetsDelivered: copies * 2, fault: copies < quote.copies ? fault('printer-jam') : null })
    }
    if (effect.kind === 'open-reprint' && effect.how.by === 'rule') {
      const { jobId, how } = effect
      if (refuseReprint) visit.on({ kind: 'reprint-refused', jobId, fault: fault('reprint-not-reported') })
      else visit.on({ kind: 'reprint-opened', job: reprintFor(jobId, how.copies, 'rule') })
    }
    if (effect.kind === 'report-outcome') {
      const job = visit.last('print')!.job
      const settled = settle(job.quote, effect.outcome, { unclearGivenBackUpToFen: 0 })
      const settlement: Settlement = { ...settled, freeCopiesLeft: 1 }
      visit.on({ kind: 'outcome-recorded', jobId: job.jobId, settlement })
    }
    return true
  }
  const until: KioskScreen['until'] = async (what, holds) => {
    for (;;) {
      lookForDeath()
      if (fatal) throw fatal
      if (holds(visit.view)) return visit.view
      if (!answerOne()) throw new Error(`${what} does not come`)
    }
  }
  const screen: KioskScreen = {
    view: () => visit.view,
    touch: async command => {
      if (fatal) throw fatal
      visit.touch(command)
    },
    previewFile: async () => new Uint8Array(1),
    until,
    screen: async wanted => (await until('a screen', ({ content }) => wanted(content.screen), 0)).content.screen,
    close: () => {},
    breaks: () => breaks,
  }
  const dock: Dock = {
    act: async () => void visit.on({ kind: 'card-tapped', uid: CARD }),
    state: async () => ({ pagePrinter: null }) as DockState,
  }
  const pay = async () => {
    visit.on({ kind: 'payment-settled', jobId: visit.last('watch-payment')!.jobId })
  }
  const dieAt = (at: ScreenName, comesBack: boolean) => {
    dies = { at, comesBack }
  }
  return { screen, dock, pay, dieAt }
}

it('tells what was settled, and not what the screen said before the server had spoken', async () => {
  const { screen, dock, pay } = kiosk(4)
  const wishes = { card: CARD, document: 'transcript', edition: 'zh', copies: 7, language: 'en', pay } as const
  expect(await driveVisit(screen, dock, wishes)).toMatchObject({
    ok: false,
    copies: { wanted: 7, free: 5, paid: 2, delivered: 4, givenBack: 3 },
    amountFen: 400,
    chargedFen: 0,
    refundedFen: 400,
    reprint: null,
  })
})

const TWO_COPIES = { card: CARD, document: 'transcript', edition: 'zh', copies: 2, language: 'en', pay: null } as const

it('has copies that are called bad printed again, and tells of both orders', async () => {
  const { screen, dock } = kiosk(2)
  const report = await driveVisit(screen, dock, { ...TWO_COPIES, badCopies: 2 })
  expect(report).toMatchObject({
    ...{ ok: true, orderNumber: 'YZ204815', sheetsDelivered: 4, copies: { delivered: 2 } },
    reprint: { orderNumber: 'YZ204999', copies: { wanted: 2, delivered: 2 }, sheetsDelivered: 4, why: null },
  })
  expect(report.steps.map(({ name }) => name).slice(-2)).toEqual(['settle', 'reprint'])
  expect(screen.view().content.screen).toBe('attract')
})

it('says why in the language of the screen', async () => {
  const { screen, dock } = kiosk(2, true)
  const report = await driveVisit(screen, dock, { ...TWO_COPIES, language: 'zh-CN', badCopies: 1 })
  expect(report).toMatchObject({ ok: false, why: '打印机没有报告影响质量的故障。', reprint: { why: report.why } })
  const other = kiosk(2)
  const wishes = { ...TWO_COPIES, language: 'zh-CN', edition: 'none' } as const
  expect((await driveVisit(other.screen, other.dock, wishes)).why).toMatch(/^没有 transcript 的 none 版；有的是 /)
})

it('does not pass where copies that are called bad are not printed again, and says why', async () => {
  const { screen, dock } = kiosk(2, true)
  expect(await driveVisit(screen, dock, { ...TWO_COPIES, badCopies: 1 })).toMatchObject({
    ...{ ok: false, why: 'The printer has reported nothing that spoils a copy.', copies: { delivered: 2 } },
    reprint: { orderNumber: null, copies: { wanted: 1, delivered: 0 } },
  })
  expect(screen.view().content.screen).toBe('attract')
})

it('chooses the register that is wished for, and says which there are where there is none such', async () => {
  const wishes = { card: CARD, document: 'transcript', edition: 'zh', copies: 1, language: 'en', pay: null } as const
  const { screen, dock } = kiosk(1, false, REGISTERS)
  const report = await driveVisit(screen, dock, { ...wishes, register: 2 })
  expect(report.ok).toBe(true)
  expect(report.steps.map(({ name }) => name)).toContain('select-register')
  const none = kiosk(1, false, REGISTERS)
  expect(await driveVisit(none.screen, none.dock, { ...wishes, register: 3 })).toMatchObject({
    ok: false,
    why: 'there is no register 3; there are Master, Bachelor',
  })
})

it('goes without a dock where somebody stands at the machine: they are asked for the card', async () => {
  const { screen, dock } = kiosk(2)
  const asked: string[] = []
  const byHand = {
    ...TWO_COPIES,
    card: '',
    askPerson: (what: Bilingual) => {
      asked.push(what.en)
      void dock.act('/tap', { uid: CARD })
    },
  }
  const report = await driveVisit(screen, null, byHand)
  expect(asked).toEqual(['hold the campus card to the reader'])
  expect(report).toMatchObject({ ok: true, received: null, copies: { delivered: 2 } })
})

it('orders and pays nothing where the kiosk prints fewer copies than were asked for', async () => {
  const { screen, dock, pay } = kiosk(10)
  let paid = 0
  const counted = async () => {
    paid += 1
    await pay()
  }
  const report = await driveVisit(screen, dock, { ...TWO_COPIES, copies: 99, pay: counted })
  expect(report).toMatchObject({ ok: false, orderNumber: null, sheetsDelivered: 0 })
  expect(JSON.stringify(report.why)).toContain('10 copies at most')
  expect(paid).toBe(0)
})

describe('a visit whose station is killed', () => {
  const PAID = { ...TWO_COPIES, copies: 7 } as const
  const TO_DO = expect.stringContaining('yinzheng doctor')
  const document = { kind: 'transcript', edition: 'zh' }

  it.each([true, false])('before the order says that nothing was ordered (it comes back: %s)', async comesBack => {
    const { screen, dock, dieAt } = kiosk(2)
    dieAt('previewing', comesBack)
    expect(await driveVisit(screen, dock, TWO_COPIES)).toMatchObject({
      ...{ ok: false, document, orderNumber: null, amountFen: 0, chargedFen: 0 },
      why: expect.stringContaining(comesBack ? 'the visit is gone' : 'does not answer any more'),
      toDo: expect.stringMatching(/nothing was ordered.*yinzheng doctor/),
    })
  })

  it('at the code tells the order, and that nobody knows here whether it was paid', async () => {
    const { screen, dock, pay, dieAt } = kiosk(7)
    const dyingPay = async () => {
      dieAt('printing', false)
      await pay()
    }
    expect(await driveVisit(screen, dock, { ...PAID, pay: dyingPay })).toMatchObject({
      ...{ ok: false, document, orderNumber: 'YZ204815', amountFen: 400, chargedFen: null, toDo: TO_DO },
    })
  })

  it('at the printer tells the order and its price, also where it comes back without the visit', async () => {
    for (const comesBack of [true, false]) {
      const { screen, dock, pay, dieAt } = kiosk(7)
      dieAt('finished', comesBack)
      const report = await driveVisit(screen, dock, { ...PAID, pay })
      expect(report).toMatchObject({ ok: false, orderNumber: 'YZ204815', amountFen: 400, chargedFen: 400 })
      expect(report.toDo).toContain('YZ204815')
      expect(report.steps.map(({ name }) => name)).toContain('print')
    }
  })

  it('tells the same when the phone or the devices answer no more, and leaves the kiosk free', async () => {
    const { screen, dock } = kiosk(7)
    const pay = () => Promise.reject(new Error('fetch failed'))
    const broken: Dock = { ...dock, state: () => Promise.reject(new Error('fetch failed')) }
    expect(await driveVisit(screen, broken, { ...PAID, pay })).toMatchObject({
      ...{ ok: false, why: 'fetch failed', orderNumber: 'YZ204815', chargedFen: null, received: null, toDo: TO_DO },
    })
  })
})

it('collects with a code in place of a card, and says what the screen says where that leads nowhere', async () => {
  const { screen, dock } = kiosk(3, false, [], pickupSession())
  const wishes = { ...TWO_COPIES, card: '', copies: 3, pickup: PICKUP }
  expect(await driveVisit(screen, dock, wishes)).toMatchObject({
    ...{
      ok: true,
      document: { kind: 'transcript', edition: 'zh' },
      copies: { wanted: 3, free: 3, delivered: 3 },
      sheetsDelivered: 6,
    },
  })
  const wrong = await driveVisit(screen, dock, { ...wishes, pickup: '11111111' })
  expect(wrong).toMatchObject({
    ...{ ok: false, document: null, why: expect.stringContaining('Nothing can be collected with this code') },
  })
  expect(screen.view().content.screen).toBe('attract')
  const without = kiosk(1)
  expect((await driveVisit(without.screen, without.dock, wishes)).why).toBe(
    'nothing is collected with a code at this kiosk',
  )
})
