import { describe, expect, it } from 'vitest'
import { judgeAct, movesMoney, needsReason, paysBack, type SaidAct, whyFourEyes } from './judge-act.ts'
import { CASE_ACTS, CASE_KINDS, type CaseAct, type CaseKind } from './kinds.ts'

const kinds = Object.keys(CASE_KINDS) as CaseKind[]
const actsOf = (kind: CaseKind): readonly CaseAct[] => CASE_KINDS[kind].acts
const kindWith = (act: CaseAct) => kinds.find(kind => kind !== 'bad-print' && actsOf(kind).includes(act))!
/** What is made of an act about a case of 500 fen. */
const judge = (said: SaidAct, amountFen: number | null = 500, kind: CaseKind = kindWith('refunded-by-hand')) => {
  const judged = judgeAct({ kind, amount_fen: amountFen }, said)
  return judged.ok ? judged.value : judged.error
}
const CARD = '招商银行\n6214831759204636\n张三丰'
/** What an act can't be said without. */
const NEEDED: Partial<Record<CaseAct, Partial<SaidAct>>> = {
  'refunded-by-hand': { reference: 'B-2026-77' },
  'refund-to-card': { card: CARD },
}
const byHand = { act: 'refunded-by-hand', reference: 'B-2026-77' }

describe('an act about a case', () => {
  it('is done as it was said', () => {
    expect(judge({ ...byHand, reason: 'the card was closed' })).toEqual({
      ...{
        act: 'refunded-by-hand',
        reason: 'the card was closed',
        reference: 'B-2026-77',
        amountFen: 500,
        copies: null,
        card: null,
      },
    })
    expect(judge({ act: 'close', reason: 'it was nothing' }, 500, kindWith('close'))).toEqual({
      ...{ act: 'close', reason: 'it was nothing', reference: null, amountFen: null, copies: null, card: null },
    })
  })

  it.each(kinds)('%s: is one of its own, and all others are refused with their names', kind => {
    const acts = actsOf(kind)
    for (const act of [...CASE_ACTS.filter(one => !acts.includes(one)), 'give'])
      expect(judge({ act, reason: 'as it is' }, 500, kind)).toBe(
        `a case of the kind ${kind} is ended by ${acts.join(', ')}`,
      )
    for (const act of acts) {
      const said = judge({ act, reason: 'as it is', ...NEEDED[act] }, 500, kind)
      expect(said).toMatchObject({ act })
    }
  })

  it.each<[string, SaidAct, string]>([
    ['a refund by hand without a reference', { act: 'refunded-by-hand' }, '--reference is missing'],
    ['a reference that finds nothing', { ...byHand, reference: 'x' }, '--reference: 4 to 64'],
    ['a reason without a word', { ...byHand, reason: '...' }, '--reason: say why'],
    ['an amount that is none', { ...byHand, amountFen: '5.00' }, '--amount-fen: a whole number'],
    ['more than it is about', { ...byHand, amountFen: '501' }, '--amount: the case is about 500 fen'],
    ['yuan without both digits', { ...byHand, amount: '5' }, '--amount: yuan, always with two digits'],
    ['an amount said twice', { ...byHand, amount: '5.00', amountFen: '500' }, 'give one of them'],
    ['less, without a reason', { ...byHand, amountFen: '499' }, '--reason is missing: less than the whole'],
    ['a card that belongs to another act', { ...byHand, card: CARD }, '--card does not belong to refunded-by-hand'],
    ['copies that belong to another act', { ...byHand, copies: '1' }, '--copies does not belong to refunded-by-hand'],
  ])('refuses %s', (_, said, sentence) => {
    expect(judge(said)).toContain(sentence)
  })

  it('refuses what belongs to giving money where none is given', () => {
    const close = { act: 'close', reason: 'it was nothing' }
    const kind = kindWith('close')
    expect(judge({ ...close, reference: 'B-77' }, 500, kind)).toBe(
      '--reference belongs to refunded-by-hand, not to close',
    )
    expect(judge({ ...close, amountFen: '5' }, 500, kind)).toBe('--amount-fen does not belong to close')
    expect(judge({ act: 'close' }, 500, kind)).toBe('--reason is missing: nothing is paid back, so say why')
  })

  it('names its amount itself where the case names none', () => {
    expect(judge(byHand, null)).toBe('--amount is missing: the case names no amount')
    expect(judge(byHand, 0)).toBe('--amount is missing: the case names no amount')
    expect(judge({ ...byHand, amountFen: '7' }, null)).toBe('--reason is missing: say why')
    const why = { reason: 'a stripe on it' }
    expect(judge({ ...byHand, ...why, amountFen: '7' }, null)).toMatchObject({ amountFen: 7, ...why })
  })

  it('is about an amount in yuan as well, which nobody can take for fen', () => {
    expect(judge({ ...byHand, amount: '4.99', reason: 'one copy was good' })).toMatchObject({ amountFen: 499 })
    expect(judge({ ...byHand, amount: '￥5.00' })).toMatchObject({ amountFen: 500 })
    const close = { act: 'close', reason: 'it was nothing', amount: '5.00' }
    expect(judge(close, 500, kindWith('close'))).toBe('--amount does not belong to close')
  })

  it('gives a part with a reason, and the whole without', () => {
    expect(judge({ ...byHand, amountFen: '499', reason: 'one copy was good' })).toMatchObject({ amountFen: 499 })
    expect(judge({ ...byHand, amountFen: '500' })).toMatchObject({ amountFen: 500, reason: null })
  })

  it('is said with a reason in every case of a bad print', () => {
    expect(judge({ act: 'reprint-code' }, null, 'bad-print')).toBe('--reason is missing: say why')
    expect(judge({ act: 'reprint-code', reason: 'stripes' }, null, 'bad-print')).toMatchObject({ copies: 1 })
  })

  it.each([
    ['1', 1],
    ['99', 99],
    ['0', null],
    ['100', null],
    ['-1', null],
    ['1.5', null],
    [' 2', null],
  ])('prints again from 1 to 99 copies: %s', (copies, given) => {
    const judged = judge({ act: 'reprint-code', reason: 'stripes', copies }, null, 'bad-print')
    if (given === null) expect(judged).toBe('--copies: a number from 1 to 99')
    else expect(judged).toMatchObject({ copies: given })
  })

  it('gives money by three acts, moves it by two more, and needs a reason where more is given than the rules give, or nothing', () => {
    const paying = ['refund', 'refund-to-card', 'refunded-by-hand']
    expect(CASE_ACTS.filter(paysBack)).toEqual(paying)
    expect(CASE_ACTS.filter(movesMoney).toSorted()).toEqual(['book-loss', ...paying, 'return-to-university'])
    const kind = kinds.find(one => one !== 'bad-print')!
    expect(CASE_ACTS.filter(act => needsReason({ kind, amount_fen: 500 }, act))).toEqual(['book-loss', 'close'])
    expect(CASE_ACTS.filter(act => !needsReason({ kind: 'bad-print', amount_fen: 500 }, act))).toEqual([])
    // Where no money is in the case, what is paid was earned: as of a bad print.
    expect(CASE_ACTS.filter(act => needsReason({ kind, amount_fen: null }, act))).toEqual([
      ...paying,
      'book-loss',
      'close',
    ])
  })

  it('takes two people above the amount that one may give', () => {
    expect(whyFourEyes(5_000, 5_000)).toBeNull()
    expect(whyFourEyes(5_001, 5_000)).toBe('¥50.01 are at stake, and above ¥50.00 two people decide')
  })
})
