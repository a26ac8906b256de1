import { describe, expect, it } from 'vitest'
import type { KioskCommand } from '../contract/kiosk-command.ts'
import { kioskViewSchema } from '../contract/kiosk-view.ts'
import { fault } from '../fault.ts'
import type { Effect } from './effect.ts'
import type { SessionEvent } from './event.ts'
import { CARD, DOCUMENT, freeSession, jobId, orderFor, READY, SETTINGS, VISITOR, visitorWith } from './fixtures.ts'
import { reduce } from './reduce.ts'
import type { Session } from './state.ts'
import { timersOf } from './timers.ts'
import { viewOf } from './view.ts'

/** Walks a session through events and remembers what was ordered. */
function walk(start: Session = freeSession()) {
  let session = start
  let touches = 0
  const effects: Effect[] = []
  const api = {
    get session() {
      return session
    },
    effects,
    on(event: SessionEvent) {
      const step = reduce(session, event)
      session = step.session
      effects.push(...step.effects)
      // Every state must be one that the contract can carry to the screen.
      kioskViewSchema.parse(viewOf(session, { screenWidthMm: 336, remainingMs: () => 1000 }))
      return api
    },
    touch(command: KioskCommand) {
      return api.on({ kind: 'touched', command, jobId: jobId(++touches) })
    },
    fire(timer: Extract<SessionEvent, { kind: 'timer-fired' }>['timer']) {
      return api.on({ kind: 'timer-fired', timer, token: timersOf(session)[timer]?.token ?? 'none' })
    },
    count: (kind: Effect['kind']) => effects.filter(effect => effect.kind === kind).length,
    last: <K extends Effect['kind']>(kind: K) =>
      effects.findLast((e): e is Extract<Effect, { kind: K }> => e.kind === kind),
    get view() {
      return viewOf(session, { screenWidthMm: 336, remainingMs: () => 1000 })
    },
  }
  return api
}

function atChoice() {
  const visit = walk().on({ kind: 'card-tapped', uid: CARD })
  return visit.on({ kind: 'identity-confirmed', request: visit.last('look-up-identity')!.request, visitor: VISITOR })
}

function atPreview(copies = 1) {
  const visit = atChoice()
    .touch({ kind: 'select-offer', index: 0 })
    .touch({ kind: 'set-copies', copies })
    .touch({ kind: 'preview' })
  return visit.on({ kind: 'document-checked', request: visit.last('prepare-document')!.request, document: DOCUMENT })
}

function atPaying(copies = 7) {
  const visit = atPreview(copies).touch({ kind: 'confirm' })
  return visit.on({ kind: 'order-opened', order: orderFor(visit.last('open-order')!.jobId, copies, 5) })
}

function atPrinting(copies = 2) {
  const visit = atPreview(copies).touch({ kind: 'confirm' })
  return visit.on({ kind: 'order-opened', order: orderFor(visit.last('open-order')!.jobId, copies, 5) })
}

describe('a free visit', () => {
  it('goes from card to paper in four touches', () => {
    const visit = atPreview().touch({ kind: 'confirm' })
    const job = visit.last('open-order')!.jobId
    visit.on({ kind: 'order-opened', order: orderFor(job, 1, 5) })
    expect(visit.view.content.screen).toBe('printing')
    visit.on({ kind: 'printing-progressed', jobId: job, sheetsDelivered: 1, copiesDelivered: 0, stalled: null })
    visit.on({ kind: 'printing-ended', jobId: job, sheetsDelivered: 2, copiesDelivered: 1, fault: null })
    expect(visit.view.content).toMatchObject({
      screen: 'finished',
      copiesDelivered: 1,
      money: { kind: 'nothing-charged' },
    })
    visit.touch({ kind: 'finish' })
    expect(visit.view.content.screen).toBe('attract')
    expect(visit.count('print')).toBe(1)
    expect(visit.last('end-visit')?.visitId).toBe(VISITOR.visitId)
    expect(visit.effects.filter(effect => effect.kind === 'wipe')).toHaveLength(1)
  })

  it('keeps language and aids for the visit and drops them for the next person', () => {
    const visit = atChoice().touch({ kind: 'set-language', language: 'en' })
    visit.touch({ kind: 'set-aids', aids: { largeText: true, highContrast: false, lowReach: false } })
    expect(visit.view).toMatchObject({ language: 'en', aids: { largeText: true } })
    visit.touch({ kind: 'finish' })
    expect(visit.view).toMatchObject({ language: 'zh-CN', aids: { largeText: false } })
  })

  it('does not choose what is not offered', () => {
    const visit = atChoice().touch({ kind: 'select-offer', index: 2 }).touch({ kind: 'preview' })
    expect(visit.view.content).toMatchObject({ screen: 'choosing', selected: null })
    expect(visit.count('prepare-document')).toBe(0)
  })
})

describe('money', () => {
  it('quotes free copies first and the rest at the tariff', () => {
    expect(atPreview(7).view.content).toMatchObject({ quote: { freeCopies: 5, paidCopies: 2, amountFen: 400 } })
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

  it('says that nothing was charged when the time to pay is over and the order is closed', () => {
    const visit = atPaying().fire('pay')
    visit.on({ kind: 'order-closed', jobId: visit.last('close-order')!.jobId })
    expect(visit.view.content).toMatchObject({
      screen: 'refused',
      fault: { code: 'payment-expired' },
      money: { kind: 'nothing-charged' },
    })
  })

  it('leaves an order whose fate is unknown to the ledger and says so', () => {
    const visit = atPaying().touch({ kind: 'finish' })
    const job = visit.last('close-order')!.jobId
    visit.on({ kind: 'order-unclear', jobId: job })
    expect(visit.view.content).toMatchObject({ screen: 'refused', money: { kind: 'being-checked', amountFen: 400 } })
    expect(visit.last('abandon-order')?.jobId).toBe(job)
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

describe('paper', () => {
  it('waits for paper, then gives back what did not come out', () => {
    const visit = walk(atPaying().session)
    const stage = visit.session.stage
    if (stage.kind !== 'paying') throw new Error('not paying')
    const job = stage.job.jobId
    visit.on({ kind: 'payment-settled', jobId: job })
    visit.on({
      kind: 'printing-progressed',
      jobId: job,
      sheetsDelivered: 2,
      copiesDelivered: 1,
      stalled: fault('printer-jam'),
    })
    expect(visit.view).toMatchObject({ countdown: { kind: 'paper' }, content: { stalled: { code: 'printer-jam' } } })
    visit.fire('paper')
    expect(visit.last('stop-printing')?.jobId).toBe(job)
    visit.on({
      kind: 'printing-ended',
      jobId: job,
      sheetsDelivered: 2,
      copiesDelivered: 1,
      fault: fault('printer-jam'),
    })
    expect(visit.last('report-outcome')?.outcome).toMatchObject({ copiesDelivered: 1, sheetsDelivered: 2 })
    expect(visit.view.content).toMatchObject({
      copiesGivenBack: 6,
      quotaGivenBack: 5,
      money: { kind: 'refunded', refundFen: 200, chargedFen: 200 },
    })
  })

  it('never counts sheets down', () => {
    const visit = atPrinting()
    const job = visit.last('print')!.job.jobId
    visit.on({ kind: 'printing-progressed', jobId: job, sheetsDelivered: 3, copiesDelivered: 1, stalled: null })
    visit.on({ kind: 'printing-progressed', jobId: job, sheetsDelivered: 0, copiesDelivered: 0, stalled: null })
    expect(visit.view.content).toMatchObject({ sheetsDelivered: 3, copiesDelivered: 1 })
  })

  it('can not be left before the outcome is known', () => {
    const visit = atPrinting().touch({ kind: 'finish' }).touch({ kind: 'back' }).touch({ kind: 'give-up' })
    expect(visit.view.content.screen).toBe('printing')
    expect(timersOf(visit.session)).toEqual({})
  })

  it('takes up a visit after a break, unless someone else stands there', () => {
    const stage = atPrinting(3).session.stage
    if (stage.kind !== 'printing') throw new Error('not printing')
    const event = { kind: 'printing-recovered', job: stage.job, copiesDelivered: 1, language: 'en' } as const
    const back = walk().on(event)
    expect(back.view).toMatchObject({
      language: 'en',
      content: { screen: 'printing', recovering: true, copiesDelivered: 1 },
    })
    const other = atChoice().on(event)
    expect(other.view.content.screen).toBe('choosing')
    expect(other.last('abandon-order')?.jobId).toBe(stage.job.jobId)
  })
})

describe('time', () => {
  it('asks, then frees the screen', () => {
    const visit = atChoice().fire('idle')
    expect(visit.view).toMatchObject({ asking: true, countdown: { kind: 'idle' } })
    visit.touch({ kind: 'stay' })
    expect(visit.view.asking).toBe(false)
    visit.fire('idle').fire('ask')
    expect(visit.view).toMatchObject({ visitor: null, content: { screen: 'attract' } })
  })

  it('ignores a timer that was set before the last touch', () => {
    const visit = atChoice()
    const token = timersOf(visit.session).idle!.token
    visit.touch({ kind: 'set-copies', copies: 2 }).on({ kind: 'timer-fired', timer: 'idle', token })
    expect(visit.view.asking).toBe(false)
  })

  it('gives people with reading aids twice the time', () => {
    const visit = atChoice()
    const before = timersOf(visit.session).idle!.delayMs
    visit.touch({ kind: 'set-aids', aids: { largeText: true, highContrast: false, lowReach: false } })
    expect(timersOf(visit.session).idle!.delayMs).toBe(before * 2)
  })

  it('undoes an order that was answered too late', () => {
    const visit = atPreview(1).touch({ kind: 'confirm' })
    const job = visit.last('open-order')!.jobId
    visit.fire('answer')
    expect(visit.view.content).toMatchObject({ screen: 'refused', fault: { code: 'server-slow' } })
    const before = visit.count('abandon-order')
    visit.on({ kind: 'order-opened', order: orderFor(job, 1, 5) })
    expect(visit.count('abandon-order')).toBe(before + 1)
    expect(visit.count('print')).toBe(0)
  })

  it('ends a visit that the server opened after the visitor had left', () => {
    const visit = walk().on({ kind: 'card-tapped', uid: CARD })
    const { request } = visit.last('look-up-identity')!
    visit.touch({ kind: 'finish' }).on({ kind: 'identity-confirmed', request, visitor: VISITOR })
    expect(visit.view.content.screen).toBe('attract')
    expect(visit.last('end-visit')?.visitId).toBe(VISITOR.visitId)
  })
})

describe('cards', () => {
  it('says that a card was not read, and goes on', () => {
    const visit = walk().on({ kind: 'card-unreadable' })
    expect(visit.view.content).toMatchObject({ screen: 'attract', fault: { code: 'card-unreadable' } })
    visit.fire('notice')
    expect(visit.view.content).toMatchObject({ screen: 'attract', fault: null })
  })

  it('refuses a person without records and lets the next card in', () => {
    const visit = walk().on({ kind: 'card-tapped', uid: CARD })
    visit.on({
      kind: 'identity-refused',
      request: visit.last('look-up-identity')!.request,
      fault: fault('person-without-records'),
    })
    expect(visit.view.content).toMatchObject({ screen: 'refused', canGoBack: false })
    visit.on({ kind: 'card-tapped', uid: CARD })
    expect(visit.view.content.screen).toBe('identifying')
  })

  it('goes out of service and back with the machine, but never under a visitor', () => {
    const jam = {
      kind: 'readiness-changed',
      settings: SETTINGS,
      readiness: { ...READY, printer: fault('printer-jam') },
    } as const
    expect(walk().on(jam).view.content).toMatchObject({ screen: 'out-of-service', fault: { code: 'printer-jam' } })
    const visit = atChoice().on(jam)
    expect(visit.view.content.screen).toBe('choosing')
    visit.touch({ kind: 'finish' })
    expect(visit.view.content.screen).toBe('out-of-service')
    visit.on({ kind: 'readiness-changed', settings: SETTINGS, readiness: READY })
    expect(visit.view.content.screen).toBe('attract')
  })

  it('stays in service with one reader', () => {
    const readiness = { ...READY, campusCardReader: fault('reader-lost') }
    const visit = walk().on({ kind: 'readiness-changed', settings: SETTINGS, readiness })
    expect(visit.view.content).toMatchObject({ screen: 'attract', readers: { campusCard: false, idCard: true } })
  })
})
