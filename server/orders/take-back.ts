import { err, ok } from '../../src/result.ts'
import { type CaseActs, sentence } from '../cases/cases.ts'
import { audit } from './orders-audit.ts'
import { applyToRefund, lockRefund } from './refund-rows.ts'
import { copiesLeft } from './reprint-codes.ts'
import { lockOrderById } from './reprint-rows.ts'

type TakeBack = NonNullable<NonNullable<CaseActs['takeBack']>['refund']>

/** What is left of a reprint code is void from now on; what has come out under it stays. */
export const takeBackReprintCode: TakeBack = async (tx, { kind, subject, orderId, by, reason }, now) => {
  const order = await lockOrderById(tx, orderId ?? subject)
  const code = await tx
    .selectFrom('reprint_code')
    .selectAll()
    .where('case_kind', '=', kind)
    .where('case_subject', '=', subject)
    .where('state', '=', 'open')
    .forUpdate()
    .executeTakeFirst()
  if (!code) return err(sentence('code-not-open'))
  const reprint = code.reprint_order_id === null ? undefined : await lockOrderById(tx, code.reprint_order_id)
  if (reprint?.state === 'ready') return err(sentence('code-in-use'))
  if (copiesLeft(code, reprint) === 0) return err(sentence('code-used'))
  await tx
    .updateTable('reprint_code')
    .set({ state: 'taken-back', ended_at: now })
    .where('code_hash', '=', code.code_hash)
    .execute()
  const detail = { copies: code.copies, by, because: reason }
  await audit(tx, now, { event: 'reprint-code-taken-back', subject: order.order_id, terminalId: null, detail })
  return ok(null)
}

/** A refund that a person wanted sent again at once waits for its own time again, unless it has been sent. */
export const takeBackRetry: TakeBack = async (tx, { kind, subject, begunAt }, now) => {
  const row = await lockRefund(tx, subject)
  if (row.state !== 'due' || (row.tried_at !== null && row.tried_at >= begunAt)) return err(sentence('asked-since'))
  await applyToRefund(tx, NO_CASES, subject, { kind: 'retry-taken-back' }, now, { actOn: { kind, subject } })
  return ok(null)
}

/** A refund that a person wanted sent elsewhere is abnormal as before, unless the provider has been asked. */
export const takeBackRedirect: TakeBack = async (tx, { kind, subject, begunAt }, now) => {
  const row = await lockRefund(tx, subject)
  if (row.state !== 'needs-hand' || !row.redirected_to || (row.tried_at !== null && row.tried_at >= begunAt))
    return err(sentence('asked-since'))
  await applyToRefund(tx, NO_CASES, subject, { kind: 'redirect-taken-back' }, now, { actOn: { kind, subject } })
  return ok(null)
}

const never = () => Promise.reject(new Error('a retry that is taken back concerns no case'))

const NO_CASES = { open: never, tell: never, settle: never, failed: never, isUnderWay: never }
