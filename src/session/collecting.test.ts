import { describe, expect, it } from 'vitest'
import { pickupScanOf } from '../contract/pickup-scan.ts'
import { type Fault, type FaultCode, fault } from '../fault.ts'
import { type Walk, walk } from './fixture-walk.ts'
import { CARD, COLLECTOR, DOCUMENT, orderFor, pickupSession, READY, SETTINGS, VISITOR } from './fixtures.ts'
import { WRONG_CODES_MAX } from './stages/collecting.ts'
import { timersOf } from './timers.ts'

const CODE = '30719264'
const SETTINGS_WITH = { ...SETTINGS, hasPickups: true }

const begin = () => walk(pickupSession()).touch({ kind: 'start' }).touch({ kind: 'collect' })
const type = (visit: Walk, digits = CODE) => {
  for (const digit of digits) visit.touch({ kind: 'type-digit', digit })
  return visit
}
const sent = () => type(begin()).touch({ kind: 'confirm' })
const scan = (visit: Walk, text = pickupScanOf(CODE)) => visit.on({ kind: 'code-scanned', text })
const found = (visit: Walk, visitor = COLLECTOR) =>
  visit.on({ kind: 'identity-confirmed', request: visit.last('collect')!.request, visitor })
const refused = (visit: Walk, code: FaultCode = 'pickup-code-refused') =>
  visit.on({ kind: 'identity-refused', request: visit.last('collect')!.request, fault: fault(code) })
const prepared = (visit: Walk) =>
  visit.on({ kind: 'document-checked', request: visit.last('prepare-document')!.request, document: DOCUMENT })
const atPreview = () => prepared(found(sent()))
const machine = (
  visit: Walk,
  broken: Partial<Record<'printer' | 'storage' | 'campusCardReader' | 'idCardReader', Fault>>,
) => visit.on({ kind: 'readiness-changed', settings: SETTINGS_WITH, readiness: { ...READY, ...broken } })

describe('collecting with a code', () => {
  it('is offered where the house has such codes, and nowhere else', () => {
    expect(walk(pickupSession()).view.content).toMatchObject({ pickups: true })
    const without = walk()
    expect(without.view.content).toMatchObject({ pickups: false })
    expect(without.touch({ kind: 'collect' }).view.content.screen).toBe('attract')
    expect(scan(without).view.content).toMatchObject({ screen: 'checking-paper' })
  })

  it('keeps a machine in service whose readers are both away', () => {
    const away = { campusCardReader: fault('reader-lost'), idCardReader: fault('reader-lost') }
    expect(machine(walk(pickupSession()), away).view.content).toMatchObject({ screen: 'attract', pickups: true })
  })

  it('wants eight digits, and takes them back', () => {
    const visit = type(begin(), '3071')
    expect(visit.view.content).toEqual({
      ...{ screen: 'collecting', typed: '3071', digits: 8, canScan: true },
      ...{ fault: null, busy: false },
    })
    visit.touch({ kind: 'erase-digits', all: false })
    expect(visit.view.content).toMatchObject({ typed: '307' })
    visit.touch({ kind: 'confirm' })
    expect(visit.count('collect')).toBe(0)
    type(visit, '99999999')
    expect(visit.view.content).toMatchObject({ typed: '30799999' })
    expect(visit.touch({ kind: 'erase-digits', all: true }).view.content).toMatchObject({ typed: '' })
  })

  it('sends them a moment after the eighth, which a touch puts off', () => {
    const visit = type(begin(), CODE.slice(0, 7))
    expect(timersOf(visit.session).send).toBeUndefined()
    type(visit, '4')
    const first = timersOf(visit.session).send
    expect(first?.delayMs).toBe(1_200)
    expect(timersOf(visit.touch({ kind: 'stay' }).session).send?.token).not.toBe(first!.token)
    visit.fire('send')
    expect(visit.last('collect')).toMatchObject({ code: CODE })
    expect(visit.view.content).toMatchObject({ busy: true, typed: CODE })
    // While it waits neither digits nor touches change anything.
    type(visit.touch({ kind: 'erase-digits', all: true }), '1').touch({ kind: 'confirm' })
    expect(visit.view.content).toMatchObject({ busy: true, typed: CODE })
    expect(visit.count('collect')).toBe(1)
    expect(Object.keys(timersOf(visit.session))).toEqual(['answer'])
  })

  it('gives those who use a reading aid longer', () => {
    const visit = begin().touch({ kind: 'set-aids', aids: { largeText: true, highContrast: false, lowReach: false } })
    expect(timersOf(type(visit).session).send?.delayMs).toBe(2_400)
  })

  it('sends them by the button too', () => {
    expect(sent().last('collect')).toMatchObject({ code: CODE })
  })

  it('leads straight to the one document that was applied for, with one copy', () => {
    const visit = found(sent())
    expect(visit.view.content).toEqual({ screen: 'preparing', title: COLLECTOR.offers[0]!.title, canGoBack: false })
    expect(visit.view.visitor).toMatchObject({ number: '******1234' })
    expect(visit.last('prepare-document')).toMatchObject({
      ...{ visitId: COLLECTOR.visitId, documentKind: 'transcript', edition: 'zh' },
    })
    expect(prepared(visit).view.content).toMatchObject({ screen: 'previewing', quote: { copies: 1 } })
  })

  it('says nothing of free copies where the paper is another’s, and how many are left where it is not', () => {
    const own = found(sent()).view.visitor
    const anothers = found(sent(), { ...COLLECTOR, forAnother: true }).view.visitor
    expect([own?.freeCopiesLeft, anothers?.freeCopiesLeft]).toEqual([COLLECTOR.offers[0]!.freeCopiesLeft, null])
  })

  it('lets copies be chosen at the preview, as many as there is paper for', () => {
    const visit = atPreview()
    expect(visit.view.content).toMatchObject({ copiesHere: { maxCopies: 10, paperFor: null } })
    expect(visit.touch({ kind: 'set-copies', copies: 4 }).view.content).toMatchObject({ quote: { copies: 4 } })
    visit.on({ kind: 'readiness-changed', settings: SETTINGS_WITH, readiness: { ...READY, sheetsLeft: 7 } })
    expect(visit.view.content).toMatchObject({ copiesHere: { maxCopies: 3, paperFor: 3 } })
    expect(visit.touch({ kind: 'set-copies', copies: 9 }).view.content).toMatchObject({ quote: { copies: 3 } })
  })

  it('of a visitor who may choose after all goes on to the choice', () => {
    for (const visitor of [VISITOR, { ...VISITOR, offers: [] }, { ...VISITOR, offers: VISITOR.offers.slice(2) }])
      expect(found(sent(), visitor).view.content.screen).toBe('choosing')
  })
})

describe('a square code with the same digits', () => {
  it('begins from the first screen, without the keypad', () => {
    for (const start of [walk(pickupSession()), walk(pickupSession()).touch({ kind: 'start' })]) {
      const visit = scan(start)
      expect(visit.last('collect')).toMatchObject({ code: CODE })
      expect(visit.view.content).toMatchObject({ screen: 'collecting', busy: true })
      expect(found(visit).view.content.screen).toBe('preparing')
    }
  })

  it('is good on the keypad too, and once while its answer is awaited', () => {
    const visit = scan(type(begin(), '11'))
    expect(visit.last('collect')).toMatchObject({ code: CODE })
    expect(scan(visit, pickupScanOf('11111111')).count('collect')).toBe(1)
  })

  it('that is refused may be typed', () => {
    expect(refused(scan(walk(pickupSession()))).view.content).toMatchObject({ screen: 'collecting', typed: '' })
  })

  it('is not asked about as a paper, also where a paper is waited for', () => {
    const visit = scan(walk(pickupSession()).touch({ kind: 'check-paper' }))
    expect([visit.count('collect'), visit.count('check-paper')]).toEqual([1, 0])
  })

  it('leaves every other scan as it is', () => {
    const paper = scan(walk(pickupSession()), 'https://verify.example/v/CODE')
    expect([paper.count('collect'), paper.count('check-paper')]).toEqual([0, 1])
    const typing = scan(type(begin(), '11'), 'https://verify.example/v/CODE')
    expect(typing.view.content).toMatchObject({ screen: 'collecting', typed: '11' })
    expect(typing.count('check-paper')).toBe(0)
  })
})

describe('a code that leads nowhere', () => {
  it('is wrong: it is typed anew, and so often only', () => {
    const visit = sent()
    for (let wrong = 1; wrong < WRONG_CODES_MAX; wrong++) {
      refused(visit)
      expect(visit.view.content).toMatchObject({ typed: '', busy: false, fault: { code: 'pickup-code-refused' } })
      type(visit, '1')
      expect(visit.view.content).toMatchObject({ typed: '1', fault: null })
      type(visit, '2345678').fire('send')
    }
    refused(visit)
    expect(visit.view.content).toMatchObject({ screen: 'attract', fault: { code: 'pickup-code-refused' } })
    expect([visit.count('collect'), visit.count('wipe')]).toEqual([WRONG_CODES_MAX, 1])
  })

  it.each(['server-busy', 'server-unreachable', 'server-nonsense'] as const)(
    'stays where the server says %s, to be sent again by a touch alone',
    code => {
      const visit = refused(sent(), code)
      expect(visit.view.content).toMatchObject({ typed: CODE, busy: false, fault: { code } })
      expect(timersOf(visit.session).send).toBeUndefined()
      visit.touch({ kind: 'confirm' })
      expect(visit.view.content).toMatchObject({ busy: true, fault: null })
      for (let times = 0; times < WRONG_CODES_MAX; times++) refused(visit, code).touch({ kind: 'confirm' })
      expect(visit.view.content.screen).toBe('collecting')
    },
  )

  it('is not waited for longer than for any answer', () => {
    const visit = sent().fire('answer')
    expect(visit.view.content).toMatchObject({ typed: CODE, fault: { code: 'server-slow' } })
    expect(found(visit).last('end-visit')?.visitId).toBe(COLLECTOR.visitId)
    expect(visit.view.content.screen).toBe('collecting')
  })

  it('of a person who cannot be served is refused in words, as a card is', () => {
    expect(refused(sent(), 'person-without-records').view.content).toMatchObject({
      ...{ screen: 'refused', fault: { code: 'person-without-records' }, canGoBack: false, canTryAgain: false },
    })
  })

  it('is not sent while nothing can be printed or written down', () => {
    for (const broken of [{ printer: fault('printer-jam') }, { storage: fault('disk-full') }]) {
      const visit = machine(type(begin()), broken).fire('send')
      expect(visit.count('collect')).toBe(0)
      expect(visit.view.content).toMatchObject({ typed: CODE, fault: Object.values(broken)[0] })
      expect(machine(visit, {}).touch({ kind: 'confirm' }).count('collect')).toBe(1)
    }
  })

  it('has another answer than its own', () => {
    const visit = sent()
    visit.on({ kind: 'identity-refused', request: 99, fault: fault('pickup-code-refused') })
    visit.on({ kind: 'identity-confirmed', request: 99, visitor: VISITOR })
    expect(visit.view.content).toMatchObject({ busy: true, fault: null })
    expect(visit.last('end-visit')?.visitId).toBe(VISITOR.visitId)
  })
})

describe('whoever collects one document', () => {
  it('has nothing else to choose: back leads out', () => {
    for (const visit of [found(sent()), atPreview()]) {
      visit.touch({ kind: 'back' })
      expect(visit.view.content.screen).toBe('attract')
      expect(visit.last('end-visit')?.visitId).toBe(COLLECTOR.visitId)
    }
  })

  it('has it prepared anew after a refusal, with the copies that there is paper for', () => {
    const slow = found(sent()).fire('answer')
    expect(slow.view.content).toMatchObject({ screen: 'refused', canGoBack: false, canTryAgain: true })
    expect(slow.touch({ kind: 'back' }).view.content.screen).toBe('preparing')
    expect(prepared(slow).view.content).toMatchObject({ screen: 'previewing', copiesHere: { maxCopies: 10 } })

    const short = atPreview().touch({ kind: 'set-copies', copies: 4 })
    short.on({ kind: 'readiness-changed', settings: SETTINGS_WITH, readiness: { ...READY, sheetsLeft: 4 } })
    short.touch({ kind: 'confirm' })
    expect(short.view.content).toMatchObject({ fault: { code: 'printer-paper-short' }, paperFor: 2 })
    expect(prepared(short.touch({ kind: 'back' })).view.content).toMatchObject({ quote: { copies: 2 } })
  })

  it('still does when the price has changed', () => {
    const visit = atPreview().touch({ kind: 'confirm' })
    const { jobId } = visit.last('open-order')!
    const now = { ...COLLECTOR, offers: COLLECTOR.offers.map(offer => ({ ...offer, freeCopiesLeft: 0 })) }
    visit.on({ kind: 'order-refused', jobId, fault: fault('quote-changed'), visitor: now })
    expect(visit.view.content).toMatchObject({
      ...{ screen: 'previewing', quote: { paidCopies: 1 }, copiesHere: { maxCopies: 10 } },
    })
  })

  it('comes back to the preview from a payment, and out from one that is not clear', () => {
    const paying = () => {
      const visit = atPreview().touch({ kind: 'set-copies', copies: 7 }).touch({ kind: 'confirm' })
      return visit.on({ kind: 'order-opened', order: orderFor(visit.last('open-order')!.jobId, 7, 5) })
    }
    const back = paying().touch({ kind: 'back' })
    back.on({ kind: 'order-closed', jobId: back.last('close-order')!.jobId })
    expect(back.view.content).toMatchObject({ screen: 'previewing', copiesHere: { maxCopies: 10 } })
    const unclear = paying().touch({ kind: 'back' })
    unclear.on({ kind: 'order-unclear', jobId: unclear.last('close-order')!.jobId })
    expect(unclear.view.content).toMatchObject({ screen: 'refused', canGoBack: false, canTryAgain: false })
    expect(unclear.touch({ kind: 'back' }).view.content.screen).toBe('attract')
  })

  it('is not offered another document when it is printed', () => {
    const visit = atPreview().touch({ kind: 'confirm' })
    const { jobId } = visit.last('open-order')!
    visit.on({ kind: 'order-opened', order: orderFor(jobId, 1, 5) })
    const ended = { kind: 'printing-ended', jobId, copiesDelivered: 1, copiesUnclear: 0, sheetsDelivered: 2 } as const
    visit.on({ ...ended, fault: null })
    const settlement = { ...{ copiesGivenBack: 0, quotaGivenBack: 0, copiesUnclear: 0, heldFen: 0 }, freeCopiesLeft: 4 }
    visit.on({
      kind: 'outcome-recorded',
      jobId,
      settlement: { ...settlement, copiesDelivered: 1, chargedFen: 0, refundFen: 0 },
    })
    expect(visit.view.content).toMatchObject({ screen: 'finished', canPrintAnother: false })
  })
})

const STEPS = { empty: begin, typing: () => type(begin(), '307'), sent }

describe.each(Object.keys(STEPS) as (keyof typeof STEPS)[])('a way out of %s', name => {
  it('is a card, which begins its own visit', () => {
    const visit = STEPS[name]().on({ kind: 'card-tapped', uid: CARD })
    expect(visit.view.content).toEqual({ screen: 'identifying', means: 'campus-card' })
    if (name === 'sent') expect(found(visit).last('end-visit')?.visitId).toBe(COLLECTOR.visitId)
  })

  it('is an ID card', () => {
    const visit = STEPS[name]().on({ kind: 'id-card-found' })
    expect(visit.view.content).toEqual({ screen: 'identifying', means: 'id-card' })
  })

  it('is back, to the other ways in and in the same language', () => {
    const visit = STEPS[name]().touch({ kind: 'set-language', language: 'en' }).touch({ kind: 'back' })
    expect(visit.view).toMatchObject({ language: 'en', content: { screen: 'attract', started: true } })
  })

  it('is the end', () => {
    const visit = STEPS[name]().touch({ kind: 'finish' })
    expect(visit.view.content).toMatchObject({ screen: 'attract', started: false })
    expect(JSON.stringify(visit.session)).not.toContain('307')
  })

  it('leads out of service where the machine cannot serve any more', () => {
    const broken = () => machine(STEPS[name](), { printer: fault('printer-jam') })
    for (const act of [{ kind: 'back' }, { kind: 'finish' }] as const)
      expect(broken().touch(act).view.content.screen).toBe('out-of-service')
    expect(broken().on({ kind: 'card-tapped', uid: CARD }).view.content.screen).toBe('out-of-service')
  })
})

describe('somebody', () => {
  it('who walks away is asked, and the digits are forgotten', () => {
    const visit = type(begin(), '307').fire('idle')
    expect(visit.view.asking).toBe(true)
    visit.fire('ask')
    expect(visit.view.content).toMatchObject({ screen: 'attract', started: false })
    expect(JSON.stringify(visit.session)).not.toContain('307')
  })

  it('else whose card is not read takes no digits from them', () => {
    for (const kind of ['card-unreadable', 'id-card-unreadable'] as const) {
      expect(type(begin(), '307').on({ kind }).view.content).toMatchObject({ screen: 'collecting', typed: '307' })
      expect(begin().on({ kind }).view.content).toMatchObject({ screen: 'attract', fault: { code: kind } })
      const broken = machine(begin(), { printer: fault('printer-jam') })
      expect(broken.on({ kind }).view.content.screen).toBe('collecting')
    }
  })
})
