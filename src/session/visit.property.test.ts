import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { HandoverState } from '../contract/handovers-api.ts'
import type { JobId } from '../contract/ids.ts'
import type { KioskCommand } from '../contract/kiosk-command.ts'
import { kioskViewSchema } from '../contract/kiosk-view.ts'
import { LOGIN_CODE_DIGITS, type LoginState } from '../contract/logins-api.ts'
import { pickupScanOf } from '../contract/pickup-scan.ts'
import { PICKUP_CODE_DIGITS } from '../contract/pickups-api.ts'
import { REPRINT_CODE_DIGITS } from '../contract/reprints-api.ts'
import { CARD_PIN_DIGITS } from '../contract/terminals-api.ts'
import { LANGUAGES } from '../contract/texts.ts'
import { fault } from '../fault.ts'
import { quote } from '../rules/quota.ts'
import { settle } from '../rules/settlement.ts'
import type { Effect } from './effect.ts'
import type { SessionEvent } from './event.ts'
import { PAPER_FOUND } from './fixture-papers.ts'
import { atPreview } from './fixture-walk.ts'
import {
  CARD,
  CARD_HOLDER,
  COLLECTOR,
  DOCUMENT,
  jobId,
  NEWCOMER,
  orderFor,
  phoneSession,
  READY,
  REGISTERS,
  reprintFor,
  SETTINGS,
  VISITOR,
  visitorWith,
} from './fixtures.ts'
import { reduce } from './reduce.ts'
import { jobOf, type Session } from './state.ts'
import { TIMER_NAMES, type TimerName } from './timer-name.ts'
import { timersOf } from './timers.ts'
import { visitorsOf } from './transition.ts'
import { viewOf } from './view.ts'
import { WAY_TO_PREVIEW, type WayAct } from './way-to-preview.ts'

const PHONE_SETTINGS = { ...SETTINGS, hasPhoneLogin: true, hasPickups: true }

/**
 * A world that answers a session's effects, each in one of the ways the real one can: well, badly, late, or with a payment that
 * arrives at the worst moment. `choose` picks; everything else follows.
 */
class World {
  session: Session = phoneSession()
  /** Answers that are under way. */
  pending: { effect: Effect; answers: SessionEvent[] }[] = []
  readonly prints = new Map<JobId, number>()
  /** Orders that hold quota or money, until someone says what becomes of them. */
  readonly owed = new Map<JobId, 'open' | 'paid'>()
  /** Orders that were left to the ledger: it asks what became of them until it knows, and a payment that is told later is its affair. */
  readonly #left = new Set<JobId>()
  /** Logins that the server holds open for this machine. */
  readonly logins = new Set<number>()
  #touches = 0

  happen(event: SessionEvent): void {
    const { session, effects } = reduce(this.session, event)
    this.session = session
    kioskViewSchema.parse(viewOf(session, { screenWidthMm: 336, remainingMs: () => 0 }))
    for (const effect of effects) this.#take(effect)
  }

  touch(command: KioskCommand): void {
    this.happen({ kind: 'touched', command, jobId: jobId(++this.#touches) })
  }

  fire(timers: readonly TimerName[] = TIMER_NAMES): void {
    const running = timersOf(this.session)
    for (const timer of timers) {
      const token = running[timer]?.token
      if (token === undefined) continue
      this.happen({ kind: 'timer-fired', timer, token })
      return
    }
  }

  /** Lets pending answer `index` happen in way `way`. */
  answer(index: number, way: number): void {
    const [picked] = this.pending.splice(index % this.pending.length, 1)
    if (!picked) return
    const event = picked.answers[way % picked.answers.length]!
    if (event.kind === 'login-begun') this.logins.add(event.request)
    const { effect } = picked
    if (isLastOfLogin(event) && 'login' in effect) this.logins.delete(effect.login)
    if (event.kind === 'order-opened') this.owed.set(event.order.jobId, 'open')
    if (event.kind === 'reprint-opened') this.owed.set(event.job.jobId, 'paid')
    if (event.kind === 'payment-settled' && !this.#left.has(event.jobId)) this.owed.set(event.jobId, 'paid')
    // Taken up again, it is the visit's once more.
    if (event.kind === 'paying-recovered') this.#left.delete(event.job.jobId)
    if (event.kind === 'paying-recovered') this.owed.set(event.job.jobId, 'open')
    if (event.kind === 'printing-recovered') this.owed.set(event.job.jobId, 'paid')
    if (event.kind === 'order-unclear') this.owed.delete(event.jobId)
    if (event.kind === 'order-closed') this.owed.delete(event.jobId)
    this.happen(event)
  }

  /** A break cut off a visit that waited for its payment; what the server says of it comes when it comes. */
  recover(n: number): void {
    const job = jobOf(orderFor(jobId(1_000 + n), 7, 5), DOCUMENT)
    const told = { job, language: 'en' } as const
    this.owed.set(job.jobId, 'open')
    this.pending.push({
      effect: { kind: 'watch-payment', jobId: job.jobId },
      answers: [
        { kind: 'paying-recovered', codeUrl: 'weixin://x', payWithinMs: 100_000, ...told },
        { kind: 'printing-recovered', copiesDelivered: 0, sheetsDelivered: 0, ...told },
        { kind: 'order-closed', jobId: job.jobId },
        { kind: 'order-unclear', jobId: job.jobId },
      ],
    })
    this.happen({ kind: 'payment-recovering', withinMs: 180_000, ...told })
  }

  #take(effect: Effect): void {
    if (effect.kind === 'abandon-order' || effect.kind === 'report-outcome') this.owed.delete(effect.jobId)
    if (effect.kind === 'abandon-order') this.#left.add(effect.jobId)
    if (effect.kind === 'end-login') this.logins.delete(effect.login)
    if (effect.kind === 'close-order') {
      this.pending = this.pending.filter(p => !(p.effect.kind === 'watch-payment' && p.effect.jobId === effect.jobId))
    }
    if (effect.kind === 'print') {
      const { jobId: job, quote } = effect.job
      this.prints.set(job, (this.prints.get(job) ?? 0) + 1)
      expect(quote.amountFen === 0 || this.owed.get(job) === 'paid').toBe(true)
    }
    const answers = answersTo(effect)
    if (answers.length > 0) this.pending.push({ effect, answers })
  }

  /** The server says that what runs on the screen is over. */
  end(isEnded: boolean): void {
    const over = visitorsOf(this.session.stage).map(({ visitId }) => ({ visitId, isEnded }))
    this.happen({ kind: 'visits-over', over })
  }

  /** What a visitor who knows what they want does next. */
  goOn(): void {
    const { screen } = viewOf(this.session, { screenWidthMm: 336, remainingMs: () => 0 }).content
    const acts = WAY_TO_PREVIEW[screen]
    if (this.pending.length > 0) this.answer(0, 0)
    else if (screen === 'previewing') this.touch({ kind: 'confirm' })
    else if (typeof acts === 'string') this.touch({ kind: 'finish' })
    else for (const act of acts) this.#perform(act)
  }

  /** What a visitor does whose copy is bad, or who has a code for one. */
  complain(): void {
    const { stage } = this.session
    if (stage.kind === 'finished') this.touch({ kind: 'bad-print' })
    else if (stage.kind === 'bad-print') this.touch({ kind: stage.step.step === 'refused' ? 'enter-code' : 'confirm' })
    else if (stage.kind === 'choosing') this.touch({ kind: 'enter-code' })
    else if (stage.kind === 'entering-code') {
      for (let digits = 0; digits < REPRINT_CODE_DIGITS; digits++) this.touch({ kind: 'type-digit', digit: '4' })
      this.touch({ kind: 'confirm' })
    }
  }

  /** What a visitor does who logs in with a phone. */
  goOnByPhone(): void {
    const { stage } = this.session
    if (stage.kind === 'attract') this.touch({ kind: 'phone-login' })
    if (stage.kind !== 'phone-login') return
    const { login } = stage
    if (this.pending.length > 0) this.answer(0, 0)
    else if (login.step !== 'open') this.touch({ kind: 'phone-login' })
    else if (login.at.state !== 'code-wanted') this.fire(['look'])
    else {
      for (let digits = 0; digits < LOGIN_CODE_DIGITS; digits++) this.touch({ kind: 'type-digit', digit: '4' })
      this.touch({ kind: 'confirm' })
    }
  }

  /** What a visitor does whose document asks for the digits of the campus card. */
  goOnWithPin(): void {
    const { stage } = this.session
    if (this.pending.length > 0) this.answer(0, 0)
    else if (stage.kind === 'choosing') {
      this.touch({ kind: 'select-offer', index: 1 })
      this.touch({ kind: 'preview' })
    } else if (stage.kind === 'card-pin') {
      for (let digits = 0; digits < CARD_PIN_DIGITS; digits++) this.touch({ kind: 'type-digit', digit: '4' })
      this.touch({ kind: 'confirm' })
    } else this.goOn()
  }

  /** What a visitor does who takes the file along. */
  takeAlong(): void {
    const { stage } = this.session
    if (stage.kind === 'finished') this.touch({ kind: 'take-along' })
    if (stage.kind !== 'handing-over') return
    const { handover } = stage
    if (this.pending.length > 0) this.answer(0, 0)
    else if (handover.step !== 'open') this.touch({ kind: 'take-along' })
    else if (handover.at.state === 'asked') this.touch({ kind: 'confirm' })
    else this.fire(['look'])
  }

  /** What a visitor does who has a code of collection. */
  goOnWithCode(): void {
    const { stage } = this.session
    if (stage.kind === 'attract') this.touch({ kind: 'collect' })
    else if (this.pending.length > 0) this.answer(0, 0)
    else if (stage.kind === 'previewing') this.touch({ kind: 'confirm' })
    else if (stage.kind === 'refused') this.touch({ kind: 'back' })
    else if (stage.kind === 'collecting') {
      for (let digits = 0; digits < PICKUP_CODE_DIGITS; digits++) this.touch({ kind: 'type-digit', digit: '4' })
      this.fire(['send'])
    }
  }

  #perform(act: WayAct): void {
    const { stage } = this.session
    if (act.do === 'tap') this.happen({ kind: 'card-tapped', uid: CARD })
    else if (act.do === 'touch') this.touch(act.command)
    else if (stage.kind === 'choosing' && !stage.choice) this.touch({ kind: 'select-offer', index: 0 })
  }
}

/** Says that the server holds a login open no more. */
const isLastOfLogin = (event: SessionEvent) =>
  event.kind === 'identity-confirmed' ||
  event.kind === 'registers-found' ||
  (event.kind === 'login-seen' && event.state.state === 'over')

/** The ways in which the world may answer an effect; none for those that are not answered. */
function answersTo(effect: Effect): SessionEvent[] {
  switch (effect.kind) {
    case 'look-up-identity':
    case 'confirm-login':
      return [
        { kind: 'identity-confirmed', request: effect.request, visitor: VISITOR },
        { kind: 'identity-confirmed', request: effect.request, visitor: CARD_HOLDER },
        { kind: 'identity-confirmed', request: effect.request, visitor: NEWCOMER },
        { kind: 'identity-refused', request: effect.request, fault: fault('card-unknown') },
        { kind: 'identity-refused', request: effect.request, fault: fault('login-code-wrong') },
        { kind: 'registers-found', request: effect.request, registers: REGISTERS },
      ]
    case 'collect': {
      const { request } = effect
      return [
        { kind: 'identity-confirmed', request, visitor: COLLECTOR },
        { kind: 'identity-refused', request, fault: fault('pickup-code-refused') },
        { kind: 'identity-refused', request, fault: fault('server-busy') },
        { kind: 'identity-refused', request, fault: fault('person-without-records') },
      ]
    }
    case 'agree-to-notice': {
      const { request } = effect
      return [
        { kind: 'notice-agreed', request, visitor: VISITOR },
        { kind: 'notice-not-agreed', request, fault: fault('server-slow') },
        { kind: 'notice-not-agreed', request, fault: fault('notice-changed') },
        { kind: 'notice-not-agreed', request, fault: fault('visit-expired') },
      ]
    }
    case 'prove-pin': {
      const { request } = effect
      return [
        { kind: 'pin-proven', request, visitor: VISITOR },
        { kind: 'pin-not-proven', request, cardPin: { state: 'ready', triesLeft: 4 } },
        { kind: 'pin-not-proven', request, cardPin: { state: 'locked' } },
        { kind: 'pin-unasked', request, fault: fault('server-slow') },
        { kind: 'pin-unasked', request, fault: fault('visit-expired') },
        { kind: 'pin-proven', request, visitor: { ...VISITOR, offers: [] } },
      ]
    }
    case 'begin-login':
      return [
        { kind: 'login-begun', request: effect.request, url: 'https://print.example/q/X', withinMs: 60_000 },
        { kind: 'login-not-begun', request: effect.request, fault: fault('server-unreachable') },
      ]
    case 'look-at-login': {
      const { request } = effect
      const at = (state: LoginState): SessionEvent => ({ kind: 'login-seen', request, state })
      return [
        at({ state: 'code-wanted', withinMs: 60_000, triesLeft: 2 }),
        at({ state: 'scanned', withinMs: 60_000, refused: 'away' }),
        at({ state: 'shown', withinMs: 0 }),
        at({ state: 'over', why: 'expired' }),
        at({ state: 'over', why: 'declined' }),
        { kind: 'login-unseen', request, fault: fault('server-slow') },
      ]
    }
    case 'begin-handover':
      return [
        { kind: 'handover-begun', request: effect.request, url: 'https://print.example/t/X', withinMs: 60_000 },
        { kind: 'handover-not-begun', request: effect.request, fault: fault('handover-refused') },
      ]
    case 'look-at-handover':
    case 'give-handover': {
      const { request } = effect
      const at = (state: HandoverState): SessionEvent => ({ kind: 'handover-seen', request, state })
      return [
        at({ state: 'asked', digits: '47', withinMs: 60_000 }),
        at({ state: 'given' }),
        at({ state: 'shown', withinMs: 1_000 }),
        at({ state: 'over', why: 'ended' }),
        { kind: 'handover-unseen', request, fault: fault('server-slow') },
      ]
    }
    case 'look-up-visitor':
      return [
        { kind: 'identity-confirmed', request: effect.request, visitor: visitorWith(2) },
        { kind: 'identity-refused', request: effect.request, fault: fault('visit-expired') },
      ]
    case 'check-paper':
      return [
        { kind: 'paper-checked', request: effect.request, answer: PAPER_FOUND },
        { kind: 'paper-checked', request: effect.request, answer: { outcome: 'not-ours', site: 'verify.example' } },
        { kind: 'paper-not-checked', request: effect.request, fault: fault('server-unreachable') },
      ]
    case 'prepare-document':
      return [
        { kind: 'document-checked', request: effect.request, document: DOCUMENT },
        { kind: 'document-refused', request: effect.request, fault: fault('document-check-failed') },
      ]
    case 'open-order':
      return [
        { kind: 'order-opened', order: orderFor(effect.jobId, effect.quote.copies, effect.quote.freeCopies) },
        { kind: 'order-refused', jobId: effect.jobId, fault: fault('payment-unavailable'), visitor: null },
        { kind: 'order-refused', jobId: effect.jobId, fault: fault('quote-changed'), visitor: visitorWith(2) },
      ]
    case 'open-reprint': {
      const { jobId: job, how } = effect
      return [
        { kind: 'reprint-opened', job: reprintFor(job, how.by === 'rule' ? how.copies : 2, how.by) },
        { kind: 'reprint-refused', jobId: job, fault: fault('reprint-not-reported') },
        { kind: 'reprint-refused', jobId: job, fault: fault('server-slow') },
        { kind: 'reprint-refused', jobId: job, fault: fault('reprint-tries-over') },
      ]
    }
    case 'watch-payment':
      return [{ kind: 'payment-settled', jobId: effect.jobId }]
    case 'close-order':
      return [
        { kind: 'order-closed', jobId: effect.jobId },
        { kind: 'payment-settled', jobId: effect.jobId },
        { kind: 'order-unclear', jobId: effect.jobId },
      ]
    case 'print': {
      const { jobId: job, quote } = effect.job
      const ended = { kind: 'printing-ended', jobId: job, copiesDelivered: 0, copiesUnclear: 0 } as const
      return [
        { ...ended, copiesDelivered: quote.copies, sheetsDelivered: 2, fault: null },
        { ...ended, sheetsDelivered: 1, fault: fault('printer-jam') },
        { ...ended, copiesUnclear: 1, sheetsDelivered: 1, fault: fault('printer-outcome-unknown') },
      ]
    }
    case 'report-outcome': {
      const { jobId: job, outcome } = effect
      const settled = settle(quote(outcome.copiesDelivered, 5, 0), outcome, { unclearGivenBackUpToFen: 0 })
      return [{ kind: 'outcome-recorded', jobId: job, settlement: { ...settled, freeCopiesLeft: 1 } }]
    }
    default:
      return []
  }
}

const touch = <Command extends KioskCommand>(command: Command) => fc.constant(command)

/** Every touch that there is. */
const TOUCHES: { readonly [Kind in KioskCommand['kind']]: fc.Arbitrary<Extract<KioskCommand, { kind: Kind }>> } = {
  start: touch({ kind: 'start' }),
  'check-paper': touch({ kind: 'check-paper' }),
  'phone-login': touch({ kind: 'phone-login' }),
  collect: touch({ kind: 'collect' }),
  agree: touch({ kind: 'agree' }),
  'select-register': fc.constantFrom(0, 1, 7).map(index => ({ kind: 'select-register', index })),
  'select-offer': fc.constantFrom(0, 1, 2).map(index => ({ kind: 'select-offer', index })),
  'set-copies': fc.integer({ min: 1, max: 9 }).map(copies => ({ kind: 'set-copies', copies })),
  preview: touch({ kind: 'preview' }),
  confirm: touch({ kind: 'confirm' }),
  'print-free-only': touch({ kind: 'print-free-only' }),
  back: touch({ kind: 'back' }),
  finish: touch({ kind: 'finish' }),
  'give-up': touch({ kind: 'give-up' }),
  'print-receipt': touch({ kind: 'print-receipt' }),
  'take-along': touch({ kind: 'take-along' }),
  'bad-print': touch({ kind: 'bad-print' }),
  'print-another': touch({ kind: 'print-another' }),
  'enter-code': touch({ kind: 'enter-code' }),
  'type-digit': touch({ kind: 'type-digit', digit: '7' }),
  'erase-digits': fc.boolean().map(all => ({ kind: 'erase-digits', all })),
  stay: touch({ kind: 'stay' }),
  'set-language': fc.constantFrom(...LANGUAGES).map(language => ({ kind: 'set-language', language })),
  'set-aids': fc.boolean().map(on => ({ kind: 'set-aids', aids: { largeText: on, highContrast: on, lowReach: on } })),
}
const command: fc.Arbitrary<KioskCommand> = fc.oneof(...Object.values<fc.Arbitrary<KioskCommand>>(TOUCHES))

const move = fc.oneof(
  { weight: 12, arbitrary: fc.constant((world: World) => world.goOn()) },
  { weight: 4, arbitrary: fc.constant((world: World) => world.complain()) },
  { weight: 5, arbitrary: fc.constant((world: World) => world.goOnByPhone()) },
  { weight: 4, arbitrary: fc.constant((world: World) => world.goOnWithCode()) },
  { weight: 4, arbitrary: fc.constant((world: World) => world.goOnWithPin()) },
  { weight: 3, arbitrary: fc.constant((world: World) => world.takeAlong()) },
  { weight: 5, arbitrary: command.map(c => (world: World) => world.touch(c)) },
  {
    weight: 5,
    arbitrary: fc.tuple(fc.nat(5), fc.nat(5)).map(
      ([index, way]) =>
        (world: World) =>
          world.answer(index, way),
    ),
  },
  { weight: 3, arbitrary: fc.constant((world: World) => world.fire()) },
  { weight: 1, arbitrary: fc.nat(99_999).map(n => (world: World) => world.recover(n)) },
  { weight: 1, arbitrary: fc.boolean().map(isEnded => (world: World) => world.end(isEnded)) },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom<SessionEvent>(
        { kind: 'card-tapped', uid: CARD },
        { kind: 'card-unreadable' },
        { kind: 'id-card-found' },
        { kind: 'id-card-unreadable' },
        { kind: 'code-scanned', text: 'https://verify.example/v/CODE' },
        { kind: 'code-scanned', text: pickupScanOf('30719264') },
        { kind: 'code-unreadable' },
        {
          kind: 'readiness-changed',
          settings: PHONE_SETTINGS,
          readiness: { ...READY, codeScanner: fault('scanner-lost') },
        },
        { kind: 'readiness-changed', settings: PHONE_SETTINGS, readiness: { ...READY, printer: fault('printer-jam') } },
        { kind: 'readiness-changed', settings: PHONE_SETTINGS, readiness: READY },
        { kind: 'readiness-changed', settings: SETTINGS, readiness: READY },
        {
          kind: 'readiness-changed',
          settings: PHONE_SETTINGS,
          readiness: { ...READY, server: fault('server-unreachable') },
        },
      )
      .map(event => (world: World) => world.happen(event)),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(null, fault('printer-jam')).map(stalled => (world: World) => {
      const { stage } = world.session
      if (stage.kind !== 'printing') return
      world.happen({
        kind: 'printing-progressed',
        jobId: stage.job.jobId,
        sheetsDelivered: 1,
        copiesDelivered: 0,
        stalled,
      })
    }),
  },
)

describe('any visit', () => {
  it('has no dead end, prints a job once, and leaves nothing paid, reserved or logged in without an owner', () => {
    fc.assert(
      fc.property(fc.array(move, { maxLength: 60 }), moves => {
        const world = new World()
        for (const make of moves) {
          make(world)
          const free = world.session.stage.kind === 'attract' || world.session.stage.kind === 'out-of-service'
          const moving = Object.keys(timersOf(world.session)).length > 0 || world.pending.length > 0
          expect(free || moving).toBe(true)
        }
        // Everybody walks away: answers come, timers run out, and the machine must be free again.
        world.happen({ kind: 'readiness-changed', settings: PHONE_SETTINGS, readiness: READY })
        for (let turn = 0; turn < 200 && (world.pending.length > 0 || world.session.stage.kind !== 'attract'); turn++) {
          if (world.pending.length > 0) world.answer(0, turn)
          else world.fire()
        }
        expect(world.session.stage.kind).toBe('attract')
        expect([...world.owed]).toEqual([])
        expect([...world.logins]).toEqual([])
        expect([...world.prints.values()].every(times => times === 1)).toBe(true)
      }),
      { numRuns: 3000 },
    )
  })

  it('ends for a visitor who pays but whose payment is never told', () => {
    const world = new World()
    world.session = atPreview(7).session
    world.touch({ kind: 'confirm' })
    world.answer(0, 0)
    world.pending = []
    world.fire(['pay'])
    world.answer(0, 2)
    expect(viewOf(world.session, { screenWidthMm: 336, remainingMs: () => 0 }).content).toMatchObject({
      screen: 'refused',
      money: { kind: 'being-checked', amountFen: 400 },
    })
    expect([...world.owed]).toEqual([])
  })
})
