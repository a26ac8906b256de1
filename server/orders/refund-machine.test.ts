import { describe, expect, it } from 'vitest'
import { type RefundEvent, type RefundRow, stepRefund } from './refund-machine.ts'

const AT = new Date('2026-11-29T10:00:00Z')
const later = (minutes: number) => new Date(AT.getTime() + minutes * 60_000)
const DAY = 24 * 60

const refund = (changed: Partial<RefundRow> = {}): RefundRow =>
  ({
    ...{ state: 'due', refund_fen: 400, total_fen: 800, out_refund_no: '261129-7KQ4MXA-r-1', tries: 3, closings: 0 },
    ...{
      refusal_code: null,
      refusals: 0,
      refused_since: null,
      doubt: null,
      doubt_about: null,
      paid_beside_fen: null,
      next_try_at: AT,
    },
    ...changed,
  }) as RefundRow
const said = (state: Extract<RefundEvent, { kind: 'said' }>['state'], refundFen = 400): RefundEvent => ({
  ...{ kind: 'said', state, refundFen, isAnswer: true },
})
const refused = (code: string, isShort = false): RefundEvent => ({ kind: 'refused', code, isShort })
const ACCEPTED = { refusal_code: null, refusals: 0, refused_since: null, doubt: null, doubt_about: null }
const ALL = ['refund-refused', 'refund-abnormal', 'refund-slow', 'amount-differs']
const NOTHING = { event: null, opens: null, settles: [], ends: null, returns: null }
const TROUBLED = { refusal_code: 'FREQUENCY', refusals: 4, refused_since: AT, doubt: 'paid 801 fen' }

describe('a refund', () => {
  it('is taken on, and then done', () => {
    expect(stepRefund(refund(TROUBLED), said('processing'), AT)).toEqual({
      ...NOTHING,
      changes: { ...ACCEPTED, state: 'accepted', accepted_at: AT },
      event: 'refund-processing',
      settles: ['amount-differs'],
    })
    expect(stepRefund(refund(), said('processing'), AT)).toMatchObject({ settles: [] })
    for (const state of ['due', 'accepted', 'needs-hand'] as const)
      expect(stepRefund(refund({ ...TROUBLED, state }), said('succeeded'), AT)).toEqual({
        ...{ event: 'refund-succeeded', opens: null, settles: ALL, ends: 'succeeded', returns: null },
        changes: { ...ACCEPTED, state: 'succeeded', next_try_at: null, succeeded_at: AT },
      })
  })

  it.each<[string, RefundRow, RefundEvent]>([
    ['is done', refund({ state: 'succeeded' }), said('closed')],
    ['was taken on before, and is still under way', refund({ state: 'accepted' }), said('processing')],
    ['is with people, and still abnormal', refund({ state: 'needs-hand' }), said('abnormal')],
    ['is with people, and told as under way', refund({ state: 'needs-hand' }), said('processing')],
    ['is of a payment that fits, as it always did', refund(), { kind: 'payment-fits' }],
    ['has the total already', refund(), { kind: 'total-corrected', totalFen: 800 }],
    ['is more than the total that is named now', refund(), { kind: 'total-corrected', totalFen: 399 }],
    ['was paid by hand, and is under way', refund({ state: 'paid-by-hand' }), said('processing')],
    ['was paid twice, as is known', refund({ state: 'paid-by-hand', paid_beside_fen: 400 }), said('succeeded')],
    ['was written off, and is refused', refund({ state: 'written-off' }), refused('FREQUENCY')],
    ['was written off, and is to be tried again', refund({ state: 'written-off' }), { kind: 'retry-asked' }],
  ])('that %s: nothing changes', (_, row, event) => {
    expect(stepRefund(row, event, AT)).toBeNull()
  })

  it('that people have ended and the provider has paid as well is for people, once', () => {
    for (const state of ['paid-by-hand', 'written-off'] as const)
      expect(stepRefund(refund({ state }), said('succeeded'), AT)).toEqual({
        ...{ event: 'refund-paid-twice', opens: 'refund-differs', settles: [], ends: null, returns: null },
        changes: { paid_beside_fen: 400 },
      })
  })

  it('that fits after all lets go of its doubt', () => {
    const row = refund({ state: 'accepted', doubt: 'paid 801 fen' })
    expect(stepRefund(row, said('processing'), AT)).toEqual({
      ...NOTHING,
      changes: ACCEPTED,
      settles: ['amount-differs'],
    })
    expect(stepRefund(row, { kind: 'payment-fits' }, AT)).toEqual({
      ...NOTHING,
      changes: { doubt: null, doubt_about: null },
      settles: ['amount-differs'],
    })
  })

  it('that is abnormal is with people, and asked about once a day', () => {
    expect(stepRefund(refund({ ...TROUBLED, state: 'accepted' }), said('abnormal'), AT)).toEqual({
      ...{
        event: 'refund-abnormal',
        opens: 'refund-abnormal',
        settles: ['refund-refused', 'refund-slow', 'amount-differs'],
        ends: null,
        returns: null,
      },
      changes: { ...ACCEPTED, state: 'needs-hand', next_try_at: later(DAY) },
    })
    expect(stepRefund(refund(), said('abnormal'), AT)).toMatchObject({
      settles: ['refund-refused', 'refund-slow'],
    })
  })

  it('whose number was given up begins anew under the next one: in half an hour, the second time in a day and with people', () => {
    const anew = { state: 'due', tries: 0, accepted_at: null, slow_told_at: null }
    const changes = { ...ACCEPTED, ...anew, closings: 1, next_try_at: later(30) }
    expect(stepRefund(refund(TROUBLED), said('closed'), AT)).toEqual({
      ...{
        event: 'refund-closed',
        opens: null,
        settles: ['refund-abnormal', 'refund-slow', 'amount-differs'],
        ends: null,
        returns: null,
      },
      changes: { ...changes, out_refund_no: '261129-7KQ4MXA-r-2' },
    })
    const second = refund({ closings: 1, out_refund_no: '261129-7KQ4MXA-r-9' })
    expect(stepRefund(second, said('closed'), AT)).toEqual({
      ...{
        event: 'refund-closed',
        opens: 'refund-refused',
        settles: ['refund-abnormal', 'refund-slow'],
        ends: null,
        returns: null,
      },
      changes: { ...changes, closings: 2, next_try_at: later(DAY), out_refund_no: '261129-7KQ4MXA-r-10' },
    })
  })

  it('is tried again at once when a person wants it', () => {
    expect(stepRefund(refund(TROUBLED), { kind: 'retry-asked' }, AT)).toEqual({
      ...NOTHING,
      changes: { refusal_code: null, refusals: 0, refused_since: null, next_try_at: AT },
    })
  })

  it('whose second try is taken back waits for an hour, as what is with people does', () => {
    expect(stepRefund(refund(TROUBLED), { kind: 'retry-taken-back' }, AT)).toEqual({
      ...NOTHING,
      changes: { next_try_at: later(60) },
    })
  })

  it.each(['paid-by-hand', 'written-off'] as const)('ends by a person’s word: %s', kind => {
    expect(stepRefund(refund(TROUBLED), { kind, by: '王芳', because: 'B-77' }, AT)).toEqual({
      ...{ event: `refund-${kind}`, opens: null, settles: ALL, ends: kind, returns: null },
      changes: { state: kind, next_try_at: null, ended_by: '王芳', ended_because: 'B-77' },
    })
  })

  it('takes the total that was confirmed', () => {
    for (const totalFen of [400, 801])
      expect(stepRefund(refund({ doubt: 'paid 801 fen' }), { kind: 'total-corrected', totalFen }, AT)).toEqual({
        ...{ event: 'refund-total-corrected', opens: null, settles: ['amount-differs'], ends: null, returns: null },
        changes: { total_fen: totalFen, doubt: null, doubt_about: null },
      })
  })
})

describe('a refund of which another amount is named', () => {
  it.each<[NonNullable<RefundRow['doubt_about']>, RefundEvent, string]>([
    ['refund', said('succeeded', 401), '401 fen'],
    ['refund', { kind: 'answer-differs', about: 'refund', said: 'IN_ANOTHER_CURRENCY' }, 'IN_ANOTHER_CURRENCY'],
    ['payment', { kind: 'answer-differs', about: 'payment', said: 'paid 801 fen' }, 'paid 801 fen'],
  ])('of the %s is not booked, asked about in a minute, and shown to people', (about, event, doubt) => {
    expect(stepRefund(refund(), event, AT)).toEqual({
      ...{ event: 'refund-amount-doubted', opens: 'amount-differs', settles: [], ends: null, returns: null },
      changes: { doubt, doubt_about: about, next_try_at: later(1) },
    })
  })

  it('is written down once, and asked about no sooner for it', () => {
    expect(stepRefund(refund({ doubt: '401 fen' }), said('succeeded', 401), AT)).toEqual({
      ...{ event: null, opens: 'amount-differs', settles: [], ends: null, returns: null },
      changes: { doubt: '401 fen', doubt_about: 'refund' },
    })
    expect(stepRefund(refund({ state: 'needs-hand' }), said('succeeded', 401), AT)).toMatchObject({
      event: 'refund-amount-doubted',
      changes: { doubt: '401 fen', doubt_about: 'refund' },
    })
    const withPeople = stepRefund(refund({ state: 'needs-hand' }), said('succeeded', 401), AT)
    expect(withPeople?.changes).not.toHaveProperty('next_try_at')
  })
})

describe('a refund that is refused', () => {
  const since = (minutes: number) => new Date(AT.getTime() - minutes * 60_000)

  it('is written down the first time, and tried again as usual', () => {
    expect(stepRefund(refund(), refused('FREQUENCY'), AT)).toEqual({
      ...NOTHING,
      changes: { refusal_code: 'FREQUENCY', refusals: 1, refused_since: AT },
      event: 'refund-refused',
    })
  })

  const afterRefusals = (refusals: number, minutes: number, code = 'FREQUENCY') =>
    stepRefund(refund({ refusal_code: code, refusals, refused_since: since(minutes) }), refused('FREQUENCY'), AT)

  it.each([
    ['the second time, however long after', 1, 60, null],
    ['the third time, too soon', 2, 4.99, null],
    ['the third time, over five minutes', 2, 5, 'refund-refused'],
    ['the tenth time', 9, 60, 'refund-refused'],
  ] as const)('%s', (_, before, minutes, opens) => {
    const step = afterRefusals(before, minutes)
    expect(step).toMatchObject({
      ...{ event: null, opens, settles: [], ends: null, returns: null },
      changes: { refusal_code: 'FREQUENCY', refusals: before + 1, refused_since: since(minutes) },
    })
    if (opens === null) expect(step?.changes).not.toHaveProperty('next_try_at')
    else expect(step?.changes.next_try_at).toEqual(later(60))
  })

  it('for another reason is counted anew', () => {
    expect(afterRefusals(9, 60, 'INVALID_REQUEST')).toEqual({
      ...NOTHING,
      changes: { refusal_code: 'FREQUENCY', refusals: 1, refused_since: AT },
      event: 'refund-refused',
    })
  })

  it('for a day is with people, and tried again once a day', () => {
    expect(afterRefusals(30, DAY)?.changes.next_try_at).toEqual(later(DAY))
    expect(afterRefusals(30, DAY - 1)?.changes.next_try_at).toEqual(later(60))
  })

  it('because the merchant has too little is with people at once', () => {
    expect(stepRefund(refund(), refused('NOT_ENOUGH', true), AT)).toEqual({
      ...{ event: 'refund-refused', opens: 'refund-refused', settles: [], ends: null, returns: null },
      changes: { refusal_code: 'NOT_ENOUGH', refusals: 1, refused_since: AT, next_try_at: later(60) },
    })
    const again = refund({ refusal_code: 'NOT_ENOUGH', refusals: 1, refused_since: null })
    expect(stepRefund(again, refused('NOT_ENOUGH', true), AT)).toMatchObject({
      ...{ event: null, opens: 'refund-refused' },
      changes: { refusals: 2, refused_since: AT },
    })
  })
})

describe('a refund that could not be paid out', () => {
  const elsewhere = { by: '王芳', because: 'B-77' }
  const abnormal = (more: Partial<RefundRow> = {}) =>
    refund({ state: 'needs-hand', redirected_to: null, redirected_at: null, returned_at: null, ...more })
  const sent = (to: 'payer-card' | 'merchant', more: Partial<RefundRow> = {}) =>
    abnormal({ redirected_to: to, redirected_at: AT, ...more })
  const through = (receivedBy?: 'payer' | 'merchant'): RefundEvent => ({
    ...{ kind: 'said', state: 'succeeded', refundFen: 400, isAnswer: true },
    receivedBy,
  })
  const NOT_SENT = { redirected_to: null, redirected_at: null }

  it('is sent elsewhere by a person, is under way then, and is through', () => {
    const asked = stepRefund(abnormal(), { kind: 'redirect-asked', to: 'payer-card', ...elsewhere }, AT)
    expect(asked).toEqual({
      ...{ ...NOTHING, event: 'refund-redirected' },
      changes: { redirected_to: 'payer-card', redirected_at: AT, next_try_at: AT },
    })
    expect(stepRefund(sent('payer-card'), said('processing'), AT)).toEqual({
      ...{ ...NOTHING, event: 'refund-processing' },
      changes: { ...ACCEPTED, state: 'accepted', accepted_at: AT, slow_told_at: null, next_try_at: later(1) },
    })
    for (const receivedBy of ['payer', undefined] as const)
      expect(stepRefund(sent('payer-card', { state: 'accepted' }), through(receivedBy), AT)).toMatchObject({
        changes: { state: 'succeeded' },
        ...{ event: 'refund-succeeded', ends: 'succeeded', returns: null },
      })
  })

  it.each<[string, RefundRow]>([
    ['is due', refund()],
    ['is under way', refund({ state: 'accepted' })],
    ['is on its way elsewhere', sent('merchant')],
    ['has come back', abnormal({ returned_at: AT })],
    ['was paid by hand', refund({ state: 'paid-by-hand' })],
  ])('and is not with people is sent nowhere: it %s', (_, row) => {
    expect(stepRefund(row, { kind: 'redirect-asked', to: 'merchant', ...elsewhere }, AT)).toBeNull()
  })

  it('and was refused elsewhere, or is abnormal there too, is with people again', () => {
    expect(stepRefund(sent('payer-card'), { kind: 'redirect-refused', code: 'PARAM_ERROR' }, AT)).toEqual({
      ...{ ...NOTHING, event: 'refund-redirect-refused', opens: 'refund-abnormal' },
      changes: { ...NOT_SENT, next_try_at: later(DAY) },
    })
    expect(stepRefund(abnormal(), { kind: 'redirect-refused', code: 'PARAM_ERROR' }, AT)).toBeNull()
    expect(stepRefund(sent('payer-card', { state: 'accepted' }), said('abnormal'), AT)).toMatchObject({
      changes: { ...NOT_SENT, state: 'needs-hand', next_try_at: later(DAY) },
      opens: 'refund-abnormal',
    })
    expect(stepRefund(sent('payer-card', { state: 'accepted' }), said('closed'), AT)).toMatchObject({
      changes: { ...NOT_SENT, state: 'due' },
    })
    expect(stepRefund(sent('payer-card'), { kind: 'redirect-taken-back' }, AT)).toEqual({
      ...NOTHING,
      changes: { ...NOT_SENT, next_try_at: later(DAY) },
    })
  })

  it('and is under way elsewhere takes no late notice of before for an answer: it is asked at once', () => {
    const late = { kind: 'said', state: 'abnormal', refundFen: 400, isAnswer: false } as const
    expect(stepRefund(sent('payer-card', { state: 'accepted' }), late, AT)).toEqual({
      ...NOTHING,
      changes: { next_try_at: AT },
    })
  })

  it.each<[string, RefundRow, 'payer' | 'merchant' | undefined]>([
    ['settled at the console', refund({ state: 'accepted', returned_at: null }), 'merchant'],
    ['abnormal, and settled at the console', abnormal(), 'merchant'],
    ['sent back by a person, as is said', sent('merchant', { state: 'accepted' }), 'merchant'],
    ['sent back by a person, and nobody says where it is', sent('merchant', { state: 'accepted' }), undefined],
    ['sent back by a person, and another account is named', sent('merchant', { state: 'accepted' }), 'payer'],
    ['sent to a card, and come to the university', sent('payer-card', { state: 'accepted' }), 'merchant'],
  ])('and is with the university is owed on, and a person pays it: %s', (_, row, receivedBy) => {
    expect(stepRefund(row, through(receivedBy), AT)).toEqual({
      ...{ event: 'refund-returned', opens: 'refund-returned', settles: ALL, ends: null, returns: 'from-provider' },
      changes: { ...ACCEPTED, state: 'needs-hand', returned_at: AT, next_try_at: null },
    })
  })

  it('and had been called paid is owed again when its money turns out to be with the university', () => {
    const row = refund({ state: 'succeeded', returned_at: null })
    expect(stepRefund(row, through('merchant'), AT)).toEqual({
      ...{ event: 'refund-returned', opens: 'refund-returned', settles: [], ends: null, returns: 'from-paid' },
      changes: { state: 'needs-hand', returned_at: AT, next_try_at: null, succeeded_at: null },
    })
    expect(stepRefund(row, through('payer'), AT)).toBeNull()
  })

  it.each(['paid-by-hand', 'written-off'] as const)(
    'and has come back after a person ended it is paid once: %s',
    state => {
      expect(stepRefund(refund({ state, returned_at: null }), through('merchant'), AT)).toEqual({
        ...{ event: 'refund-returned', opens: null, settles: [], ends: null, returns: 'from-provider' },
        changes: { returned_at: AT, next_try_at: null },
      })
      expect(stepRefund(refund({ state, returned_at: AT }), through('payer'), AT)).toBeNull()
    },
  )

  it.each<[string, RefundEvent]>([
    ['is called so again', through('merchant')],
    ['is through, wherever', through()],
    ['is under way', said('processing')],
    ['is abnormal', said('abnormal')],
    ['is given up', said('closed')],
    ['is refused', refused('FREQUENCY')],
    ['is to be tried again', { kind: 'retry-asked' }],
    ['names another amount', said('succeeded', 401)],
  ])('and has come back hears nothing of the provider any more: it %s', (_, event) => {
    expect(stepRefund(abnormal({ returned_at: AT }), event, AT)).toBeNull()
  })

  it('and has come back shows people that the provider names the payer as well, once', () => {
    expect(stepRefund(abnormal({ returned_at: AT }), through('payer'), AT)).toEqual({
      ...{ ...NOTHING, opens: 'refund-returned' },
      changes: { doubt: 'payer', doubt_about: 'refund' },
    })
    expect(stepRefund(abnormal({ returned_at: AT, doubt: 'payer' }), through('payer'), AT)).toBeNull()
  })

  it('and has come back ends by a person’s word, and its case with it', () => {
    const paid = { kind: 'paid-by-hand', by: '王芳', because: 'B-77' } as const
    expect(stepRefund(abnormal({ returned_at: AT }), paid, AT)).toMatchObject({
      settles: [...ALL, 'refund-returned'],
      ends: 'paid-by-hand',
    })
  })
})
