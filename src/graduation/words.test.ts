import { describe, expect, it } from 'vitest'
import type { StudentNotice } from './check-event.ts'
import { PROBLEMS } from './problem.ts'
import { ERRATA_REFUSAL_WORDS, OURS_WORDS, PROBLEM_WORDS, sayNotice } from './words.ts'

describe('what a student is told', () => {
  it('holds the reason that staff have given, as they have written it', () => {
    const reason = '住院 {{reason}} $&'
    const told = (notice: StudentNotice) => sayNotice(notice)
    expect(told({ about: 'reopened', reason, until: null }).zh).toContain(`原因：${reason}`)
    expect(told({ about: 'done-for-you', what: 'confirm', reason }).en).toMatch(
      /^Staff have confirmed for you\. Reason: 住院/,
    )
    expect(told({ about: 'done-for-you', what: 'dispute', reason: '住院' })).toEqual({
      zh: '工作人员已替您提交勘误表。原因：住院',
      en: 'Staff have handed in an errata form for you. Reason: 住院',
    })
  })

  it.each<[StudentNotice, RegExp]>([
    [{ about: 'overdue' }, /核对时间已过/],
    [{ about: 'changed-after-confirm', changed: ['data'] }, /原来的确认已失效/],
    [{ about: 'errata-ended', how: 'fixed' }, /已更正/],
    [{ about: 'errata-ended', how: 'rejected' }, /没有同意/],
    [{ about: 'errata-ended', how: 'external-failed' }, /没有通过/],
    [{ about: 'errata-ended', how: 'late-refused' }, /逾期/],
  ])('of %j', (notice, words) => {
    expect(sayNotice(notice).zh).toMatch(words)
  })
})

describe('the words of the graduation check', () => {
  it('say that ours is not the national site, and what is to be done there', () => {
    expect(OURS_WORDS.notNational.zh).toContain('不是学信网')
    expect(OURS_WORDS.notNational.en).toContain('not the national site')
    expect(OURS_WORDS.alsoThere.zh).toContain('学信网')
  })

  it('promise nobody that a correction here changes the national register', () => {
    for (const problem of PROBLEMS)
      for (const text of [PROBLEM_WORDS[problem].what, PROBLEM_WORDS[problem].action])
        expect(text.en, problem).not.toMatch(/\bwe (?:correct|change|register)\b/i)
  })

  it('say a refusal that check and form share in one way', () => {
    expect(ERRATA_REFUSAL_WORDS.locked.en).toBe('This check is locked and cannot be changed.')
    expect(ERRATA_REFUSAL_WORDS['college-first'].en).toBe('The college decides first.')
  })
})
