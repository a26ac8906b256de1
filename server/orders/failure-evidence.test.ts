import { describe, expect, it } from 'vitest'
import { sentence } from '../cases/cases.ts'
import { failureEvidence } from './failure-evidence.ts'

const said = { kind: 'refused', code: 'NOT_ENOUGH', words: '基本账户余额不足' } as const

describe('what a refusal leaves in a case', () => {
  it('is the provider’s own words with its code', () => {
    expect(failureEvidence(said, 7)).toEqual({
      ...{ source: 'provider', atMs: 7, says: said.words, facts: { code: 'NOT_ENOUGH' } },
    })
  })

  it('stays so where the answer names an amount as well', () => {
    const named = { refundFen: 100, totalFen: 400 }
    expect(failureEvidence({ ...said, about: 'amount', named }, 7)).toMatchObject({
      ...{ source: 'provider', says: said.words, facts: { code: 'NOT_ENOUGH' } },
    })
  })

  it('is the code where no words came', () => {
    const { words: _, ...wordless } = said
    expect(failureEvidence(wordless, 7)).toMatchObject({ source: 'provider', says: 'NOT_ENOUGH' })
    expect(failureEvidence({ ...wordless, about: 'balance' }, 7)).toMatchObject({ source: 'provider' })
  })

  it('is the house’s own sentence where a signed answer does not fit', () => {
    expect(failureEvidence({ kind: 'unknown', code: 'REPLY_OTHER', about: 'amount' }, 7)).toEqual({
      ...{ source: 'server', atMs: 7, facts: { code: 'REPLY_OTHER' } },
      says: sentence('answer-does-not-fit', { code: 'REPLY_OTHER' }),
    })
  })

  it('names the other amount that a signed answer has', () => {
    const named = { refundFen: 100, totalFen: 400 }
    expect(failureEvidence({ kind: 'unknown', code: 'REPLY_OTHER', about: 'amount', named }, 7)).toEqual({
      ...{ source: 'provider', atMs: 7, facts: named },
      says: sentence('answer-names-another', named),
    })
  })
})
