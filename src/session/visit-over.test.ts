import { describe, expect, it } from 'vitest'
import { atChoice, atPaying, atPreview, atPrinting, type Walk, walk } from './fixture-walk.ts'
import { CARD, CARD_HOLDER, DOCUMENT, freeSession, orderFor, REGISTERS, VISITOR } from './fixtures.ts'

const ENDED = { visitId: VISITOR.visitId, isEnded: true }
const RUN_OUT = { visitId: VISITOR.visitId, isEnded: false }
const over = (visit: Walk, ...which: (typeof ENDED)[]) => visit.on({ kind: 'visits-over', over: which })
const personal = ({ view, session }: Walk) => JSON.stringify([view.visitor, session.stage]).includes('******1234')
const REFUSED = { screen: 'refused', fault: { code: 'visit-expired' }, canGoBack: false }

const atRegisters = () => {
  const visit = walk().on({ kind: 'card-tapped', uid: CARD })
  return visit.on({ kind: 'registers-found', request: visit.last('look-up-identity')!.request, registers: REGISTERS })
}
const atPin = () => {
  const visit = walk(freeSession()).on({ kind: 'card-tapped', uid: CARD })
  visit.on({ kind: 'identity-confirmed', request: visit.last('look-up-identity')!.request, visitor: CARD_HOLDER })
  return visit.touch({ kind: 'select-offer', index: 1 }).touch({ kind: 'preview' })
}
const atFinished = () => {
  const visit = atPrinting(2)
  const { jobId } = visit.last('print')!.job
  const told = { jobId, sheetsDelivered: 4, copiesDelivered: 2, copiesUnclear: 0, fault: null }
  return visit.on({ kind: 'printing-ended', ...told })
}

describe('a visit that is over at the server', () => {
  it.each([
    ['choosing', atChoice],
    ['preparing', () => atChoice().touch({ kind: 'select-offer', index: 0 }).touch({ kind: 'preview' })],
    ['previewing', atPreview],
    ['card-pin', atPin],
  ] as const)('leaves nothing of its person on the screen at %s, and the next one may begin', (screen, at) => {
    for (const which of [ENDED, RUN_OUT]) {
      const visit = at()
      expect([visit.view.content.screen, personal(visit)]).toEqual([screen, true])
      over(visit, which)
      expect(visit.view.content).toMatchObject(REFUSED)
      expect([personal(visit), visit.effects.at(-1)?.kind, visit.count('wipe')]).toEqual([false, expect.anything(), 1])
      // What was on its way for it comes too late.
      const prepared = visit.last('prepare-document')
      if (prepared) visit.on({ kind: 'document-checked', request: prepared.request, document: DOCUMENT })
      expect(visit.view.content).toMatchObject(REFUSED)
      expect(visit.on({ kind: 'card-tapped', uid: CARD }).view.content.screen).toBe('identifying')
    }
  })

  it('is not the one on the screen where another has begun since', () => {
    const visit = atChoice()
    over(visit, { visitId: REGISTERS[1]!.visitor.visitId, isEnded: true })
    expect(visit.view.content.screen).toBe('choosing')
    expect(over(walk(), ENDED).view.content.screen).toBe('attract')
  })

  it('of several registers matters when all of them are over', () => {
    const visit = over(atRegisters(), ENDED)
    expect(visit.view.content.screen).toBe('choosing-register')
    over(visit, ENDED, { visitId: REGISTERS[1]!.visitor.visitId, isEnded: true })
    expect(visit.view.content).toMatchObject(REFUSED)
  })

  it('has its unpaid order closed where it was ended; who has paid by then gets paper', () => {
    const visit = over(atPaying(), ENDED)
    const { jobId } = visit.last('close-order')!
    expect(visit.view).toMatchObject({ visitor: null, content: { screen: 'paying', phase: 'closing', codeUrl: '' } })
    expect(visit.on({ kind: 'order-closed', jobId }).view.content.screen).toBe('attract')
    const paid = over(atPaying(), ENDED)
    paid.on({ kind: 'payment-settled', jobId: paid.last('close-order')!.jobId })
    expect(paid.view).toMatchObject({ visitor: null, content: { screen: 'printing' } })
    const going = over(atPaying().touch({ kind: 'back' }), ENDED)
    expect(going.count('close-order')).toBe(1)
    expect(going.on({ kind: 'order-closed', jobId: going.last('close-order')!.jobId }).view.content.screen).toBe(
      'attract',
    )
  })

  it('goes on with its payment and its paper where it has merely run out', () => {
    const visit = over(atPaying(), RUN_OUT)
    expect(visit.view).toMatchObject({ visitor: { number: '******1234' }, content: { phase: 'showing-code' } })
    expect(over(atPrinting(), RUN_OUT).view.visitor).not.toBeNull()
    expect(over(atFinished(), RUN_OUT).view.visitor).not.toBeNull()
  })

  it('waits for the answer to an order that is on its way', () => {
    const visit = over(atPreview(2).touch({ kind: 'confirm' }), ENDED)
    expect(visit.view.content).toMatchObject({ screen: 'previewing', busy: true })
    visit.on({ kind: 'order-opened', order: orderFor(visit.last('open-order')!.jobId, 2, 5) })
    expect(over(visit, ENDED).view).toMatchObject({ visitor: null, content: { screen: 'printing' } })
  })

  it('prints what is ordered without its person, and offers them nothing more', () => {
    const visit = over(atFinished(), ENDED)
    expect(visit.view.visitor).toBeNull()
    expect(visit.view.content).toMatchObject({ screen: 'finished', canPrintAnother: false, canTakeAlong: false })
  })

  it('keeps the number under which money is asked about', () => {
    const visit = atPaying()
    visit.on({ kind: 'order-unclear', jobId: visit.last('open-order')!.jobId })
    over(visit, ENDED)
    expect(visit.view).toMatchObject({
      visitor: null,
      content: { screen: 'refused', money: { orderNumber: 'YZ204815' } },
    })
  })
})
