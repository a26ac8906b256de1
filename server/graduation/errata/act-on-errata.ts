import { belongs } from '../../../src/graduation/belonging.ts'
import type { Seen } from '../../../src/graduation/check.ts'
import type { CheckEvent, CheckRefusalName } from '../../../src/graduation/check-event.ts'
import { isErrataLate } from '../../../src/graduation/check-time.ts'
import type { Errata } from '../../../src/graduation/errata.ts'
import type { ErrataEffect, ErrataEvent, ErrataRefusalName } from '../../../src/graduation/errata-event.ts'
import type { SaidItem } from '../../../src/graduation/errata-items.ts'
import { reduceErrata } from '../../../src/graduation/errata-reduce.ts'
import { err, impossible, ok, type Result } from '../../../src/result.ts'
import { transacted } from '../checks/act-on-check.ts'
import type { CheckParts } from '../checks/check-parts.ts'
import type { HeldCheck } from '../checks/held-check.ts'
import { holdCheck } from '../checks/hold-check.ts'
import { keepNotice } from '../checks/notices.ts'
import { writeCheckStep } from '../checks/write-check.ts'
import { audit } from '../graduation-audit.ts'
import { type ContentFlaws, type ErrataNow, readContent, type SaidContent } from './begin-errata.ts'
import { errataOf, findErrata, writeErrata } from './errata-rows.ts'

/** What is asked of a form; whether it is late, and what its rows read, is judged here. */
export type ErrataWish =
  | { readonly kind: 'rewrite'; readonly key: string; readonly said: SaidContent }
  /** `seen`: what lay before the student. */
  | { readonly kind: 'submit'; readonly key: string; readonly seen: Seen; readonly lateReason: string | null }
  | Exclude<ErrataEvent, { readonly kind: 'rewrite' | 'submit' }>

export type ErrataRefused =
  | ({ readonly why: 'flawed' } & ContentFlaws)
  | { readonly why: ErrataRefusalName | CheckRefusalName | 'not-in-campaign'; readonly newest: ErrataNow }

/**
 * Has something done to a form at the moment in which it was asked for, and to the check behind it, in one transaction: both or neither. Null where
 * there is no such form.
 */
export function actOnErrata(
  parts: CheckParts,
  errataNumber: string,
  wish: ErrataWish,
  at = parts.now(),
): Promise<Result<ErrataNow, ErrataRefused> | null> {
  return transacted(parts, async tx => {
    const found = await findErrata(tx, errataNumber)
    if (!found) return null
    // The check is held first, always: two that work on one form come one after the other.
    const held = await holdCheck(tx, parts, { campaignId: found.campaign_id, enrolmentId: found.enrolment_id }, at)
    const row = await findErrata(tx, errataNumber)
    if (!held || !row) return null
    const before = await errataOf(tx, parts.seals, row)
    if (wish.kind === 'submit' && belongs(held.campaign.filter, held.enrolment.entry) !== 'in')
      return err({ why: 'not-in-campaign' as const, newest: { errata: before, held } })
    const ready = readyToReduce(before, wish, held, at)
    if (!ready.ok) return err({ why: 'flawed' as const, ...ready.error })
    const { campaign } = held
    const outcome = reduceErrata(ready.value.errata, ready.value.event, { campaign, at })
    if (!outcome.ok) return err({ why: outcome.error.name, newest: { errata: before, held } })
    const { errata, effects } = outcome.value
    if (errata === ready.value.errata) return ok({ errata: before, held })
    let after: HeldCheck = held
    for (const event of checkEventsOf(effects, errata, wish)) {
      const step = await writeCheckStep(tx, after, event, at)
      // Nothing of the form is written yet.
      if (!step.ok) return err({ why: step.error.name, newest: { errata: before, held: after } })
      after = step.value
    }
    await writeErrata(tx, parts.seals, { before, errata, at })
    for (const effect of effects)
      if (effect.kind === 'tell-student')
        await keepNotice(
          tx,
          { campaignId: row.campaign_id, enrolmentId: row.enrolment_id },
          noticeOf(errata, effect),
          at,
        )
    const detail = { by: 'staffId' in wish ? wish.staffId : 'self', state: errata.state }
    await audit(tx, at, { event: `errata-${wish.kind}`, subject: errata.number, terminalId: null, detail })
    return ok({ errata, held: after })
  })
}

const noticeOf = ({ number }: Errata, { state, note }: Extract<ErrataEffect, { readonly kind: 'tell-student' }>) => ({
  ...{ about: 'errata' as const, number, state, note },
})

/** The form and the event as the rules want them. What is handed in says of the register what it says now. */
function readyToReduce(
  errata: Errata,
  wish: ErrataWish,
  held: HeldCheck,
  at: Date,
): Result<{ readonly errata: Errata; readonly event: ErrataEvent }, ContentFlaws> {
  if (errata.acts.some(({ key }) => key === wish.key)) return ok({ errata, event: repeated(wish, errata) })
  if (wish.kind === 'rewrite') {
    const content = readContent(wish.said, held)
    return content.ok ? ok({ errata, event: { kind: 'rewrite', key: wish.key, content: content.value } }) : content
  }
  if (wish.kind !== 'submit') return ok({ errata, event: wish })
  const content = readContent(saidOf(errata), held)
  if (!content.ok) return content
  const { key, lateReason } = wish
  const isLate = isErrataLate(held.check, held.campaign, at)
  return ok({ errata: { ...errata, content: content.value }, event: { kind: 'submit', key, isLate, lateReason } })
}

/** A request that comes again: the rules look at its key alone. */
const repeated = (wish: ErrataWish, { content }: Errata): ErrataEvent => {
  if (wish.kind === 'rewrite') return { kind: 'rewrite', key: wish.key, content }
  if (wish.kind === 'submit') return { kind: 'submit', key: wish.key, isLate: false, lateReason: null }
  return wish
}

const saidOf = ({ content }: Errata): SaidContent => ({ ...content, items: content.items as readonly SaidItem[] })

/** What the check behind a form is told. */
function checkEventsOf(effects: readonly ErrataEffect[], errata: Errata, wish: ErrataWish): readonly CheckEvent[] {
  const key = `${errata.number} ${wish.key}`
  return effects.flatMap((effect): readonly CheckEvent[] => {
    switch (effect.kind) {
      case 'tell-student':
      case 'work-for':
        return []
      case 'accept-late':
        return [{ kind: 'accept-late', key, errata: errata.number }]
      case 'end-check':
        return [{ kind: 'end-errata', key, errata: errata.number, how: effect.how }]
      case 'dispute-check': {
        if (wish.kind !== 'submit') throw new Error('a check is disputed by nothing but a form that is handed in')
        const { photoProblem } = errata.content
        const said = { errata: errata.number, photoProblem, lateReason: effect.lateReason, seen: wish.seen }
        return [{ kind: 'dispute', key, by: { kind: 'self' }, channel: 'web', ...said }]
      }
      default:
        return impossible(effect)
    }
  })
}
