import type { Clock } from '../../../src/clock.ts'
import type { VisitOutcome, VisitReport, VisitStep } from '../../../src/contract/reports-api.ts'
import { impossible } from '../../../src/result.ts'
import type { Stage } from '../../../src/session/state.ts'

const DAY_MS = 86_400_000

/** In which step of a visit a stage is; null where nobody is served. */
export function stepOf(stage: Stage): VisitStep | null {
  switch (stage.kind) {
    case 'attract':
    case 'out-of-service':
      return null
    case 'identifying':
    case 'phone-login':
    case 'collecting':
    case 'choosing-register':
    case 'reading-notice':
      return 'identify'
    case 'refused':
      return stage.visitor === null ? 'identify' : 'choose'
    case 'choosing':
    case 'entering-code':
      return 'choose'
    case 'card-pin':
    case 'preparing':
    case 'previewing':
      return 'preview'
    case 'paying':
      return 'pay'
    case 'printing':
      return 'print'
    case 'finished':
    case 'bad-print':
    case 'handing-over':
      return 'collect'
    case 'checking-paper':
      return 'check'
    default:
      return impossible(stage)
  }
}

/** What a stage says of how the visit ends, were it to end now; null where it says nothing. */
function endOf(stage: Stage): { readonly outcome: VisitOutcome; readonly fault: string | null } | null {
  switch (stage.kind) {
    case 'refused':
      return { outcome: 'failed', fault: stage.fault.code }
    case 'finished':
      return stage.fault === null
        ? { outcome: 'completed', fault: null }
        : { outcome: 'failed', fault: stage.fault.code }
    case 'checking-paper':
      if (stage.check.step === 'answered') return { outcome: 'completed', fault: null }
      return stage.check.step === 'cannot-check' ? { outcome: 'failed', fault: stage.check.fault.code } : null
    default:
      return null
  }
}

interface Visit {
  readonly beganAt: string
  step: VisitStep
  sinceMs: number
  /** Something has come out in it, or a paper was judged. */
  hasCompleted: boolean
  end: ReturnType<typeof endOf>
  readonly tookMs: Partial<Record<VisitStep, number>>
}

/** Follows each visit from the first touch or card until nobody is served any more, and tells of it then. Nothing of its person is looked at. */
export function createVisitWatch(
  clock: Clock,
  newId: () => string,
  tell: (report: VisitReport) => void,
): { see(stage: Stage): void } {
  let visit: Visit | null = null

  const leaveStep = (one: Visit) => {
    const tookMs = (one.tookMs[one.step] ?? 0) + Math.max(0, Math.round(clock.monotonic() - one.sinceMs))
    one.tookMs[one.step] = Math.min(tookMs, DAY_MS)
    one.sinceMs = clock.monotonic()
  }
  const over = (one: Visit) => {
    leaveStep(one)
    // Who has one paper and leaves at the choice of a second one has got what they came for.
    const end = one.end ?? { outcome: 'given-up' as const, fault: null }
    const isDone = one.hasCompleted && end.outcome !== 'failed'
    const { outcome, fault } = isDone ? { outcome: 'completed' as const, fault: null } : end
    tell({ reportId: newId(), beganAt: one.beganAt, outcome, step: one.step, fault, tookMs: one.tookMs })
  }

  return {
    see: stage => {
      const step = stepOf(stage)
      if (step === null) {
        if (visit) over(visit)
        visit = null
        return
      }
      if (visit) leaveStep(visit)
      else
        visit = {
          ...{ beganAt: new Date(clock.now()).toISOString(), step, sinceMs: clock.monotonic() },
          ...{ hasCompleted: false, end: null, tookMs: {} },
        }
      visit.step = step
      visit.end = endOf(stage)
      if (visit.end?.outcome === 'completed') visit.hasCompleted = true
    },
  }
}
