import { fault } from '../../fault.ts'
import type { SessionEvent } from '../event.ts'
import type { Closing, Session, StageOf } from '../state.ts'
import { enter, home, type Step, stay, step } from '../transition.ts'
import { order, refuseChoice, startPrinting } from './choice.ts'

export function onPaying(session: Session, stage: StageOf<'paying'>, event: SessionEvent): Step | null {
  if ('jobId' in event && event.kind !== 'touched' && event.jobId !== stage.job.jobId) return null
  switch (event.kind) {
    case 'payment-settled':
      // Also while the order is being closed: who has paid gets paper.
      return startPrinting(session, stage.job, stage.person?.visitor ?? null)
    case 'order-closed':
      return closed(session, stage)
    case 'order-unclear':
      return unclear(session, stage)
    case 'timer-fired':
      return event.timer === 'pay' ? close(session, stage, { next: 'expired' }) : unclear(session, stage)
    case 'touched': {
      if (stage.closing) return null
      if (event.command.kind === 'finish') return close(session, stage, { next: 'finish' })
      if (event.command.kind === 'back') return close(session, stage, { next: stage.person ? 'back' : 'finish' })
      if (event.command.kind === 'print-free-only' && stage.person && stage.job.quote.freeCopies > 0) {
        return close(session, stage, { next: 'free-only', jobId: event.jobId })
      }
      return null
    }
    default:
      return null
  }
}

/** Nobody answers: the order is closed, and what was paid in time is printed all the same. */
export function closeUnpaid(session: Session, stage: StageOf<'paying'>): Step {
  return close(session, stage, { next: 'finish' })
}

/** Takes the code off the screen and has the order closed; only then is it certain that nothing is paid. */
function close(session: Session, stage: StageOf<'paying'>, closing: Closing): Step {
  return step(
    { ...stay(session, { ...stage, closing }), asking: false },
    { kind: 'close-order', jobId: stage.job.jobId },
  )
}

function closed(session: Session, stage: StageOf<'paying'>): Step {
  const { person } = stage
  const closing: Closing = stage.closing ?? { next: 'expired' }
  if (closing.next === 'finish') return home(session)
  if (closing.next === 'expired' || closing.next === 'recovered') {
    const why = fault('payment-expired')
    if (person) return step(refuseChoice(session, person.visitor, person.choice, why))
    return step(
      enter(session, { kind: 'refused', fault: why, money: { kind: 'nothing-charged' }, visitor: null, choice: null }),
    )
  }
  // Without a person there is no screen to go back to.
  if (!person) return home(session)
  const preview: StageOf<'previewing'> = { kind: 'previewing', ...person, fault: null, ordering: null }
  if (closing.next !== 'free-only') return step(enter(session, preview))

  const freeOnly = { ...preview, choice: { ...person.choice, copies: stage.job.quote.freeCopies } }
  return order(enter(session, freeOnly), freeOnly, closing.jobId)
}

/** It is asked about until it is known; what was paid and not printed goes back, or to a person with the number. */
function unclear(session: Session, stage: StageOf<'paying'>): Step {
  const { quote, orderNumber } = stage.job
  const next = enter(session, {
    kind: 'refused',
    fault: fault('payment-unclear'),
    money: { kind: 'being-checked', amountFen: quote.amountFen, orderNumber },
    visitor: stage.person?.visitor ?? null,
    choice: null,
  })
  return step(next, { kind: 'abandon-order', jobId: stage.job.jobId })
}
