import { isDeepStrictEqual } from 'node:util'
import type { Transaction } from 'kysely'
import { collegeOf } from '../../../src/graduation/belonging.ts'
import { type Check, seenChanges } from '../../../src/graduation/check.ts'
import type { CheckEffect, CheckEvent, CheckRefusal } from '../../../src/graduation/check-event.ts'
import { reduceCheck } from '../../../src/graduation/check-reduce.ts'
import { ok, type Result } from '../../../src/result.ts'
import type { Tables } from '../../ground/store/tables.ts'
import { audit } from '../graduation-audit.ts'
import { columnsOf } from './check-rows.ts'
import type { HeldCheck } from './held-check.ts'
import { keepNotice } from './notices.ts'
import { drawNumber } from './receipt-number.ts'

/** What is told of each in the audit trail: what a student does, what staff do, and a confirmation that holds no more. */
const AUDITED = {
  confirm: 'check-confirmed',
  dispute: 'check-disputed',
  reopen: 'check-reopened',
  'tell-national': 'check-done-nationally',
} as const

/**
 * Has an event change a check that is held, and writes down what comes of it: the check, its history, what the student is told, the audit trail.
 * A refusal writes nothing.
 */
export async function writeCheckStep(
  tx: Transaction<Tables>,
  held: HeldCheck,
  event: CheckEvent,
  at: Date,
  { isWritten = false }: { readonly isWritten?: boolean } = {},
): Promise<Result<HeldCheck, CheckRefusal>> {
  const { check: before, campaign, enrolment } = held
  const step = reduceCheck(before, event, { campaign, at })
  if (!step.ok) return step
  const { check, effects } = step.value
  if (isDeepStrictEqual(check, before) && !isWritten) return ok(held)
  const own = { campaignId: check.campaignId, enrolmentId: check.enrolmentId }
  const { numUpdatedRows } = await tx
    .updateTable('graduation_check')
    .set({
      ...columnsOf(check, campaign, at),
      ...{ entry_stamp: enrolment.stamp, college: collegeOf(enrolment.entry), version: held.version + 1 },
    })
    .where('campaign_id', '=', own.campaignId)
    .where('enrolment_id', '=', own.enrolmentId)
    .where('version', '=', held.version)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new Error('a check was changed while it was held')
  const hasHappened = check.state !== before.state || !isDeepStrictEqual(check.acts, before.acts)
  if (hasHappened || effects.length > 0) await writeHistory(tx, { before, check, event, effects, at })
  for (const effect of effects) if (effect.kind === 'tell-student') await keepNotice(tx, own, effect.notice, at)
  return ok({ ...held, check, version: held.version + 1 })
}

interface Happened {
  readonly before: Check
  readonly check: Check
  readonly event: CheckEvent
  readonly effects: readonly CheckEffect[]
  readonly at: Date
}

async function writeHistory(tx: Transaction<Tables>, { before, check, event, effects, at }: Happened): Promise<void> {
  const receipt = effects.find(effect => effect.kind === 'give-receipt')
  const isDone = 'key' in event && check.acts !== before.acts
  const hasRegisterChanged = seenChanges(before.newest, check.newest).length > 0
  const said = isDone ? event.kind : hasRegisterChanged ? 'register-changed' : 'time-passed'
  const { by, reason } = whoAndWhy(event)
  const seen = receipt ? receipt.decision.seen : check.newest
  await tx
    .insertInto('graduation_check_step')
    .values({
      ...{ campaign_id: check.campaignId, enrolment_id: check.enrolmentId, at, event: said, state: check.state },
      ...{ by_staff: by, reason, receipt_number: receipt ? drawNumber(at) : null, seen: JSON.stringify(seen) },
    })
    .execute()
  const subject = `${check.campaignId}/${check.enrolmentId}`
  const detail = { by: by ?? (isDone ? 'self' : null), state: check.state }
  if (isDone && event.kind in AUDITED)
    await audit(tx, at, {
      ...{ event: AUDITED[event.kind as keyof typeof AUDITED], subject, terminalId: null, detail },
    })
  if (before.decision !== null && check.decision === null && event.kind === 'register-changed')
    await audit(tx, at, { event: 'check-lapsed', subject, terminalId: null, detail })
}

function whoAndWhy(event: CheckEvent): { readonly by: string | null; readonly reason: string | null } {
  if (event.kind === 'reopen') return { by: event.staffId, reason: event.reason }
  if ((event.kind === 'confirm' || event.kind === 'dispute') && event.by.kind === 'delegate')
    return { by: event.by.staffId, reason: event.by.reason }
  return { by: null, reason: event.kind === 'dispute' ? event.lateReason : null }
}
