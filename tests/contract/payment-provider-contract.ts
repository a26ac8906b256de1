import { describe, expect, it } from 'vitest'
import type { Payments } from '../../server/payments/payments.ts'
import { unwrap } from '../../src/result.ts'

/** What may happen to one call on its way. */
export type CallTrouble =
  /** It never arrives, and nothing is heard. */
  | 'lost-request'
  /** It is carried out, and nothing is heard. */
  | 'lost-reply'
  /** It is carried out, and the answer comes when nobody waits any more. */
  | 'late-reply'
  /** It is not carried out, and the provider says that something of its own is wrong. */
  | 'server-error'
  /** The same, and it was carried out all the same. */
  | 'server-error-and-done'
  /** There are too many calls. */
  | 'too-many-calls'
  /** Somebody in between answers with a page of his own. */
  | 'page-in-between'
  /** An answer that cannot be read. */
  | 'malformed'
  /** An answer without end. */
  | 'oversize'
  /** An answer that is not surely the provider's. */
  | 'not-authentic'

export type ProviderCall = 'openCode' | 'query' | 'close' | 'refund' | 'queryRefund'

/** What a provider is like, as far as other sentences hold for it. */
export interface ProviderKind {
  /** Whether a number that was given no code is unknown there, or simply not paid. */
  readonly knowsNumbers: boolean
  /** Whether a refund is under way for a while; else it is done at once. */
  readonly refundsLater: boolean
  /** Whether a refund that could not be paid out can be sent elsewhere. */
  readonly sendsElsewhere: boolean
  readonly hasBills: boolean
  /** What may happen to its calls; nothing where it is no affair of a network. */
  readonly troubles: readonly CallTrouble[]
}

/** A provider that can be tested: one merchant of it, and the people and powers around it. */
export interface ProviderUnderTest {
  readonly payments: Payments
  /** A payer pays under the code that was shown: false when it is not taken. */
  pay(codeUrl: string, outTradeNo: string): Promise<boolean>
  /** What the merchant holds of a trade. */
  heldFen(outTradeNo: string): number
  /** Ends the refunds that are under way. */
  endRefunds(state: 'succeeded' | 'closed' | 'abnormal'): void
  /** The notice of a payment, as it comes over the network. */
  notice(outTradeNo: string): Promise<{ headers: Record<string, string>; body: Uint8Array }>
  /** Has the next call of that kind come to grief. */
  trouble(call: ProviderCall, what: CallTrouble): void
  /** Has the next signed answer about a payment, or about a refund, name a fen more; null where none can. */
  readonly misstate: ((about: 'query' | 'queryRefund') => void) | null
}

/** What may happen to a call, and whether it was carried out then. */
export const TROUBLES: Readonly<Record<CallTrouble, 'done' | 'not-done'>> = {
  'lost-request': 'not-done',
  'lost-reply': 'done',
  'late-reply': 'done',
  'server-error': 'not-done',
  'server-error-and-done': 'done',
  'too-many-calls': 'not-done',
  'page-in-between': 'not-done',
  malformed: 'done',
  oversize: 'done',
  'not-authentic': 'done',
}
const UNKNOWN = { ok: false, error: { kind: 'unknown', code: expect.any(String) } }
const SECOND = 1_000
let numbers = 0

/**
 * What the house relies on, of every provider: each test is a sentence of the port. `open` gives a provider of its own to the whole
 * suite; numbers are never used twice.
 */
export function describePaymentProvider(
  name: string,
  kind: ProviderKind,
  open: () => Promise<ProviderUnderTest>,
): void {
  const { knowsNumbers, refundsLater, sendsElsewhere, hasBills, troubles } = kind
  describe(`the payment provider ${name}`, () => {
    let under: Promise<ProviderUnderTest> | null = null
    const world = () => {
      under ??= open()
      return under
    }
    /** An order of 400 fen that nobody has heard of yet. */
    const order = (amountFen = 400) => {
      const outTradeNo = `yzCONTRACT${String(++numbers).padStart(8, '0')}`
      const expiresAt = new Date(Date.now() + 600 * SECOND)
      return { outTradeNo, description: '成绩单', amountFen, expiresAt, terminalId: 'terminal-1' }
    }
    const opened = async (amountFen?: number) => {
      const wish = order(amountFen)
      const { payments } = await world()
      return { wish, no: wish.outTradeNo, ...unwrap(await payments.openCode(wish)) }
    }
    const paid = async () => {
      const made = await opened()
      expect(await (await world()).pay(made.codeUrl, made.no)).toBe(true)
      return made
    }
    const refundOf = (outTradeNo: string, refundFen = 150, n = 1) => ({
      ...{ outTradeNo, outRefundNo: `${outTradeNo}-${n}`, refundFen, totalFen: 400, reason: '未出纸' },
    })
    it('shows a code that can be paid, once, and says so with its sum, number and time', async () => {
      const { payments, pay, heldFen } = await world()
      const { no, codeUrl } = await opened()
      expect(codeUrl).toMatch(/^[a-z]+:\/\/\S+$/)
      expect(unwrap(await payments.query(no))).toMatchObject({ outTradeNo: no, state: 'not-paid' })
      expect([await pay(codeUrl, no), await pay(codeUrl, no)]).toEqual([true, false])
      const trade = unwrap(await payments.query(no))
      expect(trade).toMatchObject({ outTradeNo: no, state: 'paid', totalFen: 400, transactionId: expect.any(String) })
      expect(heldFen(no)).toBe(400)
    })

    it('takes the same order again as the same, and pays it once', async () => {
      const { payments, pay, heldFen } = await world()
      const { wish, no } = await opened()
      const { codeUrl } = unwrap(await payments.openCode(wish))
      expect(await pay(codeUrl, no)).toBe(true)
      // Open or refused, and never a second payment.
      expect((await payments.openCode(wish)).ok && (await pay(codeUrl, no))).toBe(false)
      expect(heldFen(no)).toBe(400)
    })

    it('says of a number that was given no code that it is not known, or not paid', async () => {
      const { payments } = await world()
      const answer = await payments.query(order().outTradeNo)
      if (knowsNumbers) expect(answer).toMatchObject({ ok: false, error: { kind: 'not-found' } })
      else expect(unwrap(answer)).toMatchObject({ state: 'not-paid' })
    })

    it('closes for good: nothing can be paid any more, again and again', async () => {
      const { payments, pay } = await world()
      const { no, codeUrl, wish } = await opened()
      for (let time = 0; time < 2; time++) expect(await payments.close(no)).toEqual({ ok: true, value: 'closed' })
      expect(await pay(codeUrl, no)).toBe(false)
      expect(unwrap(await payments.query(no))).toMatchObject({ state: 'closed' })
      expect(await payments.openCode(wish)).toMatchObject({ ok: false, error: { kind: 'refused' } })
    })

    it('never says closed of what is paid', async () => {
      const { payments } = await world()
      const { no } = await paid()
      expect((await payments.close(no)).ok).toBe(false)
      expect(unwrap(await payments.query(no))).toMatchObject({ state: 'paid' })
    })

    it('pays a refund back once, however often it is sent under its number, and still calls the trade paid', async () => {
      const { payments, heldFen, endRefunds } = await world()
      const { no } = await paid()
      for (let time = 0; time < 3; time++)
        expect(unwrap(await payments.refund(refundOf(no)))).toMatchObject({ outRefundNo: `${no}-1`, refundFen: 150 })
      endRefunds('succeeded')
      expect(unwrap(await payments.queryRefund(`${no}-1`))).toMatchObject({
        ...{ outRefundNo: `${no}-1`, state: 'succeeded', refundFen: 150 },
      })
      expect(heldFen(no)).toBe(250)
      expect(unwrap(await payments.query(no))).toMatchObject({ state: 'paid', totalFen: 400 })
    })

    it.runIf(refundsLater)('says that a refund is accepted, and how it ended: given up, or with a person', async () => {
      const { payments, endRefunds, heldFen } = await world()
      for (const state of ['closed', 'abnormal'] as const) {
        const { no } = await paid()
        expect(unwrap(await payments.refund(refundOf(no)))).toMatchObject({ state: 'processing' })
        endRefunds(state)
        expect(unwrap(await payments.queryRefund(`${no}-1`))).toMatchObject({ state })
        if (state === 'closed') expect(heldFen(no)).toBe(400)
      }
    })

    it('does not know a refund that was never taken, and never pays back what was not paid', async () => {
      const { payments, heldFen } = await world()
      const { no } = await opened()
      expect(await payments.queryRefund(`${no}-1`)).toMatchObject({ ok: false, error: { kind: 'not-found' } })
      const refused = await payments.refund(refundOf(no))
      expect(refused.ok ? 'taken' : refused.error.kind).toMatch(/^(refused|not-found)$/)
      const trade = await paid()
      expect(await payments.refund(refundOf(trade.no, 401))).toMatchObject({ ok: false, error: { kind: 'refused' } })
      expect(heldFen(trade.no)).toBe(400)
    })

    it('takes another sum under a refund’s number for no other refund', async () => {
      const { payments, heldFen, endRefunds } = await world()
      const { no } = await paid()
      unwrap(await payments.refund(refundOf(no)))
      expect(await payments.refund(refundOf(no, 151))).toMatchObject({ ok: false })
      endRefunds('succeeded')
      expect(heldFen(no)).toBe(250)
    })

    it('tells of a payment by a notice that is believed as it is, and not with anything changed', async () => {
      const { payments, notice } = await world()
      const { no } = await paid()
      const { headers, body } = await notice(no)
      for (let time = 0; time < 2; time++)
        expect(unwrap(payments.readNotice(headers, body))).toMatchObject({
          kind: 'payment',
          transaction: { outTradeNo: no, state: 'paid', totalFen: 400 },
        })
      const text = new TextDecoder().decode(body)
      const changed = [text.replace(/\d(?=\D*$)/, digit => String((Number(digit) + 1) % 10)), '', '{', 'a=b']
      for (const one of changed.filter(said => said !== text))
        expect(payments.readNotice(headers, new TextEncoder().encode(one))).toMatchObject({
          ok: false,
          error: { kind: 'refused' },
        })
    })

    it.each(troubles)(
      'is asked again after %s: unknown is the word, and what it did is found by its number',
      async what => {
        const { payments, pay, heldFen, endRefunds, trouble } = await world()
        const wish = order()
        const no = wish.outTradeNo
        trouble('openCode', what)
        expect(await payments.openCode(wish)).toMatchObject(UNKNOWN)
        const { codeUrl } = unwrap(await payments.openCode(wish))
        trouble('query', what)
        expect(await payments.query(no)).toMatchObject(UNKNOWN)
        expect(await pay(codeUrl, no)).toBe(true)
        trouble('refund', what)
        expect(await payments.refund(refundOf(no))).toMatchObject(UNKNOWN)
        const known = await payments.queryRefund(`${no}-1`)
        expect(known.ok ? 'done' : known.error.kind).toBe(TROUBLES[what] === 'done' ? 'done' : 'not-found')
        unwrap(await payments.refund(refundOf(no)))
        trouble('queryRefund', what)
        expect(await payments.queryRefund(`${no}-1`)).toMatchObject(UNKNOWN)
        endRefunds('succeeded')
        expect(heldFen(no)).toBe(250)
        const other = await opened()
        trouble('close', what)
        expect(await payments.close(other.no)).toMatchObject(UNKNOWN)
        expect(await payments.close(other.no)).toEqual({ ok: true, value: 'closed' })
      },
    )

    it.runIf(sendsElsewhere)(
      'sends what could not be paid out elsewhere once, and says where it has come to',
      async () => {
        const { payments, endRefunds } = await world()
        const { abnormalRefunds } = payments
        if (!abnormalRefunds) throw new Error('it sends nothing elsewhere')
        expect(abnormalRefunds.banks.length).toBeGreaterThan(0)
        for (const { zh, en } of abnormalRefunds.banks)
          expect(abnormalRefunds.bankOf(zh)).toBe(abnormalRefunds.bankOf(en))
        expect(abnormalRefunds.bankOf('没有这家银行')).toBeNull()
        const bank = abnormalRefunds.bankOf(abnormalRefunds.banks[0]?.zh ?? '') ?? ''
        const card = { bank, number: '6214831759204636', holderName: '张三丰' }
        for (const to of [{ kind: 'merchant' }, { kind: 'payer-card', card }] as const) {
          const { no } = await paid()
          const wish = { outRefundNo: `${no}-1`, refundFen: 150, to }
          expect(await abnormalRefunds.sendElsewhere(wish)).toMatchObject({ ok: false, error: { kind: 'not-found' } })
          unwrap(await payments.refund(refundOf(no)))
          expect(unwrap(await abnormalRefunds.sendElsewhere(wish))).toMatchObject({ state: 'processing' })
          endRefunds('abnormal')
          for (let time = 0; time < 2; time++)
            expect(unwrap(await abnormalRefunds.sendElsewhere(wish))).toMatchObject({ state: 'processing' })
          endRefunds('succeeded')
          const ended = { state: 'succeeded', receivedBy: to.kind === 'merchant' ? 'merchant' : 'payer' }
          expect(unwrap(await payments.queryRefund(`${no}-1`))).toMatchObject(ended)
          expect(unwrap(await abnormalRefunds.sendElsewhere(wish))).toMatchObject(ended)
        }
      },
    )

    it.runIf(hasBills)(
      'says by name when its bills are ready, and that there is none of a day without trade',
      async () => {
        const { bills } = (await world()).payments
        if (!bills) throw new Error('it has no bills')
        expect(() => new Intl.DateTimeFormat('en', { timeZone: bills.timeZone })).not.toThrow()
        expect(bills.readyAt).toMatch(/^([01]\d|2[0-3]):[0-5]\d$/)
        const answer = await bills.ofDay('2001-01-01')
        expect(answer).toEqual({ ok: true, value: 'no-bill' })
      },
    )

    it('offers what it is said to offer, and nothing else', async () => {
      const { payments } = await world()
      expect([payments.abnormalRefunds !== undefined, payments.bills !== null]).toEqual([sendsElsewhere, hasBills])
    })

    it('hands another sum of a payment on as it was said, and calls one of a refund a matter of the amount', async () => {
      const { payments, misstate } = await world()
      const { no } = await paid()
      unwrap(await payments.refund(refundOf(no)))
      if (misstate === null) return expect(unwrap(await payments.query(no)).totalFen).toBe(400)
      misstate('query')
      expect(unwrap(await payments.query(no))).toMatchObject({ state: 'paid', totalFen: 401 })
      expect(unwrap(await payments.query(no)).totalFen).toBe(400)
      misstate('queryRefund')
      // Of a query nothing is known beforehand but the number: the sum is compared by whoever has asked.
      const said = await payments.queryRefund(`${no}-1`)
      expect(said.ok ? said.value.refundFen : said.error.about).toBe(said.ok ? 151 : 'amount')
    })
  })
}
