import { describe, expect, it } from 'vitest'
import { fault } from '../fault.ts'
import { DEFAULT_DELAYS } from './delays.ts'
import { atChoice, atPreview, walk } from './fixture-walk.ts'
import { CARD, orderFor, READY, SETTINGS, VISITOR } from './fixtures.ts'
import { newSession } from './state.ts'
import { timersOf } from './timers.ts'

describe('a free visit', () => {
  it('goes from card to paper in four touches', () => {
    const visit = atPreview().touch({ kind: 'confirm' })
    const job = visit.last('open-order')!.jobId
    visit.on({ kind: 'order-opened', order: orderFor(job, 1, 5) })
    expect(visit.view.content.screen).toBe('printing')
    visit.on({ kind: 'printing-progressed', jobId: job, sheetsDelivered: 1, copiesDelivered: 0, stalled: null })
    visit.on({
      kind: 'printing-ended',
      jobId: job,
      sheetsDelivered: 2,
      copiesDelivered: 1,
      copiesUnclear: 0,
      fault: null,
    })
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

describe('a machine that has just started', () => {
  it('serves nobody, and says that it is starting', () => {
    const visit = walk(newSession(DEFAULT_DELAYS))
    expect(visit.view).toMatchObject({
      ...{ visitor: null, asking: false, countdown: null },
      ...{ university: { zh: '', en: '' }, place: { zh: '', en: '' }, helpPhone: '' },
      content: { screen: 'out-of-service', fault: { code: 'station-starting' }, canCheckPaper: false },
    })
    expect(visit.on({ kind: 'card-tapped', uid: CARD }).view.content.screen).toBe('out-of-service')
    expect(visit.effects).toEqual([])
  })

  it('knows of no device that is well before it has heard of it', () => {
    const { readiness } = newSession(DEFAULT_DELAYS)
    expect(readiness).toMatchObject({ sheetsLeft: null, warnings: [] })
    for (const of of [
      'server',
      'printer',
      'campusCardReader',
      'idCardReader',
      'receiptPrinter',
      'codeScanner',
    ] as const)
      expect([of, readiness[of]?.code]).toEqual([of, 'station-starting'])
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

  it('says what is amiss before anyone begins, and no more of it than the first screen holds', () => {
    const warnings = [fault('receipt-printer-away'), fault('printer-paper-low'), fault('printer-needs-care')]
    const visit = walk().on({ kind: 'readiness-changed', settings: SETTINGS, readiness: { ...READY, warnings } })
    expect(visit.view.content).toMatchObject({ screen: 'attract', notices: warnings.slice(0, 2) })
  })

  it('goes out of service when both readers are away', () => {
    const [campusCardReader, idCardReader] = [fault('reader-lost', 'campus cards'), fault('reader-lost', 'ID cards')]
    const visit = walk().on({
      ...{ kind: 'readiness-changed', settings: SETTINGS, readiness: { ...READY, campusCardReader, idCardReader } },
    })
    expect(visit.view.content).toMatchObject({ screen: 'out-of-service', fault: campusCardReader })
  })

  it('stays in service with one reader', () => {
    const readiness = { ...READY, campusCardReader: fault('reader-lost') }
    const visit = walk().on({ kind: 'readiness-changed', settings: SETTINGS, readiness })
    expect(visit.view.content).toMatchObject({ screen: 'attract', readers: { campusCard: false, idCard: true } })
  })
})
