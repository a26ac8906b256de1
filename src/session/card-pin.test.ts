import { describe, expect, it } from 'vitest'
import { type FaultCode, fault } from '../fault.ts'
import { type Walk, walk } from './fixture-walk.ts'
import { CARD, CARD_HOLDER, DOCUMENT, freeSession, READY, SETTINGS, VISITOR } from './fixtures.ts'
import { timersOf } from './timers.ts'

const PIN = '740263'
const URL_OF_PAGE = 'https://print.example.edu.cn/pin'
/** The line of the offers that asks for the digits, and one that does not. */
const [ASKS, ASKS_NOT] = [1, 0]

const begin = (visitor = CARD_HOLDER) => {
  const settings = { ...SETTINGS, cardPinUrl: URL_OF_PAGE }
  const visit = walk(freeSession()).on({ kind: 'readiness-changed', readiness: READY, settings })
  visit.on({ kind: 'card-tapped', uid: CARD })
  return visit.on({ kind: 'identity-confirmed', request: visit.last('look-up-identity')!.request, visitor })
}
const choose = (visit: Walk, index: number, copies = 1) =>
  visit.touch({ kind: 'select-offer', index }).touch({ kind: 'set-copies', copies }).touch({ kind: 'preview' })
const asked = (visitor = CARD_HOLDER) => choose(begin(visitor), ASKS, 3)
const type = (visit: Walk, digits = PIN) => {
  for (const digit of digits) visit.touch({ kind: 'type-digit', digit })
  return visit
}
const sent = (visit = asked()) => type(visit).touch({ kind: 'confirm' })
const request = (visit: Walk) => visit.last('prove-pin')!.request
const wrong = (visit: Walk, triesLeft: number) =>
  visit.on({ kind: 'pin-not-proven', request: request(visit), cardPin: { state: 'ready', triesLeft } })
const right = (visit: Walk, visitor = VISITOR) => visit.on({ kind: 'pin-proven', request: request(visit), visitor })
const unasked = (visit: Walk, code: FaultCode) =>
  visit.on({ kind: 'pin-unasked', request: request(visit), fault: fault(code) })

describe('the digits of a campus card', () => {
  it('are asked for when a document is chosen that wants them, and not before', () => {
    expect(choose(begin(), ASKS_NOT).view.content.screen).toBe('preparing')
    const visit = begin()
    expect(visit.view.content.screen).toBe('choosing')
    expect(visit.touch({ kind: 'select-offer', index: ASKS }).view.content).toMatchObject({ selected: ASKS })
    visit.touch({ kind: 'preview' })
    expect(visit.view.content).toEqual({
      screen: 'card-pin',
      title: CARD_HOLDER.offers[ASKS]!.title,
      page: { url: URL_OF_PAGE, host: 'print.example.edu.cn' },
      pin: {
        ...{ step: 'typing', typedDigits: 0, digits: 6, triesLeft: 5 },
        ...{ isWrong: false, fault: null, busy: false },
      },
    })
    expect(visit.count('prepare-document')).toBe(0)
  })

  it('are not typed for what is refused for another reason', () => {
    const visit = begin().touch({ kind: 'select-offer', index: 2 }).touch({ kind: 'preview' })
    expect(visit.view.content).toMatchObject({ screen: 'choosing', selected: null })
  })

  it('are six, can be taken back, and go to no screen', () => {
    const visit = type(asked(), '7402')
    expect(visit.view.content).toMatchObject({ pin: { typedDigits: 4 } })
    visit.touch({ kind: 'erase-digits', all: false })
    expect(visit.view.content).toMatchObject({ pin: { typedDigits: 3 } })
    expect(visit.touch({ kind: 'confirm' }).count('prove-pin')).toBe(0)
    visit.touch({ kind: 'erase-digits', all: true })
    type(visit, `${PIN}99`)
    expect(JSON.stringify(visit.view)).not.toContain(PIN)
    visit.touch({ kind: 'confirm' })
    expect(visit.last('prove-pin')).toMatchObject({ visitId: CARD_HOLDER.visitId, pin: PIN })
    expect(visit.view.content).toMatchObject({ pin: { typedDigits: 6, busy: true } })
    expect(JSON.stringify(visit.view)).not.toContain(PIN)
    expect(visit.touch({ kind: 'type-digit', digit: '1' }).touch({ kind: 'confirm' }).count('prove-pin')).toBe(1)
  })

  it('lead on with what was chosen, copies too, where the document may stand on another line by then', () => {
    const visit = sent()
    right(visit, { ...VISITOR, offers: [VISITOR.offers[2]!, ...VISITOR.offers.slice(0, 2)] })
    expect(visit.last('prepare-document')).toMatchObject({ documentKind: 'transcript', edition: 'en' })
    visit.on({ kind: 'document-checked', request: visit.last('prepare-document')!.request, document: DOCUMENT })
    expect(visit.view.content).toMatchObject({ screen: 'previewing', quote: { copies: 3 } })
    visit.touch({ kind: 'back' })
    expect(visit.touch({ kind: 'preview' }).view.content.screen).toBe('preparing')
  })

  it('say how many tries are left by the server, and begin anew', () => {
    const visit = wrong(sent(), 3)
    expect(visit.view.content).toMatchObject({ pin: { typedDigits: 0, triesLeft: 3, isWrong: true, busy: false } })
    visit.touch({ kind: 'type-digit', digit: '1' })
    expect(visit.view.content).toMatchObject({ pin: { typedDigits: 1, triesLeft: 3, isWrong: false } })
  })

  it.each(['unset', 'locked'] as const)('that are %s are set with a phone, and typed then', state => {
    const visit = asked({ ...CARD_HOLDER, cardPin: { state } })
    expect(visit.view.content).toMatchObject({ screen: 'card-pin', page: { url: URL_OF_PAGE }, pin: { step: state } })
    visit.touch({ kind: 'confirm' })
    expect(visit.view.content).toMatchObject({ pin: { step: 'typing', triesLeft: 5 } })
    sent(visit)
    visit.on({ kind: 'pin-not-proven', request: request(visit), cardPin: { state } })
    expect(visit.view.content).toMatchObject({ pin: { step: state } })
    expect(visit.touch({ kind: 'back' }).view.content).toMatchObject({ screen: 'choosing', selected: ASKS, copies: 3 })
  })

  it('stay where nobody answers, to be sent again', () => {
    const visit = unasked(sent(), 'server-unreachable')
    expect(visit.view.content).toMatchObject({ pin: { typedDigits: 6, fault: { code: 'server-unreachable' } } })
    visit.touch({ kind: 'confirm' })
    visit.fire('answer')
    expect(visit.view.content).toMatchObject({ pin: { typedDigits: 6, fault: { code: 'server-slow' }, busy: false } })
    right(visit.touch({ kind: 'confirm' }))
    expect(visit.view.content.screen).toBe('preparing')
  })

  it('are given up at any time: the visit goes on, and a late answer changes nothing', () => {
    const visit = sent().touch({ kind: 'back' })
    expect(visit.view.content).toMatchObject({ screen: 'choosing', selected: ASKS, copies: 3 })
    right(visit)
    expect(visit.view.content.screen).toBe('choosing')
    expect(visit.count('end-visit')).toBe(0)
    expect(sent().touch({ kind: 'finish' }).view.content.screen).toBe('attract')
  })

  it('open nothing any more where the visit is over, or the document has gone', () => {
    expect(unasked(sent(), 'visit-expired').view.content).toMatchObject({
      screen: 'refused',
      fault: { code: 'visit-expired' },
    })
    const gone = right(sent(), { ...VISITOR, offers: VISITOR.offers.slice(0, 1) })
    expect(gone.view.content).toMatchObject({ screen: 'refused', fault: { code: 'document-unavailable' } })
    expect(gone.touch({ kind: 'back' }).view.content).toMatchObject({ screen: 'choosing', selected: null })
  })

  it('end with a visit that nobody touches, and are forgotten with it', () => {
    const visit = type(asked(), '7402')
    expect(Object.keys(timersOf(visit.session))).toEqual(['idle'])
    visit.fire('idle')
    expect(visit.view.asking).toBe(true)
    visit.fire('ask')
    expect(visit.view.content.screen).toBe('attract')
    expect(JSON.stringify(visit.session)).not.toContain('7402')
  })
})
