import { expect, it } from 'vitest'
import type { DockState } from '../renderer/dev-dock/dock-contract.ts'
import type { Settlement } from '../src/contract/orders-api.ts'
import { fault } from '../src/fault.ts'
import { settle } from '../src/rules/settlement.ts'
import { walk } from '../src/session/fixture-walk.ts'
import { CARD, DOCUMENT, orderFor, reprintFor, VISITOR } from '../src/session/fixtures.ts'
import type { Dock } from './dock.ts'
import type { KioskScreen } from './kiosk-screen.ts'
import { driveVisit } from './visit.ts'

/** A kiosk of the session alone, whose printer lets out `delivered` copies and whose server answers last of all. */
function kiosk(delivered: number, refuseReprint = false) {
  const visit = walk()
  let answered = 0
  /** Answers the oldest order of the session that has not been answered; false when there is none. */
  const answerOne = (): boolean => {
    const effect = visit.effects[answered]
    if (!effect) return false
    answered += 1
    if (effect.kind === 'look-up-identity')
      visit.on({ kind: 'identity-confirmed', request: effect.request, visitor: VISITOR })
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
    while (!holds(visit.view)) if (!answerOne()) throw new Error(`${what} does not come`)
    return visit.view
  }
  const screen: KioskScreen = {
    view: () => visit.view,
    touch: async command => void visit.touch(command),
    previewFile: async () => new Uint8Array(1),
    until,
    screen: async wanted => (await until('a screen', ({ content }) => wanted(content.screen), 0)).content.screen,
    close: () => {},
  }
  const dock: Dock = {
    act: async () => void visit.on({ kind: 'card-tapped', uid: CARD }),
    state: async () => ({ pagePrinter: null }) as DockState,
  }
  const pay = async () => {
    visit.on({ kind: 'payment-settled', jobId: visit.last('watch-payment')!.jobId })
  }
  return { screen, dock, pay }
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
