import { describe, expect, it } from 'vitest'
import { atChoice, atPaying, atPreview, type Walk } from './fixture-walk.ts'
import { READY, SETTINGS } from './fixtures.ts'

/** The document takes two sheets a copy. */
const withSheets = (visit: Walk, sheetsLeft: number | null) =>
  visit.on({ kind: 'readiness-changed', readiness: { ...READY, sheetsLeft }, settings: SETTINGS })

describe('paper for fewer copies than were chosen', () => {
  it('is said before anything is ordered, and fewer can be chosen', () => {
    const visit = withSheets(atPreview(4), 7).touch({ kind: 'confirm' })
    expect(visit.count('open-order')).toBe(0)
    expect(visit.view.content).toMatchObject({
      screen: 'refused',
      fault: { code: 'printer-paper-short' },
      money: { kind: 'nothing-charged' },
      canGoBack: true,
      paperFor: 3,
    })
    visit.touch({ kind: 'back' })
    expect(visit.view.content).toMatchObject({ screen: 'choosing', copies: 3, maxCopies: 3, paperFor: 3 })
    visit.touch({ kind: 'set-copies', copies: 9 })
    expect(visit.view.content).toMatchObject({ copies: 3 })
  })

  it('is none at all: the other document may take fewer sheets', () => {
    const visit = withSheets(atPreview(1), 1).touch({ kind: 'confirm' })
    expect(visit.view.content).toMatchObject({ fault: { code: 'printer-paper-short' }, paperFor: 0 })
    visit.touch({ kind: 'back' }).touch({ kind: 'select-offer', index: 1 })
    expect(visit.view.content).toMatchObject({ screen: 'choosing', copies: 1, maxCopies: 1, paperFor: 1 })
  })

  it('is known while choosing, as far as it can be: a copy takes a sheet at least', () => {
    const visit = withSheets(atChoice(), 6)
    expect(visit.view.content).toMatchObject({ maxCopies: 6, paperFor: 6 })
    visit.touch({ kind: 'select-offer', index: 0 }).touch({ kind: 'set-copies', copies: 10 })
    expect(visit.view.content).toMatchObject({ copies: 6 })
  })

  it('limits the copies on the preview, and of the same document that is chosen again', () => {
    const visit = withSheets(atPreview(1), 7).touch({ kind: 'set-copies', copies: 9 })
    expect(visit.view.content).toMatchObject({ screen: 'previewing', quote: { copies: 3 } })
    visit.touch({ kind: 'back' }).touch({ kind: 'select-offer', index: 0 })
    expect(visit.view.content).toMatchObject({ copies: 3, maxCopies: 3, paperFor: 3 })
    visit.touch({ kind: 'select-offer', index: 1 })
    expect(visit.view.content).toMatchObject({ copies: 3, maxCopies: 7, paperFor: 7 })
  })

  it('holds for the free copies of an order that is not paid', () => {
    const visit = withSheets(atPaying(7), 9).touch({ kind: 'print-free-only' })
    const { jobId } = visit.last('close-order')!
    visit.on({ kind: 'order-closed', jobId })
    expect(visit.view.content).toMatchObject({ screen: 'refused', fault: { code: 'printer-paper-short' }, paperFor: 4 })
    expect(visit.count('open-order')).toBe(1)
  })
})

describe('paper for all of them', () => {
  it.each([null, 8, 500])('orders as ever (%s sheets)', sheetsLeft => {
    const visit = withSheets(atPreview(4), sheetsLeft).touch({ kind: 'confirm' })
    expect(visit.last('open-order')?.quote.copies).toBe(4)
  })

  it('limits nothing that the university does not', () => {
    expect(withSheets(atChoice(), 10).view.content).toMatchObject({ maxCopies: SETTINGS.maxCopies, paperFor: null })
    expect(withSheets(atChoice(), null).view.content).toMatchObject({ maxCopies: SETTINGS.maxCopies, paperFor: null })
  })
})
