import { expect, it } from 'vitest'
import { fault } from '../fault.ts'
import { atChoice, walk } from './fixture-walk.ts'
import { CARD, NEWCOMER, NOTICE, REGISTERS, VISITOR } from './fixtures.ts'

/** Somebody who has tapped and has not agreed yet. */
const newcomer = () => {
  const visit = walk().on({ kind: 'card-tapped', uid: CARD })
  return visit.on({ kind: 'identity-confirmed', request: visit.last('look-up-identity')!.request, visitor: NEWCOMER })
}
const agreed = () => newcomer().touch({ kind: 'agree' })
const requestOf = (visit: ReturnType<typeof walk>) => visit.last('agree-to-notice')!.request

it('is read first by whoever has not agreed, and by nobody else', () => {
  expect(newcomer().view.content).toMatchObject({ screen: 'reading-notice', points: NOTICE.points, busy: false })
  expect(atChoice().count('agree-to-notice')).toBe(0)
})

it('goes on once the server has written down that it was agreed, with the text and language that were read', () => {
  const visit = newcomer().touch({ kind: 'set-language', language: 'en' }).touch({ kind: 'agree' })
  expect(visit.last('agree-to-notice')).toMatchObject({
    ...{ visitId: NEWCOMER.visitId, digest: NOTICE.digest, language: 'en' },
  })
  expect(visit.view.content).toMatchObject({ screen: 'reading-notice', busy: true })
  // A second touch sends no second one.
  expect(visit.touch({ kind: 'agree' }).count('agree-to-notice')).toBe(1)
  visit.on({ kind: 'notice-agreed', request: requestOf(visit), visitor: VISITOR })
  expect(visit.view.content).toMatchObject({ screen: 'choosing', selected: null })
})

it('takes no silence for an agreement: what the server did not say is to be touched again', () => {
  const visit = agreed().fire('answer')
  expect(visit.view.content).toMatchObject({ screen: 'reading-notice', busy: false, fault: { code: 'server-slow' } })
  // The answer of the first touch comes too late.
  const late = requestOf(visit)
  visit.touch({ kind: 'agree' }).on({ kind: 'notice-agreed', request: late, visitor: VISITOR })
  expect(visit.view.content.screen).toBe('reading-notice')
  visit.on({ kind: 'notice-not-agreed', request: requestOf(visit), fault: fault('server-unreachable') })
  expect(visit.view.content).toMatchObject({ screen: 'reading-notice', fault: { code: 'server-unreachable' } })
})

it.each(['visit-expired', 'notice-changed'] as const)('ends with %s, and the visit with it', code => {
  const visit = agreed()
  visit.on({ kind: 'notice-not-agreed', request: requestOf(visit), fault: fault(code) })
  expect(visit.view.content).toMatchObject({ screen: 'refused', fault: { code }, canGoBack: false })
  expect(visit.count('end-visit')).toBe(1)
})

it('ends the visit of whoever does not agree, and of whoever walks away', () => {
  const refused = newcomer().touch({ kind: 'finish' })
  expect(refused.view.content.screen).toBe('attract')
  expect([refused.count('end-visit'), refused.count('wipe'), refused.count('agree-to-notice')]).toEqual([1, 1, 0])
  const left = newcomer().fire('idle')
  expect(left.view.asking).toBe(true)
  expect(left.fire('ask').view.content.screen).toBe('attract')
})

it('is read behind the choice of a register', () => {
  const registers = REGISTERS.map(one => ({ ...one, visitor: { ...one.visitor, notice: NOTICE } }))
  const visit = walk().on({ kind: 'card-tapped', uid: CARD })
  visit.on({ kind: 'registers-found', request: visit.last('look-up-identity')!.request, registers })
  visit.touch({ kind: 'select-register', index: 1 })
  expect(visit.view.content.screen).toBe('reading-notice')
  expect(visit.touch({ kind: 'agree' }).last('agree-to-notice')?.visitId).toBe(registers[1]!.visitor.visitId)
})
