import { describe, expect, it } from 'vitest'
import { orderSchema } from '../contract/orders-api.ts'
import { fault } from '../fault.ts'
import { DEFAULT_DELAYS } from './delays.ts'
import { atPaying, atPreview, walk } from './fixture-walk.ts'
import { jobId, orderFor, READY, SETTINGS, visitorWith, WECHAT_PAY } from './fixtures.ts'
import { timersOf } from './timers.ts'

describe('money', () => {
  it('quotes free copies first and the rest at the tariff', () => {
    expect(atPreview(7).view.content).toMatchObject({ quote: { freeCopies: 5, paidCopies: 2, amountFen: 400 } })
  })

  it('says with what and to whom it is paid, and in the end with what it was', () => {
    const visit = atPaying()
    expect(visit.view.content).toMatchObject({ providerName: WECHAT_PAY.name, payeeName: SETTINGS.payeeName })
    const payment = { provider: 'campus-wallet', name: { zh: '校园钱包', en: 'Campus Wallet' }, payeeName: '后勤集团' }
    const wallet = atPreview(7).touch({ kind: 'confirm' })
    const job = wallet.last('open-order')!.jobId
    wallet.on({ kind: 'order-opened', order: { ...orderFor(job, 7, 5), payment } })
    expect(wallet.view.content).toMatchObject({ providerName: payment.name, payeeName: '后勤集团' })
    wallet.on({ kind: 'payment-settled', jobId: job })
    wallet.on({
      kind: 'printing-ended',
      jobId: job,
      sheetsDelivered: 14,
      copiesDelivered: 7,
      copiesUnclear: 0,
      fault: null,
    })
    expect(wallet.view.content).toMatchObject({ screen: 'finished', providerName: payment.name })
  })

  it('is paid all the same when nobody says with what: a ledger or a server of before', () => {
    const visit = atPreview(7).touch({ kind: 'confirm' })
    const job = visit.last('open-order')!.jobId
    visit.on({ kind: 'order-opened', order: { ...orderFor(job, 7, 5), payment: null } })
    expect(visit.view.content).toMatchObject({ screen: 'paying', providerName: null, payeeName: SETTINGS.payeeName })
    const { payment: _, ...before } = orderFor(job, 7, 5)
    expect(orderSchema.parse(before).payment).toBeNull()
  })

  it('prints once for a payment that is told twice', () => {
    const visit = atPaying()
    const job = visit.last('watch-payment')!.jobId
    visit.on({ kind: 'payment-settled', jobId: job }).on({ kind: 'payment-settled', jobId: job })
    expect(visit.count('print')).toBe(1)
  })

  it('prints when it turns out to be paid while the order is being closed', () => {
    const visit = atPaying().touch({ kind: 'back' })
    expect(visit.view.content).toMatchObject({ screen: 'paying', phase: 'closing', codeUrl: '' })
    visit.on({ kind: 'payment-settled', jobId: visit.last('close-order')!.jobId })
    expect(visit.view.content.screen).toBe('printing')
  })

  it('says that nothing was charged when the order is closed: the time to pay is over, or the server has closed it', () => {
    for (const visit of [atPaying().fire('pay'), atPaying()]) {
      visit.on({ kind: 'order-closed', jobId: visit.last('watch-payment')!.jobId })
      expect(visit.view.content).toMatchObject({
        screen: 'refused',
        fault: { code: 'payment-expired' },
        money: { kind: 'nothing-charged' },
        canGoBack: true,
      })
      expect(visit.touch({ kind: 'back' }).view).toMatchObject({ content: { screen: 'choosing', selected: 0 } })
    }
  })

  describe('whose visitor walks away', () => {
    it('asks after a minute without a touch, and from then on nothing of theirs can be reached', () => {
      const visit = atPaying()
      expect(timersOf(visit.session).idle?.delayMs).toBe(DEFAULT_DELAYS.idleMs)
      visit.fire('idle')
      expect(visit.view).toMatchObject({ asking: true, visitor: null, content: { screen: 'paying', canGoBack: false } })
      expect(visit.count('end-visit')).toBe(1)

      const passerBy = visit.touch({ kind: 'stay' })
      expect(passerBy.view).toMatchObject({ asking: false, content: { screen: 'paying', phase: 'showing-code' } })
      passerBy.touch({ kind: 'print-free-only' })
      expect(passerBy.view.content).toMatchObject({ screen: 'paying', phase: 'showing-code' })
      passerBy.touch({ kind: 'back' }).on({ kind: 'order-closed', jobId: passerBy.last('close-order')!.jobId })
      expect(passerBy.view.content.screen).toBe('attract')
      expect(passerBy.count('open-order')).toBe(1)
    })

    it('has the order closed when nobody answers, and prints what was paid until then', () => {
      const gone = () => atPaying().fire('idle').fire('ask')
      expect(gone().view).toMatchObject({ asking: false, content: { screen: 'paying', phase: 'closing', codeUrl: '' } })
      const closed = gone()
      closed.on({ kind: 'order-closed', jobId: closed.last('close-order')!.jobId })
      expect(closed.view.content.screen).toBe('attract')
      const paid = gone()
      paid.on({ kind: 'payment-settled', jobId: paid.last('close-order')!.jobId })
      expect(paid.view).toMatchObject({ visitor: null, content: { screen: 'printing' } })
    })

    it('gives one who is still paying more time by one touch, again and again, until the code itself ends', () => {
      const visit = atPaying()
      for (let times = 0; times < 3; times++) visit.fire('idle').touch({ kind: 'stay' })
      expect(visit.view.content).toMatchObject({ screen: 'paying', phase: 'showing-code' })
      visit.fire('idle').on({ kind: 'payment-settled', jobId: visit.last('watch-payment')!.jobId })
      expect(visit.view).toMatchObject({ asking: false, content: { screen: 'printing' } })
      expect(atPaying().fire('idle').fire('pay').view).toMatchObject({ asking: false, content: { phase: 'closing' } })
    })
  })

  it('is paid by the visitor who stays on the screen', () => {
    const visit = atPaying()
    const { visitor } = visit.view
    visit.on({ kind: 'payment-settled', jobId: visit.last('watch-payment')!.jobId })
    expect(visit.view).toMatchObject({ visitor: { name: visitor?.name }, content: { screen: 'printing' } })
  })

  it('leaves an order whose fate is unknown to the ledger and says so', () => {
    const visit = atPaying().touch({ kind: 'finish' })
    const job = visit.last('close-order')!.jobId
    visit.on({ kind: 'order-unclear', jobId: job })
    expect(visit.view.content).toMatchObject({
      screen: 'refused',
      money: { kind: 'being-checked', amountFen: 400, orderNumber: 'YZ204815' },
    })
    expect(visit.last('abandon-order')?.jobId).toBe(job)
  })

  it('asks about a payment that a break cut off, and goes on with whatever is the case', () => {
    const paying = atPaying().session.stage
    if (paying.kind !== 'paying') throw new Error('not paying')
    const { job, codeUrl } = paying
    const asking = () => walk().on({ kind: 'payment-recovering', job, withinMs: 180_000, language: 'en' })
    const closing = { screen: 'paying', phase: 'closing', codeUrl: '', orderNumber: job.orderNumber }
    expect(asking().view).toMatchObject({ language: 'en', content: closing })
    expect(timersOf(asking().session).answer?.delayMs).toBeGreaterThan(180_000)

    const unpaid = asking().on({ kind: 'paying-recovered', job, codeUrl, payWithinMs: 100_000, language: 'en' })
    expect(unpaid.view.content).toMatchObject({ screen: 'paying', phase: 'showing-code', codeUrl })
    expect(unpaid.last('watch-payment')?.jobId).toBe(job.jobId)

    const paid = asking().on({
      ...{ kind: 'printing-recovered', job, copiesDelivered: 0, sheetsDelivered: 0 },
      language: 'en',
    })
    expect(paid.view.content.screen).toBe('printing')
    expect(paid.count('print')).toBe(1)

    const over = asking().on({ kind: 'order-closed', jobId: job.jobId })
    expect(over.view.content).toMatchObject({ screen: 'refused', money: { kind: 'nothing-charged' } })

    for (const unclear of [asking().on({ kind: 'order-unclear', jobId: job.jobId }), asking().fire('answer')]) {
      expect(unclear.view.content).toMatchObject({
        screen: 'refused',
        money: { kind: 'being-checked', amountFen: 400 },
      })
      expect(unclear.last('abandon-order')?.jobId).toBe(job.jobId)
    }
    // Somebody else's job is none of it.
    const other = asking().on({
      ...{ kind: 'paying-recovered', job: { ...job, jobId: jobId(99) }, codeUrl, payWithinMs: 1, language: 'en' },
    })
    expect(other.last('abandon-order')?.jobId).toBe(jobId(99))
    expect(other.view.content).toMatchObject(closing)
  })

  it('prints the free copies only, as an order of its own', () => {
    const visit = atPaying().touch({ kind: 'print-free-only' })
    const first = visit.last('close-order')!.jobId
    visit.on({ kind: 'order-closed', jobId: first })
    const second = visit.last('open-order')!
    expect(second.jobId).not.toBe(first)
    expect(second.quote).toMatchObject({ copies: 5, amountFen: 0 })
  })

  it('shows the new amount when free copies were used elsewhere meanwhile', () => {
    const visit = atPreview(2).touch({ kind: 'confirm' })
    const job = visit.last('open-order')!.jobId
    visit.on({ kind: 'order-refused', jobId: job, fault: fault('quote-changed'), visitor: visitorWith(1) })
    expect(visit.view.content).toMatchObject({
      screen: 'previewing',
      fault: { code: 'quote-changed' },
      quote: { amountFen: 200 },
    })
  })

  it('orders nothing while the printer can not print', () => {
    const visit = atPreview(7)
    visit.on({ kind: 'readiness-changed', settings: SETTINGS, readiness: { ...READY, printer: fault('printer-jam') } })
    visit.touch({ kind: 'confirm' })
    expect(visit.count('open-order')).toBe(0)
    expect(visit.view.content).toMatchObject({
      screen: 'refused',
      fault: { code: 'printer-jam' },
      money: { kind: 'nothing-charged' },
    })
  })
})
