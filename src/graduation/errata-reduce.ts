import { err, impossible, ok, type Result } from '../result.ts'
import { type Errata, type ErrataBy, isEnded } from './errata.ts'
import type { ErrataEvent, ErrataOutcome, ErrataRefusal, ErrataRefusalName, Turned } from './errata-event.ts'
import { collegeStep, registryStep } from './errata-offices.ts'
import { studentStep } from './errata-student.ts'
import { openNow, type When } from './open-now.ts'
import { repeatOf, withAct } from './repeats.ts'

/**
 * The life of an errata form (graduation.md, 3.5):
 *
 *     draft ──► submitted ──► college-ok ──► registry-ok ──► exported ──► fixed | external-failed
 *                │   ▲         ▲  │ └──► registry-rejected
 *                ▼   │         │  ▼
 *             college-back   need-more         withdrawn, by the student, until the college has agreed
 *
 * What holds nothing for the national register goes from registry-ok to fixed. After the lock only the outcome of what was exported is still
 * written down. What cannot be is a refusal by name; a request that comes again with its key is no mistake.
 */
export function reduceErrata(errata: Errata, event: ErrataEvent, when: When): Result<ErrataOutcome, ErrataRefusal> {
  const refuse = (name: ErrataRefusalName) => err({ name, newest: errata })
  const repeat = repeatOf(errata.acts, event)
  if (repeat === 'repeat') return ok({ errata, effects: [] })
  if (repeat === 'reused') return refuse('key-reused')
  if (isEnded(errata.state)) return refuse('ended')
  const isLocked = openNow(when.campaign, when.at).phase === 'locked'
  const isOutcome = event.kind === 'fix' || event.kind === 'external-fail'
  if (isLocked && !(isOutcome && errata.state === 'exported')) return refuse('locked')
  const turned = turn(errata, event)
  if (!turned.ok) return refuse(turned.error)
  const { state, changes = {}, note = null, effects = [] } = turned.value
  const by: ErrataBy = 'staffId' in event ? { kind: 'staff', staffId: event.staffId } : { kind: 'student' }
  const history = [...errata.history, { state, at: when.at, by, note }]
  return ok({
    errata: { ...errata, ...changes, state, history, acts: withAct(errata.acts, event) },
    effects: isLocked ? [{ kind: 'tell-student', state, note }] : effects,
  })
}

function turn(errata: Errata, event: ErrataEvent): Turned {
  switch (event.kind) {
    case 'rewrite':
    case 'submit':
    case 'withdraw':
    case 'supplement':
      return studentStep(errata, event)
    case 'college-approve':
    case 'college-return':
      return collegeStep(errata, event)
    case 'registry-approve':
    case 'registry-reject':
    case 'registry-ask-more':
    case 'export':
    case 'fix':
    case 'external-fail':
      return registryStep(errata, event)
    default:
      return impossible(event)
  }
}
