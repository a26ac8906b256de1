import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Check } from './check.ts'
import type { CheckEvent } from './check-event.ts'
import { reduceCheck } from './check-reduce.ts'
import { isErrataLate, timePassed } from './check-time.ts'
import { type Errata, isEnded } from './errata.ts'
import type { ErrataEffect, ErrataEvent } from './errata-event.ts'
import { reduceErrata } from './errata-reduce.ts'
import { AT, confirming, disputing, NEVER, register, reopening } from './fixture-check.ts'
import { CONTENT, DRAFT, E } from './fixture-errata.ts'
import { CAMPAIGN } from './fixtures.ts'

interface Both {
  readonly check: Check
  readonly errata: Errata
}

const formEvents = fc
  .constantFrom<(() => ErrataEvent)[]>(
    ...[
      () => E.submit('支教未归'),
      () => E.submit('支教未归'),
      () => E.submit(null),
      () => E.rewrite(CONTENT),
      () => E.withdraw(),
    ],
    ...[() => E.collegeApprove(true), () => E.collegeApprove(), () => E.collegeReturn(), () => E.registryApprove()],
    ...[
      () => E.registryReject(),
      () => E.registryAskMore(),
      () => E.supplement(),
      () => E.export(),
      () => E.fix(),
      () => E.externalFail(),
    ],
  )
  .map(make => make())
const checkEvents = fc.constantFrom<(() => CheckEvent)[]>(
  () => confirming({ key: crypto.randomUUID() }),
  () => register({}),
  () => register({ graduationHash: null }),
  () => register({ dataHash: 'd2' }),
  () => reopening({ key: crypto.randomUUID(), until: CAMPAIGN.lockAt }),
  () => ({ kind: 'time-passed' }),
)
const moments = fc.constantFrom(AT.checking, AT.lateErrata, AT.between, AT.recheck, AT.over, AT.locked)
const lives = fc
  .array(fc.tuple(moments, fc.oneof({ weight: 3, arbitrary: formEvents }, { weight: 1, arbitrary: checkEvents })), {
    maxLength: 40,
    size: 'max',
  })
  .map(steps => steps.toSorted(([a], [b]) => a.getTime() - b.getTime()))

const isOfForm = (event: unknown): event is ErrataEvent => typeof event === 'object'

/** One event, as whoever keeps both must handle it: the form and its check change together, or neither does. */
function together({ check, errata }: Both, said: ErrataEvent | (() => CheckEvent), at: Date): Both {
  const when = { campaign: CAMPAIGN, at }
  if (!isOfForm(said)) {
    const step = reduceCheck(check, said(), when)
    return { errata, check: step.ok ? step.value.check : check }
  }
  const now = timePassed(check, CAMPAIGN, at).check
  const event = said.kind === 'submit' ? { ...said, isLate: isErrataLate(now, CAMPAIGN, at) } : said
  const turned = reduceErrata(errata, event, when)
  if (!turned.ok) return { check, errata }
  const told = turned.value.effects.flatMap(effect => checkEventOf(effect, now, errata))
  const after = told.reduce<Check | null>((one, tell) => {
    const step = one && reduceCheck(one, tell, when)
    // Whether a form may be handed in the check decides too; what follows from it later, it must take.
    if (step && !step.ok && tell.kind !== 'dispute') throw new Error(`${tell.kind}: ${step.error.name}`)
    return step?.ok ? step.value.check : null
  }, now)
  return after ? { check: after, errata: turned.value.errata } : { check, errata }
}

function checkEventOf(effect: ErrataEffect, check: Check, { number }: Errata): CheckEvent[] {
  const key = crypto.randomUUID()
  if (effect.kind === 'accept-late') return [{ kind: 'accept-late', key, errata: number }]
  if (effect.kind === 'end-check') return [{ kind: 'end-errata', key, errata: number, how: effect.how }]
  if (effect.kind !== 'dispute-check') return []
  return [disputing({ key, errata: number, seen: check.newest, lateReason: effect.lateReason })]
}

describe('a form and the check behind it', () => {
  it('say the same of each other, whatever happens', () => {
    fc.assert(
      fc.property(lives, life => {
        life.reduce<Both>(
          (both, [at, event]) => {
            const { check, errata } = together(both, event, at)
            const isHeld = !isEnded(errata.state) && errata.state !== 'draft'
            const isLate = errata.lateReason !== null
            const isTied = isHeld && !(errata.state === 'college-back' && isLate)
            if (check.state !== 'locked') {
              expect(check.errata).toBe(isTied ? errata.number : null)
              expect(check.awaitsCollege).toBe(errata.state === 'submitted' && isLate)
            }
            return { check, errata }
          },
          { check: NEVER, errata: DRAFT },
        )
      }),
      { numRuns: 500 },
    )
  })

  it('nothing that has ended or was locked changes', () => {
    fc.assert(
      fc.property(lives, life => {
        life.reduce<Both>(
          (both, [at, event]) => {
            const next = together(both, event, at)
            if (isEnded(both.errata.state)) expect(next.errata).toBe(both.errata)
            if (both.check.state === 'locked') expect(next.check).toEqual(both.check)
            if (both.check.state === 'locked' && both.errata.state !== 'exported') expect(next.errata).toBe(both.errata)
            return next
          },
          { check: NEVER, errata: DRAFT },
        )
      }),
    )
  })
})
