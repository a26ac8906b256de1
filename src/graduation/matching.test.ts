import { describe, expect, it } from 'vitest'
import type { EnrolmentId } from './enrolment.ts'
import { type AccountOf, type Matchable, matchAccount } from './matching.ts'

const ACCOUNT: AccountOf<string> = {
  owner: 'a-1',
  idType: 'resident',
  idNumber: '34052419800101001x',
  name: '艾力•买买提',
}
const entry = (nth: number, changed: Partial<Matchable<string>> = {}): Matchable<string> => ({
  ...{ enrolmentId: `e-${nth}` as EnrolmentId, takenBy: null, idType: 'resident' },
  ...{ idNumber: '３４０５２４19800101001X', name: '艾力·买买提' },
  ...changed,
})

describe('the enrolments of an account', () => {
  it('are found by kind of paper, number and name together', () => {
    expect(matchAccount(ACCOUNT, [entry(1)])).toEqual({ kind: 'one', enrolmentId: 'e-1' })
  })

  it.each<[string, Partial<Matchable<string>>]>([
    ['another name', { name: '艾力·买买江' }],
    ['another number', { idNumber: '340524198001010011' }],
    ['another kind of paper', { idType: 'passport' }],
  ])('are not those with %s (P1)', (_, changed) => {
    expect(matchAccount(ACCOUNT, [entry(1, changed)])).toEqual({ kind: 'none' })
  })

  it('are to be chosen from where there are several (P10)', () => {
    expect(matchAccount(ACCOUNT, [entry(1), entry(2, { name: '别人' }), entry(3)])).toEqual({
      ...{ kind: 'several', enrolmentIds: ['e-1', 'e-3'] },
    })
  })

  it('are its own where it has them already, and nobody else’s where another has (P2)', () => {
    expect(matchAccount(ACCOUNT, [entry(1, { takenBy: 'a-1' })])).toEqual({ kind: 'one', enrolmentId: 'e-1' })
    const taken = [entry(1, { takenBy: 'a-2' }), entry(2, { takenBy: 'a-3' })]
    expect(matchAccount(ACCOUNT, taken)).toEqual({ kind: 'taken', enrolmentIds: ['e-1', 'e-2'] })
    expect(matchAccount(ACCOUNT, [...taken, entry(3)])).toEqual({ kind: 'one', enrolmentId: 'e-3' })
  })

  it('are none without a number', () => {
    expect(matchAccount({ ...ACCOUNT, idNumber: ' ' }, [entry(1, { idNumber: '' })])).toEqual({ kind: 'none' })
  })
})
