import { describe, expect, it } from 'vitest'
import { fault } from '../fault.ts'
import { settle } from '../rules/settlement.ts'
import { atPrinting, type Walk } from './fixture-walk.ts'
import { DOCUMENT, orderFor, READY, SETTINGS, VISITOR } from './fixtures.ts'

/** All copies are out; `isSettled`: the server has taken it down. */
function printed(isSettled = true): Walk {
  const visit = atPrinting(2)
  const { jobId, quote } = visit.last('print')!.job
  const told = { copiesDelivered: 2, copiesUnclear: 0 }
  visit.on({ kind: 'printing-ended', jobId, sheetsDelivered: 4, ...told, fault: null })
  if (!isSettled) return visit
  const settled = settle(quote, told, { unclearGivenBackUpToFen: 0 })
  return visit.on({ kind: 'outcome-recorded', jobId, settlement: { ...settled, freeCopiesLeft: 3 } })
}
const another = (visit: Walk) => visit.touch({ kind: 'print-another' })

describe('another document', () => {
  it('needs no card: the same person is looked up anew, with what is left now, in the same language', () => {
    const visit = printed().touch({ kind: 'set-language', language: 'en' })
    expect(visit.view.content).toMatchObject({ screen: 'finished', canPrintAnother: true })
    another(visit)
    expect(visit.view).toMatchObject({ language: 'en', content: { screen: 'identifying', means: 'known' } })
    // The file of before is forgotten, the visit is not ended.
    expect([visit.count('wipe'), visit.count('end-visit')]).toEqual([1, 0])
    const { request, visitId } = visit.last('look-up-visitor')!
    expect(visitId).toBe(VISITOR.visitId)
    const offers = VISITOR.offers.map(offer => ({ ...offer, freeCopiesLeft: 1 }))
    visit.on({ kind: 'identity-confirmed', request, visitor: { ...VISITOR, offers } })
    expect(visit.view.content).toMatchObject({ screen: 'choosing', offers: offers.map(() => ({ freeCopiesLeft: 1 })) })
    visit.touch({ kind: 'finish' })
    expect(visit.count('end-visit')).toBe(1)
  })

  it('is offered once the server knows what came out, and while the machine can serve', () => {
    const early = printed(false)
    expect(early.view.content).toMatchObject({ canPrintAnother: false })
    expect(another(early).view.content.screen).toBe('finished')
    const jammed = printed()
    jammed.on({
      kind: 'readiness-changed',
      settings: SETTINGS,
      readiness: { ...READY, printer: fault('printer-jam') },
    })
    expect(jammed.view.content).toMatchObject({ canPrintAnother: false })
    expect(another(jammed).count('look-up-visitor')).toBe(0)
  })

  it('is refused in words where the visit is over, and whoever leaves meanwhile is not known any more', () => {
    const over = another(printed())
    over.on({
      kind: 'identity-refused',
      request: over.last('look-up-visitor')!.request,
      fault: fault('visit-expired'),
    })
    expect(over.view.content).toMatchObject({ screen: 'refused', fault: { code: 'visit-expired' } })
    const left = another(printed())
    const { request } = left.last('look-up-visitor')!
    left.touch({ kind: 'finish' })
    left.on({ kind: 'identity-confirmed', request, visitor: VISITOR })
    expect(left.view.content.screen).toBe('attract')
    expect(left.last('end-visit')).toMatchObject({ visitId: VISITOR.visitId })
  })

  it('is not offered to who has collected for somebody else', () => {
    const visit = another(printed())
    const visitor = { ...VISITOR, forAnother: true as const }
    visit.on({ kind: 'identity-confirmed', request: visit.last('look-up-visitor')!.request, visitor })
    visit.touch({ kind: 'select-offer', index: 0 }).touch({ kind: 'preview' })
    visit.on({ kind: 'document-checked', request: visit.last('prepare-document')!.request, document: DOCUMENT })
    const { jobId } = visit.touch({ kind: 'confirm' }).last('open-order')!
    const order = orderFor(jobId, 1, 1)
    visit.on({ kind: 'order-opened', order })
    const told = { copiesDelivered: 1, copiesUnclear: 0 }
    visit.on({ kind: 'printing-ended', jobId, sheetsDelivered: 2, ...told, fault: null })
    const settled = settle(order.quote, told, { unclearGivenBackUpToFen: 0 })
    visit.on({ kind: 'outcome-recorded', jobId, settlement: { ...settled, freeCopiesLeft: 0, forAnother: true } })
    expect(visit.view.content).toMatchObject({ screen: 'finished', canPrintAnother: false })
    expect(another(visit).view.content.screen).toBe('finished')
  })
})
