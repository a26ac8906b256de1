import { expect, it } from 'vitest'
import type { DockState } from '../renderer/dev-dock/dock-contract.ts'
import type { Settlement } from '../src/contract/orders-api.ts'
import { settle } from '../src/rules/settlement.ts'
import { walk } from '../src/session/fixture-walk.ts'
import { CARD, DOCUMENT, orderFor, VISITOR } from '../src/session/fixtures.ts'
import type { Dock } from './dock.ts'
import type { KioskScreen } from './kiosk-screen.ts'
import { driveVisit } from './visit.ts'

/** A kiosk of the session alone, whose printer lets out `delivered` copies and whose server answers last of all. */
function kiosk(delivered: number) {
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
      const { jobId } = effect.job
      const ended = { kind: 'printing-ended', jobId, copiesDelivered: delivered, copiesUnclear: 0 } as const
      visit.on({ ...ended, sheetsDelivered: delivered * 2, fault: { code: 'printer-jam' } })
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
  })
})
