import type { ComplaintAct } from '../../payments/payments.ts'
import type { ComplaintRow, ErrandRow } from '../complaint-rows.ts'

type Act = ComplaintAct['kind']

/** What may be wanted of the provider now. What waits to be done is not wanted a second time, but an answer may follow an answer. */
export function actsNow(
  row: Pick<ComplaintRow, 'state' | 'about' | 'is_answered_elsewhere'>,
  lines: readonly { readonly what: string }[],
  errands: readonly Pick<ErrandRow, 'act' | 'state'>[],
): Act[] {
  if (row.state === 'processed' || row.is_answered_elsewhere) return []
  const isDue = (...acts: Act[]) => errands.some(one => one.state === 'due' && acts.includes(one.act))
  // Whatever is wanted to end it is the last thing.
  if (isDue('complete', 'refuse-refund')) return []
  const isDecided = lines.some(({ what }) => /^MERCHANT_(?:APPROVE|REFUSE)_/.test(what)) || isDue('agree-refund')
  const isAnswered = row.state === 'processing' || isDue('reply', 'agree-refund')
  return [
    'reply',
    ...(row.about === 'refund' && !isDecided ? (['agree-refund', 'refuse-refund'] as const) : []),
    // The provider refuses it before anything was answered.
    ...(isAnswered ? (['complete'] as const) : []),
  ]
}
