import { describe, expect, it } from 'vitest'
import { fault } from '../fault.ts'
import { settle } from '../rules/settlement.ts'
import { atPrinting, type Walk } from './fixture-walk.ts'
import { READY, SETTINGS, VISITOR } from './fixtures.ts'

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
})
