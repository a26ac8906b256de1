import type { Transaction } from 'kysely'
import { belongs } from '../../../src/graduation/belonging.ts'
import type { CheckEvent, CheckRefusalName } from '../../../src/graduation/check-event.ts'
import { err, ok, type Result } from '../../../src/result.ts'
import type { Tables } from '../../ground/store/tables.ts'
import type { CheckKey, CheckParts } from './check-parts.ts'
import type { HeldCheck } from './held-check.ts'
import { holdCheck } from './hold-check.ts'
import { writeCheckStep } from './write-check.ts'

/** Why nothing was done, with the check as it stands (P13). `not-in-campaign`: the register has the enrolment in another way now. */
export interface ActRefusal {
  readonly why: CheckRefusalName | 'not-in-campaign'
  readonly newest: HeldCheck
}

/** What was asked of a check: what came of it; null where there is no such check. */
export type Acted = Result<HeldCheck, ActRefusal> | null

/**
 * Has something done to a check at the moment in which it was asked for: what comes in its last second is in time, however long others are before
 * it. What the register and time have made of the check meanwhile is written down also where it is refused.
 */
export function actOnCheck(parts: CheckParts, key: CheckKey, event: CheckEvent, at = parts.now()): Promise<Acted> {
  return transacted(parts, async tx => {
    const held = await holdCheck(tx, parts, key, at)
    if (!held) return null
    const isDecision = event.kind === 'confirm' || event.kind === 'dispute'
    if (isDecision && belongs(held.campaign.filter, held.enrolment.entry) !== 'in')
      return err({ why: 'not-in-campaign' as const, newest: held })
    const step = await writeCheckStep(tx, held, event, at)
    return step.ok ? ok(step.value) : err({ why: step.error.name, newest: { ...held, check: step.error.newest } })
  })
}

/** A check brought up to date, for who looks at it; null where there is none. */
export const lookAtCheck = (parts: CheckParts, key: CheckKey): Promise<HeldCheck | null> =>
  transacted(parts, tx => holdCheck(tx, parts, key, parts.now()))

/** Does work in one transaction, when its turn has come. */
export const transacted = <T>({ db, inLine }: CheckParts, work: (tx: Transaction<Tables>) => Promise<T>): Promise<T> =>
  inLine(() => db.transaction().execute(work))
