import { describe, expect, it } from 'vitest'
import type { KioskCommand } from '../contract/kiosk-command.ts'
import { type Fault, fault } from '../fault.ts'
import { DEFAULT_DELAYS } from './delays.ts'
import type { SessionEvent } from './event.ts'
import { atChoice, atPaying, atPreview, atPrinting, type Walk, walk } from './fixture-walk.ts'
import { CARD, DOCUMENT, jobId, orderFor, READY, SETTINGS, VISITOR, visitorWith } from './fixtures.ts'
import { isSetBackByTouch, timersOf } from './timers.ts'
import { viewOf } from './view.ts'

const identifying = () => walk().on({ kind: 'card-tapped', uid: CARD })
const refused = () => {
  const visit = identifying()
  const { request } = visit.last('look-up-identity')!
  return visit.on({ kind: 'identity-refused', request, fault: fault('person-without-records') })
}
const preparing = () => atChoice().touch({ kind: 'select-offer', index: 0 }).touch({ kind: 'preview' })
const ordering = () => atPreview(7).touch({ kind: 'confirm' })
const jobOf = (visit: Walk) => visit.last('open-order')!.jobId
const finished = (copiesDelivered = 2, why: Fault | null = null) => {
  const visit = atPrinting(2)
  return visit.on({
    ...{ kind: 'printing-ended', jobId: jobOf(visit), sheetsDelivered: 2 * copiesDelivered, copiesDelivered },
    ...{ copiesUnclear: 0, fault: why },
  })
}
const SETTLEMENT = {
  ...{ copiesDelivered: 2, copiesUnclear: 0, copiesGivenBack: 0, quotaGivenBack: 0 },
  ...{ refundFen: 0, chargedFen: 0, heldFen: 0, freeCopiesLeft: 3 },
}
const settled = () => {
  const visit = finished()
  return visit.on({ kind: 'outcome-recorded', jobId: jobOf(visit), settlement: SETTLEMENT })
}
const stalled = () => {
  const visit = atPrinting(2)
  const JAM = fault('printer-jam')
  return visit.on({ ...{ kind: 'printing-progressed', jobId: jobOf(visit) }, ...sheets(1, 0), stalled: JAM })
}
const sheets = (sheetsDelivered: number, copiesDelivered: number) => ({ sheetsDelivered, copiesDelivered })
const screenOf = (visit: Walk) => visit.view.content.screen
const STAGES = { identifying, refused, choosing: atChoice, preparing, previewing: atPreview, paying: atPaying, settled }

describe('what another order is told changes nothing', () => {
  const other = jobId(99)
  it.each<[string, () => Walk, SessionEvent]>([
    ['paid', atPaying, { kind: 'payment-settled', jobId: other }],
    ['closed', atPaying, { kind: 'order-closed', jobId: other }],
    ['unclear', atPaying, { kind: 'order-unclear', jobId: other }],
    ['refused', ordering, { kind: 'order-refused', jobId: other, fault: fault('server-slow'), visitor: null }],
    ['on its way', atPrinting, { kind: 'printing-progressed', jobId: other, ...sheets(2, 1), stalled: null }],
    ['printed', atPrinting, { kind: 'printing-ended', jobId: other, ...sheets(2, 1), copiesUnclear: 0, fault: null }],
    ['settled', finished, { kind: 'outcome-recorded', jobId: other, settlement: SETTLEMENT }],
    ['on a slip', settled, { kind: 'receipt-printed', jobId: other }],
  ])('%s', (_, begin, event) => {
    const visit = begin()
    const before = visit.view
    const effects = visit.effects.length
    expect(visit.on(event).view).toEqual(before)
    expect(visit.effects).toHaveLength(effects)
  })

  it('an answer to an earlier question neither', () => {
    const visit = identifying()
    const { request } = visit.last('look-up-identity')!
    visit.on({ kind: 'identity-confirmed', request: request + 1, visitor: VISITOR })
    expect(screenOf(visit)).toBe('identifying')
    expect(visit.last('end-visit')?.visitId).toBe(VISITOR.visitId)
    visit.on({ kind: 'identity-refused', request: request + 1, fault: fault('person-without-records') })
    expect(screenOf(visit)).toBe('identifying')
    const drawn = preparing()
    const asked = drawn.last('prepare-document')!.request
    drawn.on({ kind: 'document-checked', request: asked + 1, document: DOCUMENT })
    drawn.on({ kind: 'document-refused', request: asked + 1, fault: fault('server-slow') })
    expect(screenOf(drawn)).toBe('preparing')
  })

  it('an order that is opened for nobody is undone', () => {
    const visit = ordering().on({ kind: 'order-opened', order: orderFor(other, 7, 5) })
    expect(visit.last('abandon-order')?.jobId).toBe(other)
    expect(visit.view.content).toMatchObject({ screen: 'previewing', busy: true })
  })
})

describe('a way out', () => {
  it.each(['identifying', 'refused', 'choosing', 'preparing', 'previewing', 'settled'] as const)(
    'leads from %s to a free screen, on which nothing is left',
    name => {
      const visit = STAGES[name]().touch({ kind: 'finish' })
      expect(visit.view).toMatchObject({ visitor: null, content: { screen: 'attract', started: false, fault: null } })
      expect(visit.count('wipe')).toBe(1)
      expect(visit.count('end-visit')).toBe(['identifying', 'refused'].includes(name) ? 0 : 1)
    },
  )

  it.each([
    ['identifying', identifying, 'attract'],
    ['choosing', atChoice, 'attract'],
    ['preparing', preparing, 'choosing'],
    ['previewing', atPreview, 'choosing'],
    ['refused', refused, 'attract'],
    ['settled', settled, 'finished'],
  ] as const)('back leads from %s to where one came from', (_, begin, screen) => {
    expect(screenOf(begin().touch({ kind: 'back' }))).toBe(screen)
  })

  it('leads from payment home when the order is closed, and back to the preview', () => {
    const left = atPaying().touch({ kind: 'finish' })
    expect(screenOf(left.on({ kind: 'order-closed', jobId: jobOf(left) }))).toBe('attract')
    expect(left.last('end-visit')?.visitId).toBe(VISITOR.visitId)
    const back = atPaying().touch({ kind: 'back' })
    back.on({ kind: 'order-closed', jobId: jobOf(back) })
    expect(back.view.content).toMatchObject({ screen: 'previewing', busy: false, quote: { copies: 7 } })
  })

  it.each<KioskCommand>([{ kind: 'back' }, { kind: 'finish' }, { kind: 'print-free-only' }])(
    'is taken once: $kind changes nothing more while an order is being closed',
    command => {
      const visit = atPaying().touch({ kind: 'finish' }).touch(command)
      expect(visit.count('close-order')).toBe(1)
      visit.on({ kind: 'order-closed', jobId: jobOf(visit) })
      expect(screenOf(visit)).toBe('attract')
    },
  )

  it('leads from a payment that was picked up after a break home, and to no preview', () => {
    const { stage } = atPaying().session
    if (stage.kind !== 'paying') throw new Error('not paying')
    const { job, codeUrl } = stage
    const picked = () => walk().on({ kind: 'paying-recovered', job, codeUrl, payWithinMs: 60_000, language: 'en' })
    expect(screenOf(picked().touch({ kind: 'print-free-only' }))).toBe('paying')
    expect(picked().touch({ kind: 'print-free-only' }).count('close-order')).toBe(0)
    const back = picked().touch({ kind: 'back' })
    expect(back.count('close-order')).toBe(1)
    expect(screenOf(back.on({ kind: 'order-closed', jobId: job.jobId }))).toBe('attract')
    const over = picked().fire('pay').on({ kind: 'order-closed', jobId: job.jobId })
    expect(over.view.content).toMatchObject({ screen: 'refused', canGoBack: false, fault: { code: 'payment-expired' } })
  })

  it('offers the free copies only where some are free', () => {
    const visit = atPreview(2).on({ kind: 'readiness-changed', readiness: READY, settings: SETTINGS })
    const none = visit.touch({ kind: 'confirm' })
    none.on({ kind: 'order-opened', order: orderFor(jobOf(none), 2, 0) }).touch({ kind: 'print-free-only' })
    expect(none.count('close-order')).toBe(0)
  })
})

describe('who is asked for', () => {
  it('by an ID card, which has to lie still until it is read', () => {
    const visit = walk().on({ kind: 'id-card-found' })
    expect(visit.view.content).toEqual({ screen: 'identifying', means: 'id-card' })
    expect(visit.count('look-up-identity')).toBe(0)
    visit.on({ kind: 'id-card-read', card: { idNumber: '11010519491231002X', name: '张明' } as never })
    expect(visit.last('look-up-identity')?.means).toEqual({
      ...{ kind: 'id-card', idNumber: '11010519491231002X', name: '张明' },
    })
    // A second card, while the first person is looked up, is nobody's.
    visit.on({ kind: 'id-card-unreadable' })
    expect(screenOf(visit)).toBe('identifying')
    visit.on({ kind: 'id-card-read', card: { idNumber: '0', name: '王方' } as never })
    expect(visit.count('look-up-identity')).toBe(1)
  })

  it('says what was in the way: the card or the server', () => {
    expect(walk().on({ kind: 'id-card-found' }).fire('answer').view.content).toMatchObject({
      ...{ screen: 'refused', fault: { code: 'id-card-unreadable' }, money: { kind: 'nothing-charged' } },
    })
    expect(identifying().fire('answer').view.content).toMatchObject({
      screen: 'refused',
      fault: { code: 'server-slow' },
    })
    expect(walk().on({ kind: 'id-card-found' }).on({ kind: 'id-card-unreadable' }).view.content).toMatchObject({
      ...{ screen: 'attract', started: false, fault: { code: 'id-card-unreadable' } },
    })
    expect(walk().on({ kind: 'card-unreadable' }).view.content).toMatchObject({ started: false })
  })

  it('begins with a touch, and falls back when nobody comes', () => {
    const visit = walk().on({ kind: 'card-unreadable' }).touch({ kind: 'start' })
    expect(visit.view.content).toMatchObject({ screen: 'attract', started: true, fault: null })
    expect(visit.fire('notice').view.content).toMatchObject({ started: false })
    expect(walk().touch({ kind: 'start' }).touch({ kind: 'finish' }).view.content).toMatchObject({ started: false })
  })

  it('speaks the language of the house again, at its usual size, when whoever changed that has gone', () => {
    const changed = [
      { kind: 'set-language', language: 'en' },
      { kind: 'set-aids', aids: { largeText: true, highContrast: false, lowReach: false } },
    ] as const
    for (const command of changed) {
      const visit = walk().touch(command)
      expect(timersOf(visit.session).notice?.delayMs).toBeGreaterThanOrEqual(60_000)
      expect(visit.fire('notice').view).toEqual(walk().view)
      // A card before that is of whoever has changed it.
      const here = walk().touch(command).on({ kind: 'card-tapped', uid: CARD }).view
      expect([here.language, here.aids]).not.toEqual([walk().view.language, walk().view.aids])
      const jammed = walk().on({
        kind: 'readiness-changed',
        settings: SETTINGS,
        readiness: { ...READY, printer: fault('printer-jam') },
      })
      const { view } = jammed
      expect(jammed.touch(command).fire('notice').view).toEqual(view)
    }
    expect(timersOf(walk().session)).toEqual({})
  })

  it('is the next one in the queue as soon as a visit is over, and at no other moment', () => {
    const idCard = { idNumber: '11010519491231002X', name: '张明' } as never
    for (const card of [
      { kind: 'card-tapped', uid: CARD },
      { kind: 'id-card-found' },
      { kind: 'id-card-read', card: idCard },
    ] as const) {
      const next = settled().on(card)
      expect(screenOf(next)).toBe('identifying')
      expect(next.count('wipe')).toBe(1)
      expect(next.count('end-visit')).toBe(1)
      for (const begin of [atChoice, preparing, atPreview, ordering, atPaying, atPrinting])
        expect(screenOf(begin().on(card))).toBe(screenOf(begin()))
    }
    const jammed = settled().on({
      ...{ kind: 'readiness-changed', settings: SETTINGS, readiness: { ...READY, printer: fault('printer-jam') } },
    })
    expect(screenOf(jammed.on({ kind: 'card-tapped', uid: CARD }))).toBe('finished')
  })

  it('is let in after a refusal only where nobody is known', () => {
    const known = preparing().fire('answer')
    expect(known.view.content).toMatchObject({ screen: 'refused', canGoBack: true, fault: { code: 'server-slow' } })
    expect(screenOf(known.on({ kind: 'card-tapped', uid: CARD }))).toBe('refused')
    expect(known.touch({ kind: 'back' }).view.content).toMatchObject({ screen: 'choosing', selected: 0, copies: 1 })
    expect(screenOf(refused().fire('leave'))).toBe('attract')
  })
})

describe('what is chosen', () => {
  it('is priced, and can be changed until it is ordered', () => {
    const visit = atChoice()
    expect(visit.view.content).toMatchObject({ selected: null, copies: 1, quote: null })
    visit.touch({ kind: 'set-copies', copies: 7 })
    expect(visit.view.content).toMatchObject({ selected: null, copies: 7, quote: null })
    visit.touch({ kind: 'select-offer', index: 1 })
    expect(visit.view.content).toMatchObject({ selected: 1, copies: 7, quote: { paidCopies: 2, amountFen: 1_000 } })
    visit.touch({ kind: 'set-copies', copies: 0 })
    expect(visit.view.content).toMatchObject({ copies: 1 })
    visit.touch({ kind: 'set-copies', copies: 99 })
    expect(visit.view.content).toMatchObject({ copies: SETTINGS.maxCopies, maxCopies: SETTINGS.maxCopies })
    expect(atChoice().touch({ kind: 'select-offer', index: 9 }).view.content).toMatchObject({ selected: null })
    const preview = atPreview(2).touch({ kind: 'set-copies', copies: 3 })
    expect(preview.view.content).toMatchObject({ screen: 'previewing', quote: { copies: 3 } })
    const busy = preview.touch({ kind: 'confirm' }).touch({ kind: 'set-copies', copies: 5 }).touch({ kind: 'back' })
    expect(busy.touch({ kind: 'confirm' }).count('open-order')).toBe(1)
    expect(busy.view.content).toMatchObject({ screen: 'previewing', busy: true, quote: { copies: 3 } })
  })

  it('is asked for by its kind and edition, for this visit', () => {
    const visit = atChoice().touch({ kind: 'select-offer', index: 1 }).touch({ kind: 'preview' })
    expect(visit.last('prepare-document')).toMatchObject({
      ...{ visitId: VISITOR.visitId, documentKind: 'transcript', edition: 'en' },
    })
    expect(visit.view.content).toEqual({ screen: 'preparing', title: VISITOR.offers[1]!.title, canGoBack: true })
    const { request } = visit.last('prepare-document')!
    visit.on({ kind: 'document-refused', request, fault: fault('server-slow') })
    expect(visit.view.content).toMatchObject({ screen: 'refused', canGoBack: true })
  })

  it('is refused with money as it is when the order can not be had', () => {
    const visit = ordering()
    visit.on({ kind: 'order-refused', jobId: jobOf(visit), fault: fault('quote-changed'), visitor: null })
    expect(visit.view.content).toMatchObject({ screen: 'refused', fault: { code: 'quote-changed' }, canGoBack: true })
    const gone = ordering()
    const visitor = { ...visitorWith(1), offers: VISITOR.offers.slice(1) }
    gone.on({ kind: 'order-refused', jobId: jobOf(gone), fault: fault('quote-changed'), visitor })
    expect(gone.view.content).toMatchObject({ screen: 'refused', money: { kind: 'nothing-charged' } })
    const slow = ordering()
    slow.on({ kind: 'order-refused', jobId: jobOf(slow), fault: fault('server-slow'), visitor: visitorWith(1) })
    expect(slow.view.content).toMatchObject({ screen: 'refused', fault: { code: 'server-slow' } })
    const moved = ordering()
    moved.on({
      ...{ kind: 'order-refused', jobId: jobOf(moved), fault: fault('quote-changed') },
      visitor: { ...visitorWith(2), offers: visitorWith(2).offers.toReversed() },
    })
    expect(moved.view.content).toMatchObject({
      screen: 'previewing',
      busy: false,
      quote: { freeCopies: 2, paidCopies: 5 },
    })
  })

  it.each([
    ['it is over', { state: 'closed' }],
    ['it has no code', { codeUrl: null }],
    ['it has no time', { payWithinMs: null }],
  ] as const)('is not paid where the order makes no sense: %s', (_, changed) => {
    const visit = ordering()
    visit.on({ kind: 'order-opened', order: { ...orderFor(jobOf(visit), 7, 5), ...changed } })
    expect(visit.view.content).toMatchObject({ screen: 'refused', fault: { code: 'order-conflict' } })
    expect(visit.last('abandon-order')?.jobId).toBe(jobOf(visit))
    expect(visit.count('watch-payment')).toBe(0)
  })
})

describe('a touch or a timer that has no meaning on a screen', () => {
  it.each([
    ['identifying', identifying, { kind: 'confirm' }],
    ['refused', refused, { kind: 'confirm' }],
    ['choosing', atChoice, { kind: 'confirm' }],
    ['preparing', preparing, { kind: 'confirm' }],
    ['previewing', atPreview, { kind: 'start' }],
    ['paying', atPaying, { kind: 'confirm' }],
    ['printing', atPrinting, { kind: 'confirm' }],
    ['finished', settled, { kind: 'confirm' }],
    ['a free one', walk, { kind: 'confirm' }],
  ] as const)('%s', (_, begin, command) => {
    const visit = begin()
    const before = visit.view
    const effects = visit.effects.length
    expect(visit.touch(command).view).toEqual(before)
    expect(visit.effects.slice(effects).filter(({ kind }) => kind !== 'start-timer')).toEqual([])
  })

  it.each([
    ['the choice', atChoice],
    ['the preview', atPreview],
    ['the payment', atPaying],
    ['the print', () => atPreview(1).touch({ kind: 'confirm' })],
  ])("answers somebody else's card during %s with a line, and changes nothing", (_, begin) => {
    const visit = begin()
    const { content, visitor } = visit.view
    for (const times of [1, 2]) {
      visit.on(times === 1 ? { kind: 'card-tapped', uid: CARD } : { kind: 'id-card-found' })
      expect(visit.view).toMatchObject({ aside: times, content, visitor })
    }
    expect(visit.count('look-up-identity')).toBe(1)
    expect(visit.fire('aside').view).toMatchObject({ aside: null, content })
  })

  it('leaves the question whether somebody is there answered', () => {
    const visit = atChoice().fire('idle').touch({ kind: 'stay' })
    expect(visit.view).toMatchObject({ asking: false, content: { screen: 'choosing' } })
  })

  it('neither, from a timer that runs no more', () => {
    for (const timer of ['idle', 'ask', 'leave', 'pay', 'paper', 'answer', 'notice'] as const)
      expect(walk().fire(timer).view).toEqual(walk().view)
  })
})

describe('a machine that cannot serve', () => {
  const machine = (visit: Walk, printer: Fault | null) =>
    visit.on({ kind: 'readiness-changed', settings: SETTINGS, readiness: { ...READY, printer } })

  it('says why now, and serves afresh when nothing is in the way', () => {
    const visit = machine(walk().touch({ kind: 'start' }), fault('printer-jam'))
    machine(visit, fault('printer-out-of-paper'))
    expect(visit.view.content).toMatchObject({ screen: 'out-of-service', fault: { code: 'printer-out-of-paper' } })
    expect(machine(visit, null).view.content).toMatchObject({ screen: 'attract', started: false, fault: null })
  })

  it('takes up what a break cut off all the same', () => {
    const { stage } = atPrinting().session
    if (stage.kind !== 'printing') throw new Error('not printing')
    const visit = machine(walk(), fault('printer-jam'))
    visit.on({ kind: 'printing-recovered', job: stage.job, ...sheets(1, 0), language: 'en' })
    expect(visit.view.content).toMatchObject({ screen: 'printing', recovering: true })
    expect(atPrinting().view.content).toMatchObject({ recovering: false, stopping: false, stalled: null })
  })
})

describe('an order that is in doubt', () => {
  it('is undone when its answer takes too long, and one that comes for nobody as well', () => {
    const visit = ordering().fire('answer')
    expect(visit.last('abandon-order')?.jobId).toBe(jobOf(visit))
    const preview = atPreview(7).on({ kind: 'order-opened', order: orderFor(jobId(42), 7, 5) })
    expect(preview.last('abandon-order')?.jobId).toBe(jobId(42))
    expect(screenOf(preview)).toBe('previewing')
  })

  it('leaves nothing chosen behind when its payment is unclear', () => {
    const visit = atPaying()
    visit.on({ kind: 'order-unclear', jobId: jobOf(visit) }).touch({ kind: 'back' })
    expect(visit.view.content).toMatchObject({ screen: 'choosing', selected: null, copies: 1 })
  })

  it('finds what was chosen among the offers of now by kind and edition', () => {
    const visit = ordering()
    const [chinese, english, staff] = visitorWith(2).offers
    const offers = [staff!, { ...english!, kind: 'degree' }, english!, { ...chinese!, kind: 'degree' }, chinese!]
    visit.on({
      ...{ kind: 'order-refused', jobId: jobOf(visit), fault: fault('quote-changed') },
      visitor: { ...VISITOR, offers } as typeof VISITOR,
    })
    expect(visit.touch({ kind: 'back' }).view.content).toMatchObject({ screen: 'choosing', selected: 4 })
  })
})

describe('what was collected for somebody else', () => {
  it('ends without a word of free copies', () => {
    const visit = finished()
    const settlement = { ...SETTLEMENT, freeCopiesLeft: 0, forAnother: true as const }
    visit.on({ kind: 'outcome-recorded', jobId: jobOf(visit), settlement })
    expect(visit.view.content).toMatchObject({ screen: 'finished', forAnother: true })
    expect(settled().view.content).not.toHaveProperty('forAnother')
  })
})

describe('a slip', () => {
  it('is offered once the money is settled, and printed once', () => {
    expect(finished().view.content).toMatchObject({ receipt: 'none', freeCopiesLeft: null })
    expect(finished().touch({ kind: 'print-receipt' }).count('print-receipt')).toBe(0)
    const visit = settled()
    expect(visit.view.content).toMatchObject({ receipt: 'offered', freeCopiesLeft: 3 })
    visit.touch({ kind: 'print-receipt' }).touch({ kind: 'print-receipt' })
    expect(visit.count('print-receipt')).toBe(1)
    expect(visit.last('print-receipt')).toMatchObject({ settlement: SETTLEMENT })
    visit.on({ kind: 'receipt-printed', jobId: jobOf(visit) }).touch({ kind: 'print-receipt' })
    expect(visit.view.content).toMatchObject({ receipt: 'printed' })
    expect(visit.count('print-receipt')).toBe(1)
    visit.on({ kind: 'outcome-recorded', jobId: jobOf(visit), settlement: SETTLEMENT })
    expect(visit.view.content).toMatchObject({ receipt: 'printed' })
  })

  it('may be tried again where it failed, and is not offered where there is no printer for it', () => {
    const visit = settled().touch({ kind: 'print-receipt' })
    visit.on({ kind: 'receipt-failed', jobId: jobOf(visit) })
    expect(visit.view.content).toMatchObject({ receipt: 'failed' })
    expect(visit.touch({ kind: 'print-receipt' }).count('print-receipt')).toBe(2)
    const readiness = { ...READY, receiptPrinter: fault('receipt-printer-away') }
    const without = finished().on({ kind: 'readiness-changed', settings: SETTINGS, readiness })
    without.on({ kind: 'outcome-recorded', jobId: jobOf(without), settlement: SETTLEMENT })
    expect(without.view.content).toMatchObject({ receipt: 'none' })
    expect(screenOf(settled().fire('leave'))).toBe('attract')
  })
})

describe('paper that is waited for', () => {
  it('may be given up, once', () => {
    const visit = stalled().touch({ kind: 'give-up' }).touch({ kind: 'give-up' })
    expect(visit.count('stop-printing')).toBe(1)
    expect(visit.view.content).toMatchObject({ screen: 'printing', stopping: true })
    expect(timersOf(visit.session)).toEqual({})
  })

  it('is given up by that touch alone', () => {
    const visit = stalled().touch({ kind: 'finish' }).touch({ kind: 'back' })
    expect([visit.count('stop-printing'), screenOf(visit)]).toEqual([0, 'printing'])
  })

  it('is waited for anew each time, but not each time that it is told', () => {
    const visit = stalled()
    const { token } = timersOf(visit.session).paper!
    const told = (why: Fault | null) =>
      visit.on({ ...{ kind: 'printing-progressed', jobId: jobOf(visit) }, ...sheets(1, 0), stalled: why })
    told(fault('printer-out-of-paper'))
    expect(timersOf(visit.session).paper?.token).toBe(token)
    told(null)
    expect(timersOf(visit.session)).toEqual({})
    told(fault('printer-jam'))
    expect(timersOf(visit.session).paper?.token).not.toBe(token)
  })

  it('is waited for anew when some of it comes out meanwhile: a printer that answers late may print well', () => {
    const visit = stalled()
    const { token } = timersOf(visit.session).paper!
    const silent = fault('printer-unreachable')
    visit.on({ ...{ kind: 'printing-progressed', jobId: jobOf(visit) }, ...sheets(2, 0), stalled: silent })
    const later = timersOf(visit.session).paper!
    expect(later).toEqual({ token: expect.not.stringMatching(token), delayMs: 120_000 })
    visit.on({ ...{ kind: 'printing-progressed', jobId: jobOf(visit) }, ...sheets(2, 1), stalled: silent })
    expect(timersOf(visit.session).paper?.token).not.toBe(later.token)
  })
})

describe('the clock on the screen', () => {
  const clocks: readonly (readonly [string, () => Walk, string, number])[] = [
    ['the question whether somebody is there', () => atChoice().fire('idle'), 'idle', 30_000],
    ['the time to pay', atPaying, 'pay', 270_000],
    ['the wait for paper', stalled, 'paper', 120_000],
    ['a result', settled, 'leave', 60_000],
    ['a refusal', refused, 'leave', 30_000],
  ]
  it.each(clocks)('%s', (_, begin, kind, totalMs) => {
    const { session } = begin()
    const view = (remainingMs: number) => viewOf(session, { screenWidthMm: 336, remainingMs: () => remainingMs })
    expect(view(7_000).countdown).toEqual({ kind, totalMs, remainingMs: 7_000 })
    expect(view(-1).countdown?.remainingMs).toBe(0)
  })

  it('is none where nothing is waited for that a visitor could hurry', () => {
    for (const begin of [() => walk(), identifying, atChoice, preparing, ordering, atPrinting])
      expect(begin().view.countdown).toBeNull()
  })

  it.each(['largeText', 'highContrast', 'lowReach'] as const)('gives twice the time to who uses %s', aid => {
    const aids = { largeText: false, highContrast: false, lowReach: false, [aid]: true }
    const [plain, aided] = [atChoice(), atChoice().touch({ kind: 'set-aids', aids })]
    expect(timersOf(aided.session).idle!.delayMs).toBe(2 * timersOf(plain.session).idle!.delayMs)
    expect(timersOf(aided.fire('idle').session).ask!.delayMs).toBe(60_000)
    expect(timersOf(settled().touch({ kind: 'set-aids', aids }).session).leave!.delayMs).toBe(120_000)
    expect(timersOf(atPaying().touch({ kind: 'set-aids', aids }).session).pay!.delayMs).toBe(270_000)
  })

  it('begins anew with a touch where a visitor is waited for, and not where the server is', () => {
    const touched = (visit: Walk) => visit.touch({ kind: 'set-language', language: 'en' })
    for (const [begin, timer, isAnew] of [
      [atChoice, 'idle', true],
      [settled, 'leave', true],
      [refused, 'leave', true],
      [identifying, 'answer', false],
      [ordering, 'answer', false],
      [atPaying, 'pay', false],
      [atPaying, 'idle', true],
    ] as const) {
      const visit = begin()
      // The page tells of touches where this says so, and only there.
      if (isAnew) expect(visit.view.isSetBackByTouch, timer).toBe(true)
      const { token } = timersOf(visit.session)[timer]!
      const effects = visit.effects.length
      expect(timersOf(touched(visit).session)[timer]!.token !== token, timer).toBe(isAnew)
      const ofTimer = visit.effects.slice(effects).filter(effect => 'timer' in effect && effect.timer === timer)
      expect(ofTimer).toEqual(isAnew ? [expect.objectContaining({ kind: 'start-timer', timer })] : [])
    }
  })
})

describe('timers', () => {
  it('of an earlier question, order or payment are void in a later one', () => {
    const visit = identifying()
    const asked = timersOf(visit.session).answer!
    visit.on({ kind: 'identity-confirmed', request: visit.last('look-up-identity')!.request, visitor: VISITOR })
    visit.touch({ kind: 'select-offer', index: 0 }).touch({ kind: 'preview' })
    visit.on({ kind: 'timer-fired', timer: 'answer', token: asked.token })
    expect(screenOf(visit)).toBe('preparing')

    const paying = atPaying()
    const [pay, first] = [timersOf(paying.session).pay!, jobOf(paying)]
    paying.touch({ kind: 'back' })
    const closing = timersOf(paying.session).answer!
    expect(closing.delayMs).toBe(DEFAULT_DELAYS.answerMs)
    paying.on({ kind: 'order-closed', jobId: first }).touch({ kind: 'confirm' })
    paying.on({ kind: 'order-opened', order: orderFor(jobOf(paying), 7, 5) })
    paying.on({ kind: 'timer-fired', timer: 'pay', token: pay.token })
    expect(paying.view.content).toMatchObject({ screen: 'paying', phase: 'showing-code' })
    paying.touch({ kind: 'back' }).on({ kind: 'timer-fired', timer: 'answer', token: closing.token })
    expect(paying.view.content).toMatchObject({ screen: 'paying', phase: 'closing' })
  })

  it('are started with what they are for, and stopped', () => {
    const visit = identifying()
    expect(visit.effects).toContainEqual({ kind: 'start-timer', timer: 'answer', ...timersOf(visit.session).answer! })
    const effects = visit.effects.length
    visit.on({ kind: 'identity-confirmed', request: visit.last('look-up-identity')!.request, visitor: VISITOR })
    expect(visit.effects.slice(effects)).toContainEqual({ kind: 'stop-timer', timer: 'answer' })
  })
})

describe('a payment that nobody waits for', () => {
  it('is closed, and then nobody’s choice is on the screen', () => {
    const visit = atPaying().fire('idle').fire('ask')
    expect(visit.view.content).toMatchObject({ screen: 'paying', phase: 'closing' })
    visit.on({ kind: 'order-closed', jobId: jobOf(visit) })
    expect(visit.view).toMatchObject({ visitor: null, content: { screen: 'attract' } })
    expect(visit.last('end-visit')?.visitId).toBe(VISITOR.visitId)
  })
})

it('leads back from a payment whose person is known, and from no other', () => {
  expect(atPaying().view.content).toMatchObject({ canGoBack: true })
  const { stage } = atPaying().session
  if (stage.kind !== 'paying') throw new Error('not paying')
  const recovered = { job: stage.job, codeUrl: stage.codeUrl, payWithinMs: 100_000, language: 'en' } as const
  expect(walk().on({ kind: 'paying-recovered', ...recovered }).view.content).toMatchObject({ canGoBack: false })
})

describe('a touch', () => {
  it('sets back the clocks that end a visit, and no others', () => {
    for (const begin of [atChoice, settled, refused]) expect(isSetBackByTouch(begin().session)).toBe(true)
    for (const begin of [() => walk(), identifying, preparing, stalled])
      expect(isSetBackByTouch(begin().session)).toBe(false)
  })
})

describe('what the screen says', () => {
  it('is whole without what the server knows of the place', () => {
    const badPrint = () => settled().touch({ kind: 'bad-print' })
    const begins = {
      ...STAGES,
      printing: atPrinting,
      finished,
      badPrint,
      code: () => atChoice().touch({ kind: 'enter-code' }),
    }
    for (const [name, begin] of Object.entries(begins)) {
      const visit = begin()
      const screen = screenOf(visit)
      visit.on({ kind: 'readiness-changed', settings: null, readiness: { ...READY, sheetsLeft: 100 } })
      expect([name, screenOf(visit), visit.view.helpPhone]).toEqual([name, screen, ''])
    }
    const paying = atPaying().on({ kind: 'readiness-changed', settings: null, readiness: READY })
    expect(paying.view.content).toMatchObject({ payeeName: '' })
  })

  it('is the price list and the free copies of the university on a free screen', () => {
    expect(walk().view.content).toMatchObject({ freeCopies: SETTINGS.freeCopies, tariff: SETTINGS.tariff })
    expect(settled().touch({ kind: 'bad-print' }).view.content).toMatchObject({ badCopiesGoTo: SETTINGS.badCopiesGoTo })
    expect(atPrinting().view.content).toMatchObject({ isReprint: false })
  })

  it('has nothing of nobody: who leaves a screen without a visit ends none', () => {
    const visit = walk().touch({ kind: 'check-paper' })
    const effects = visit.effects.length
    visit.touch({ kind: 'finish' })
    expect(visit.effects.slice(effects)).toEqual([{ kind: 'wipe' }, { kind: 'stop-timer', timer: 'leave' }])
  })

  it('of a paper that is asked about is no more than that', () => {
    const visit = walk()
      .touch({ kind: 'check-paper' })
      .on({ kind: 'code-scanned', text: 'https://verify.example.edu.cn' })
    expect(visit.view.content).toEqual({ screen: 'checking-paper', canScan: true, check: { step: 'asking' } })
  })
})

describe('the money of a visit that is over', () => {
  const ended = (copiesDelivered: number, copiesUnclear: number) => {
    const visit = atPaying(7)
    visit.on({ kind: 'payment-settled', jobId: jobOf(visit) })
    return visit.on({
      ...{ kind: 'printing-ended', jobId: jobOf(visit), sheetsDelivered: 2 * copiesDelivered, copiesDelivered },
      ...{ copiesUnclear, fault: copiesDelivered === 7 ? null : fault('printer-jam') },
    })
  }
  const settles = (visit: Walk, refundFen: number) =>
    visit.on({
      ...{ kind: 'outcome-recorded', jobId: jobOf(visit) },
      settlement: { ...SETTLEMENT, refundFen, chargedFen: 400 - refundFen, freeCopiesLeft: 1 },
    })

  it('promises nothing of a copy that nobody can tell of before the server has decided', () => {
    expect(ended(6, 1).view.content).toMatchObject({ money: { kind: 'charged', amountFen: 400 }, copiesGivenBack: 0 })
    expect(ended(6, 0).view.content).toMatchObject({ money: { kind: 'to-be-refunded', refundFen: 200 } })
  })

  it('is given back, or charged, as the server says; so are the free copies', () => {
    const visit = settles(ended(6, 0), 200)
    expect(visit.view.content).toMatchObject({ money: { kind: 'refunded', refundFen: 200, chargedFen: 200 } })
    expect(visit.view.visitor?.freeCopiesLeft).toBe(1)
    expect(settles(ended(7, 0), 0).view.content).toMatchObject({ money: { kind: 'charged', amountFen: 400 } })
  })
})

describe('free copies on the screen', () => {
  it('are those of what is paid for, and not of another document', () => {
    const offers = VISITOR.offers.map((offer, nth) => ({ ...offer, freeCopiesLeft: nth === 0 ? 2 : 5 }))
    const visit = identifying()
    visit.on({
      kind: 'identity-confirmed',
      request: visit.last('look-up-identity')!.request,
      visitor: { ...VISITOR, offers },
    })
    visit.touch({ kind: 'select-offer', index: 0 }).touch({ kind: 'set-copies', copies: 3 }).touch({ kind: 'preview' })
    visit.on({ kind: 'document-checked', request: visit.last('prepare-document')!.request, document: DOCUMENT })
    visit.touch({ kind: 'confirm' }).on({ kind: 'order-opened', order: orderFor(jobOf(visit), 3, 2) })
    expect(visit.view).toMatchObject({ visitor: { freeCopiesLeft: 0 }, content: { screen: 'paying' } })
  })

  it.each([
    ['before a choice the most of any document', atChoice, 5],
    ['of what is chosen', atPreview, 5],
    ['those of the order are promised', () => atPaying(7), 0],
    ['those that are printed too', () => atPrinting(2), 3],
    ['and those of a printed order until it is settled', finished, 3],
    ['then as the server has it', settled, 3],
  ] as const)('%s', (_, begin, freeCopiesLeft) => {
    expect(begin().view.visitor).toEqual({
      ...{ name: VISITOR.nameMasked, number: VISITOR.numberMasked, freeCopiesLeft },
    })
  })

  it('are never fewer than none, and nobody’s when nobody is known', () => {
    expect(walk().view.visitor).toBeNull()
    expect(identifying().view.visitor).toBeNull()
    const offers = VISITOR.offers.map((offer, nth) => ({ ...offer, freeCopiesLeft: nth }))
    const known = identifying()
    const { request } = known.last('look-up-identity')!
    known.on({ kind: 'identity-confirmed', request, visitor: { ...VISITOR, offers } })
    expect(known.view.visitor?.freeCopiesLeft).toBe(2)
    known.touch({ kind: 'select-offer', index: 1 })
    expect(known.view.visitor?.freeCopiesLeft).toBe(1)
  })
})
