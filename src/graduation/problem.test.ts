import { describe, expect, it } from 'vitest'
import {
  NEXT_PARTY,
  type Party,
  PROBLEM_NUMBERS,
  PROBLEMS,
  type Problem,
  problemsOf,
  type Situation,
} from './problem.ts'

const FINE: Situation = {
  ...{ account: 'none', match: 'one', isIdentityProven: false, standing: 'registered', hasPhoto: true },
  ...{ capture: 'delivered', isUpgrade: false, isPriorDiplomaVerified: null, photoProblem: 'none' },
  ...{ isDataWrong: false, isCaptionWrong: false, check: 'pending', hasLapsed: false, isStale: false },
}
const numbersOf = (changed: Partial<Situation>) =>
  problemsOf({ ...FINE, ...changed }).map(problem => PROBLEM_NUMBERS[problem])
const NO_PHOTO = { hasPhoto: false, photoProblem: 'missing' } as const
const UPGRADE = { isUpgrade: true, isIdentityProven: true } as const

describe('a problem', () => {
  it('is none where everything is right', () => {
    expect(numbersOf({})).toEqual([])
    for (const check of ['confirmed', 'disputed', 'fixed', 'locked', 'not-open'] as const)
      expect(numbersOf({ check })).toEqual([])
  })

  it.each<[string, string, Partial<Situation>]>([
    ['P1', 'no enrolment', { match: 'none' }],
    ['P1', 'no enrolment of who came from a junior college, and may have mistyped', { match: 'none', isUpgrade: true }],
    ['P1', 'no enrolment of who is proven', { match: 'none', isIdentityProven: true }],
    ['P2', 'a number that another has', { match: 'taken' }],
    ['P3a', 'a photograph under way', { ...NO_PHOTO, capture: 'taken' }],
    ['P3a', 'one under way of who came from a junior college', { ...NO_PHOTO, ...UPGRADE, capture: 'taken' }],
    ['P3b', 'a photograph that was delivered', { ...NO_PHOTO }],
    ['P3b', 'one that was delivered, where the paper may be wrong', { ...NO_PHOTO, isUpgrade: true }],
    ['P3b', 'one that was delivered, of a verified diploma', { ...NO_PHOTO, ...UPGRADE, isPriorDiplomaVerified: true }],
    ['P3b', 'one that was delivered, of a proven person', { ...NO_PHOTO, isIdentityProven: true }],
    ['P3c', 'nobody who took one', { ...NO_PHOTO, capture: 'never' }],
    ['P4', 'somebody else in it', { photoProblem: 'not-me' }],
    ['P5', 'a graduate', { standing: 'graduated', hasPhoto: false, isDataWrong: true }],
    ['P6', 'wrong data', { isDataWrong: true }],
    ['P7', 'an earlier diploma that nobody has verified', { ...NO_PHOTO, ...UPGRADE }],
    ['P7', 'one that is false', { ...NO_PHOTO, ...UPGRADE, isPriorDiplomaVerified: false }],
    ['P7', 'one for which there is no enrolment', { ...UPGRADE, match: 'none' }],
    ['P8', 'wrong print', { isCaptionWrong: true }],
    ['P9', 'a deadline that is over', { check: 'overdue' }],
    ['P10', 'several enrolments', { match: 'several' }],
    ['P11', 'an account that waits for its mail', { account: 'waits', match: 'none' }],
    ['P12', 'a confirmation that holds no more', { hasLapsed: true }],
    ['P13', 'another device', { isStale: true }],
  ])('is %s: %s', (number, _, changed) => {
    expect(numbersOf(changed)).toEqual([number])
  })

  it('is no lapsed confirmation once there is another, and no photograph of another where there is none', () => {
    expect(numbersOf({ hasLapsed: true, check: 'confirmed' })).toEqual([])
    expect(numbersOf({ ...NO_PHOTO, photoProblem: 'not-me' })).toEqual(['P3b'])
  })

  it('comes in the order in which it is dealt with', () => {
    const all = { match: 'several', isStale: true, hasLapsed: true, check: 'overdue', photoProblem: 'not-me' } as const
    expect(numbersOf({ ...all, isDataWrong: true, isCaptionWrong: true })).toEqual([
      ...['P10', 'P13', 'P12', 'P9', 'P4', 'P6', 'P8'],
    ])
    expect(numbersOf({ match: 'several', standing: 'graduated' })).toEqual(['P10', 'P5'])
  })

  it('has its number and somebody who acts next, each once', () => {
    expect(new Set(Object.values(PROBLEM_NUMBERS)).size).toBe(PROBLEMS.length)
    expect(PROBLEMS).toHaveLength(15)
    const by = (party: Party) =>
      PROBLEMS.filter((problem: Problem) => NEXT_PARTY[problem] === party).map(one => PROBLEM_NUMBERS[one])
    expect(by('student')).toEqual(['P1', 'P3c', 'P10', 'P11', 'P12', 'P13'])
    expect(by('college')).toEqual(['P4', 'P6', 'P8', 'P9'])
    expect(by('registry')).toEqual(['P3b'])
    expect(by('collector')).toEqual(['P3a'])
    expect(by('claims-desk')).toEqual(['P2'])
    expect(by('enrolment-office')).toEqual(['P7'])
    expect(by('nobody')).toEqual(['P5'])
  })
})
