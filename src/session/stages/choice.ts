import type { JobId } from '../../contract/ids.ts'
import type { Order } from '../../contract/orders-api.ts'
import type { Visitor } from '../../contract/terminals-api.ts'
import { type Fault, fault } from '../../fault.ts'
import { quote as quoteCopies } from '../../rules/quota.ts'
import type { SessionEvent } from '../event.ts'
import { type Choice, type Guest, jobOf, type Session, type Spoilt, type StageOf } from '../state.ts'
import { enter, home, type Step, stay, step } from '../transition.ts'
import { askForPin } from './ask-for-pin.ts'
import { enterCode } from './enter-code.ts'
import { copiesWithPaper, mostCopies } from './paper-left.ts'
import { backToChoice, prepare } from './prepare.ts'
import { printerSaid } from './printer-said.ts'
import { sameChoice } from './same-choice.ts'

/** What the choice costs this visitor now. */
export function quoteOf(visitor: Visitor, choice: Choice): ReturnType<typeof quoteCopies> {
  const offer = visitor.offers[choice.offerIndex]!
  return quoteCopies(choice.copies, offer.freeCopiesLeft, offer.unitPriceFen)
}

function clampCopies(session: Session, copies: number, choice: Choice | null): number {
  return Math.max(1, Math.min(copies, mostCopies(session, choice)))
}

/** Something that the visitor asked for can't be had; nothing was ordered. */
export function refuseChoice(session: Session, visitor: Guest, choice: Choice | null, why: Fault): Session {
  return enter(session, { kind: 'refused', fault: why, money: { kind: 'nothing-charged' }, visitor, choice })
}

/** There is paper for fewer copies: said before anything is ordered, and the choice falls to what can be had. */
function refuseForPaper(session: Session, stage: StageOf<'previewing'>, paperFor: number): Session {
  const { visitor, choice, document } = stage
  const { sheetsPerCopy } = document
  const fewer: Choice = { ...choice, sheetsPerCopy, copies: Math.max(1, Math.min(choice.copies, paperFor)) }
  const why = fault('printer-paper-short', `${session.readiness.sheetsLeft} sheets, ${sheetsPerCopy} a copy`)
  const money = { kind: 'nothing-charged' } as const
  return enter(session, { kind: 'refused', fault: why, money, visitor, choice: fewer, paperFor })
}

export function onChoosing(session: Session, stage: StageOf<'choosing'>, event: SessionEvent): Step | null {
  if (event.kind !== 'touched') return null
  const { command } = event
  switch (command.kind) {
    case 'select-offer': {
      const offer = stage.visitor.offers[command.index]
      if (!offer || (offer.unavailable && !offer.opensWithPin)) return null
      const { choice } = stage
      const known = choice?.offerIndex === command.index ? choice : null
      const next: Choice = { ...known, offerIndex: command.index, copies: clampCopies(session, stage.copies, known) }
      return step(stay(session, { ...stage, copies: next.copies, choice: next }))
    }
    case 'set-copies': {
      const copies = clampCopies(session, command.copies, stage.choice)
      return step(stay(session, { ...stage, copies, choice: stage.choice && { ...stage.choice, copies } }))
    }
    case 'preview': {
      if (!stage.choice) return null
      return stage.visitor.offers[stage.choice.offerIndex]!.opensWithPin
        ? step(askForPin(session, stage.visitor, stage.choice))
        : prepare(session, stage.visitor, stage.choice)
    }
    case 'enter-code':
      return step(enterCode(session, stage.visitor, stage))
    case 'finish':
    case 'back':
      return home(session)
    default:
      return null
  }
}

export function onPreparing(session: Session, stage: StageOf<'preparing'>, event: SessionEvent): Step | null {
  const { visitor, choice } = stage
  switch (event.kind) {
    case 'document-checked':
      if (event.request !== stage.request) return null
      return step(
        enter(session, { kind: 'previewing', visitor, choice, document: event.document, fault: null, ordering: null }),
      )
    case 'document-refused':
      return event.request === stage.request ? step(refuseChoice(session, visitor, choice, event.fault)) : null
    case 'timer-fired':
      return step(refuseChoice(session, visitor, choice, fault('server-slow')))
    case 'touched':
      if (event.command.kind === 'finish') return home(session)
      return event.command.kind === 'back' ? backToChoice(session, visitor, choice) : null
    default:
      return null
  }
}

/** The one touch that orders. No payment is begun for what the machine can't print, or could not remember. */
export function order(session: Session, stage: StageOf<'previewing'>, jobId: JobId): Step {
  const { visitor, choice, document } = stage
  const why = session.readiness.storage ?? session.readiness.printer
  if (why) return step(refuseChoice(session, visitor, choice, why))
  const paperFor = copiesWithPaper(session, document.sheetsPerCopy)
  if (paperFor !== null && paperFor < choice.copies) return step(refuseForPaper(session, stage, paperFor))
  const next = stay(session, { ...stage, fault: null, ordering: { jobId, copies: choice.copies } })
  return step(next, { kind: 'open-order', jobId, visitId: visitor.visitId, document, quote: quoteOf(visitor, choice) })
}

export function onPreviewing(session: Session, stage: StageOf<'previewing'>, event: SessionEvent): Step | null {
  const { visitor, choice, document, ordering } = stage
  if (event.kind === 'touched' && !ordering) {
    const { command } = event
    if (command.kind === 'confirm') return order(session, stage, event.jobId)
    if (command.kind === 'back')
      return backToChoice(session, visitor, { ...choice, sheetsPerCopy: document.sheetsPerCopy })
    if (command.kind === 'finish') return home(session)
    if (command.kind === 'set-copies') {
      const { sheetsPerCopy } = document
      const copies = clampCopies(session, command.copies, { ...choice, sheetsPerCopy })
      return step(stay(session, { ...stage, choice: { ...choice, copies } }))
    }
    return null
  }
  if (!ordering) return null
  switch (event.kind) {
    case 'order-opened':
      return event.order.jobId === ordering.jobId ? opened(session, stage, event.order) : null
    case 'order-refused': {
      if (event.jobId !== ordering.jobId) return null
      const again =
        event.fault.code === 'quote-changed' && event.visitor ? sameChoice(visitor, choice, event.visitor) : null
      if (!again) return step(refuseChoice(session, visitor, choice, event.fault))
      return step(enter(session, { ...stage, ...again, fault: event.fault, ordering: null }))
    }
    case 'timer-fired':
      return step(refuseChoice(session, visitor, choice, fault('server-slow')), {
        kind: 'abandon-order',
        jobId: ordering.jobId,
      })
    default:
      return null
  }
}

function opened(session: Session, stage: StageOf<'previewing'>, opened: Order): Step {
  const { visitor, choice, document } = stage
  const job = jobOf(opened, document)
  if (opened.state === 'ready') return startPrinting(session, job, visitor)
  if (opened.state !== 'awaiting-payment' || opened.codeUrl === null || opened.payWithinMs === null) {
    return step(refuseChoice(session, visitor, choice, fault('order-conflict')), {
      kind: 'abandon-order',
      jobId: job.jobId,
    })
  }
  const paying = enter(session, {
    kind: 'paying',
    job,
    codeUrl: opened.codeUrl,
    payWithinMs: opened.payWithinMs,
    person: { visitor, choice, document },
    closing: null,
  })
  return step(paying, { kind: 'watch-payment', jobId: job.jobId })
}

/** Paper begins to move, or moves on after a break with what is `recovered`: the order is free or paid, and only here is said print. */
export function startPrinting(
  session: Session,
  job: ReturnType<typeof jobOf>,
  visitor: Guest | null,
  {
    recovered = null,
    again = null,
  }: {
    readonly recovered?: { readonly copiesDelivered: number; readonly sheetsDelivered: number } | null
    readonly again?: Spoilt | null
  } = {},
): Step {
  const next = enter(session, {
    kind: 'printing',
    job,
    visitor,
    copiesDelivered: recovered?.copiesDelivered ?? 0,
    sheetsDelivered: recovered?.sheetsDelivered ?? 0,
    stalled: null,
    stalls: 0,
    stopping: false,
    recovering: recovered !== null,
    reported: printerSaid(session.readiness),
    again,
  })
  return step(next, { kind: 'print', job })
}
