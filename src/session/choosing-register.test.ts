import { describe, expect, it } from 'vitest'
import { walk } from './fixture-walk.ts'
import { CARD, REGISTERS } from './fixtures.ts'

const found = () => {
  const visit = walk().on({ kind: 'card-tapped', uid: CARD })
  const { request } = visit.last('look-up-identity')!
  return visit.on({ kind: 'registers-found', request, registers: REGISTERS })
}
const ended = (visit: ReturnType<typeof walk>) =>
  visit.effects.flatMap(effect => (effect.kind === 'end-visit' ? [effect.visitId] : []))

describe('somebody who stands in two registers', () => {
  it('is asked which one it is about, and shown what tells them apart', () => {
    const { view } = found()
    expect(view.content).toEqual({
      screen: 'choosing-register',
      registers: [
        { title: { zh: '硕士', en: 'Master' }, detail: { zh: '在读', en: 'enrolled' }, number: '******1234' },
        { title: { zh: '本科', en: 'Bachelor' }, detail: { zh: '已毕业', en: 'graduated' }, number: '******0007' },
      ],
    })
    expect(view.visitor).toBeNull()
  })

  it('chooses one; the visit in the other ends', () => {
    const visit = found().touch({ kind: 'select-register', index: 1 })
    expect(visit.view.content.screen).toBe('choosing')
    expect(visit.view.visitor?.number).toBe('******0007')
    expect(ended(visit)).toEqual(['visit-0001'])
    visit.touch({ kind: 'finish' })
    expect(ended(visit)).toEqual(['visit-0001', 'visit-0002'])
  })

  it.each(['finish', 'back'] as const)('leaves by %s: no visit is left behind', kind => {
    const visit = found().touch({ kind })
    expect(visit.view.content.screen).toBe('attract')
    expect(ended(visit)).toEqual(['visit-0001', 'visit-0002'])
  })

  it('goes away: the screen asks, and then everything ends', () => {
    const visit = found().fire('idle')
    expect(visit.view.asking).toBe(true)
    visit.fire('ask')
    expect(visit.view.content.screen).toBe('attract')
    expect(ended(visit)).toEqual(['visit-0001', 'visit-0002'])
  })

  it('touches what is not there: nothing happens', () => {
    const visit = found().touch({ kind: 'select-register', index: 2 }).touch({ kind: 'select-offer', index: 0 })
    expect(visit.view.content.screen).toBe('choosing-register')
    expect(ended(visit)).toEqual([])
  })

  it('had gone before the answer came: the visits end', () => {
    const visit = walk().on({ kind: 'card-tapped', uid: CARD })
    const { request } = visit.last('look-up-identity')!
    visit.touch({ kind: 'finish' }).on({ kind: 'registers-found', request, registers: REGISTERS })
    expect(visit.view.content.screen).toBe('attract')
    expect(ended(visit)).toEqual(['visit-0001', 'visit-0002'])
  })
})
