import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CHECK_STATES, type Check, newCheck, type Seen, seenChanges } from './check.ts'
import type { CheckEvent } from './check-event.ts'
import { reduceCheck } from './check-reduce.ts'
import { timePassed } from './check-time.ts'
import type { EnrolmentId, ErrataNumber } from './enrolment.ts'
import { ERRATA } from './fixture-check.ts'
import { CAMPAIGN, msLater } from './fixtures.ts'
import { openNow } from './open-now.ts'

const oneOf = fc.constantFrom
const seens: fc.Arbitrary<Seen> = fc.record({
  ...{
    dataHash: oneOf('d1', 'd1', 'd2'),
    admissionHash: oneOf('a1', 'a1', null),
    graduationHash: oneOf('g1', 'g1', 'g2', null),
  },
})
/** Near the moments of the campaign, where mistakes are. */
const moments = fc
  .tuple(
    oneOf('opensAt', 'errataClosesAt', 'closesAt', 'recheckFrom', 'recheckTo', 'lockAt'),
    oneOf(-1, 0, 999, 1000, 86_400_000),
  )
  .map(([name, ms]) => msLater(CAMPAIGN[name as 'opensAt'], ms))
const erratas = oneOf(ERRATA, ERRATA, ERRATA, '26-1111-11111' as ErrataNumber)
const keys = fc.integer({ min: 0, max: 200 }).map(nth => `k-${nth}`)
const decided = {
  key: keys,
  by: oneOf({ kind: 'self' } as const, { kind: 'delegate', staffId: 's-1', reason: '住院' } as const),
  channel: oneOf('kiosk', 'web', 'desk'),
}
/** `null` for what was seen is what there is: most people look before they press. */
const saysSeen = fc.oneof({ weight: 4, arbitrary: oneOf(null) }, { weight: 1, arbitrary: seens })

type Said = { readonly event: CheckEvent; readonly seen: Seen | null }
const says = (events: fc.Arbitrary<unknown>): fc.Arbitrary<Said> =>
  fc.record({ event: events as fc.Arbitrary<CheckEvent>, seen: saysSeen })
const happenings = fc.oneof(
  says(fc.record({ kind: oneOf('time-passed') })),
  says(fc.record({ kind: oneOf('confirm'), ...decided, ticks: fc.record({ data: fc.boolean(), photo: oneOf(true) }) })),
  says(fc.record({ kind: oneOf('confirm'), ...decided, ticks: oneOf({ data: true, photo: true }) })),
  says(
    fc.record({
      ...{ kind: oneOf('dispute'), ...decided, errata: erratas },
      ...{ photoProblem: oneOf('none', 'missing', 'not-me'), lateReason: oneOf(null, '支教') },
    }),
  ),
  says(fc.record({ kind: oneOf('accept-late'), key: keys, errata: erratas })),
  says(
    fc.record({
      ...{ kind: oneOf('end-errata'), key: keys, errata: erratas },
      ...{ how: oneOf('fixed', 'rejected', 'external-failed', 'late-refused', 'withdrawn') },
    }),
  ),
  says(
    fc.record({
      kind: oneOf('reopen'),
      key: keys,
      staffId: oneOf('s-1'),
      reason: oneOf('误点', '误点', ''),
      until: fc.option(moments),
    }),
  ),
  says(fc.record({ kind: oneOf('register-changed'), newest: seens })),
  says(fc.record({ kind: oneOf('tell-national'), key: keys, isDone: fc.boolean(), source: oneOf('self', 'list') })),
)
const lives = fc
  .array(fc.tuple(moments, happenings), { maxLength: 40, size: 'max' })
  .map(steps => steps.toSorted(([a], [b]) => a.getTime() - b.getTime()))
const starts = seens.map(newest =>
  newCheck({ enrolmentId: 'e-1' as EnrolmentId, campaignId: CAMPAIGN.campaignId, newest }),
)

const WITH_PHOTO = newCheck({
  ...{ enrolmentId: 'e-1' as EnrolmentId, campaignId: CAMPAIGN.campaignId },
  newest: { dataHash: 'd1', admissionHash: null, graduationHash: 'g1' },
})

/** Goes through a life, and looks at each step of it. */
function live(
  start: Check,
  life: readonly (readonly [Date, Said])[],
  look: (before: Check, event: CheckEvent, at: Date, step: ReturnType<typeof reduceCheck>) => void,
): Check {
  return life.reduce((before, [at, { event: said, seen }]) => {
    const event = said.kind === 'confirm' || said.kind === 'dispute' ? { ...said, seen: seen ?? before.newest } : said
    const step = reduceCheck(before, event, { campaign: CAMPAIGN, at })
    look(before, event, at, step)
    return step.ok ? step.value.check : before
  }, start)
}
const always = (look: Parameters<typeof live>[2]) =>
  fc.assert(
    fc.property(starts, lives, (start, life) => void live(start, life, look)),
    { numRuns: 300 },
  )

describe('whatever happens to a check', () => {
  it('no confirmation goes without a word to the student', () => {
    always((before, _, __, step) => {
      if (before.state !== 'confirmed' || !step.ok || step.value.check.decision !== null) return
      expect(step.value.effects.map(effect => effect.kind === 'tell-student' && effect.notice.about)).toContainEqual(
        expect.stringMatching(/^(?:changed-after-confirm|reopened)$/),
      )
      expect(step.value.check.lapsed).toEqual(before.decision)
    })
  })

  it('a confirmation is of what there is', () => {
    always((_, __, ___, step) => {
      const check = step.ok ? step.value.check : step.error.newest
      const isConfirmed = (check.state === 'locked' ? check.lockedAs : check.state) === 'confirmed'
      expect(check.decision !== null).toBe(isConfirmed)
      if (check.decision) expect(seenChanges(check.decision.seen, check.newest)).toEqual([])
    })
  })

  it('what is locked never changes', () => {
    always((before, _, __, step) => {
      if (before.state !== 'locked') return
      expect(step.ok ? step.value : { check: step.error.newest, effects: [] }).toEqual({ check: before, effects: [] })
    })
  })

  it('the lock finds every check, and notes as what', () => {
    always((_, __, at, step) => {
      const check = step.ok ? step.value.check : step.error.newest
      expect(check.state === 'locked').toBe(openNow(CAMPAIGN, at).phase === 'locked')
      expect(check.lockedAs !== null).toBe(check.state === 'locked')
    })
  })

  it('nothing is waited for without an end, and nothing is overdue that may be decided', () => {
    always((_, __, at, step) => {
      const check = step.ok ? step.value.check : step.error.newest
      expect(CHECK_STATES).toContain(check.state)
      expect(timePassed(check, CAMPAIGN, at)).toEqual({ check, effects: [] })
      if (check.state === 'pending') expect(check.newest.graduationHash).not.toBeNull()
      if (check.state !== 'locked')
        expect(check.errata !== null).toBe(check.state === 'disputed' || check.awaitsCollege)
    })
  })

  it('a request that comes again is taken, and does nothing more', () => {
    always((_, event, at, step) => {
      if (!step.ok || !('key' in event)) return
      expect(reduceCheck(step.value.check, event, { campaign: CAMPAIGN, at })).toEqual({
        ...{ ok: true, value: { check: step.value.check, effects: [] } },
      })
    })
  })

  it('it makes no difference how often somebody looks at the clock', () => {
    fc.assert(
      fc.property(starts, lives, moments, moments, (start, life, one, other) => {
        const check = live(start, life, () => {})
        const last = life.at(-1)?.[0] ?? CAMPAIGN.opensAt
        const [sooner, later] = [one, other].filter(at => at >= last).toSorted((a, b) => a.getTime() - b.getTime())
        if (!sooner || !later) return
        const once = timePassed(check, CAMPAIGN, later)
        const first = timePassed(check, CAMPAIGN, sooner)
        const second = timePassed(first.check, CAMPAIGN, later)
        expect({ check: second.check, effects: [...first.effects, ...second.effects] }).toEqual(once)
      }),
    )
  })
})

describe('a deadline', () => {
  it('is kept to the millisecond by who was given no other', () => {
    fc.assert(
      fc.property(fc.integer({ min: -3_000, max: 3_000 }), starts, (ms, start) => {
        const close = CAMPAIGN.closesAt
        const event = { kind: 'confirm', key: 'k', by: { kind: 'self' }, channel: 'web' } as const
        const ticks = { data: true, photo: true }
        const newest = { ...start.newest, graduationHash: 'g1' }
        const at = msLater(close, ms)
        const step = reduceCheck({ ...start, newest }, { ...event, ticks, seen: newest }, { campaign: CAMPAIGN, at })
        expect(step.ok).toBe(ms <= 999)
      }),
      {
        examples: [
          [999, WITH_PHOTO],
          [1000, WITH_PHOTO],
        ],
      },
    )
  })
})
