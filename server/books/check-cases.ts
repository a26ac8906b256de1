import type { Kysely } from 'kysely'
import type { Clock } from '../../src/clock.ts'
import { type Cases, sentence } from '../cases/cases.ts'
import type { Tables } from '../ground/store/tables.ts'
import { type Difference, saidOf } from './differences.ts'

type CheckKind = 'issued-file-damaged' | 'books-differ'
const KINDS = ['issued-file-damaged', 'books-differ'] as const satisfies readonly CheckKind[]

/** A disk that is gone is one misfortune and not ten thousand cases. */
const CASES_MAX = 100

export interface CheckCases {
  /** Opens a case about a difference, or adds to the one that is open about the same thing. */
  found(difference: Difference): Promise<void>
  /** Ends the cases about what no longer differs. To be called after a check that went to its end. */
  settleOthers(): Promise<void>
  /** How many differences have no case of their own because there were too many. */
  readonly withoutCase: () => number
}

export function createCheckCases(parts: {
  readonly db: Kysely<Tables>
  readonly cases: Pick<Cases, 'open' | 'settle'>
  readonly clock: Pick<Clock, 'now'>
}): CheckCases {
  const { db, cases, clock } = parts
  const met: Record<CheckKind, Set<string>> = { 'issued-file-damaged': new Set(), 'books-differ': new Set() }
  let left = CASES_MAX
  let without = 0
  return {
    found: async difference => {
      const { kind, subject, orderId } = aboutOf(difference)
      const isNew = !met[kind].has(subject)
      met[kind].add(subject)
      if (isNew && left-- <= 0) {
        without++
        return
      }
      const now = new Date(clock.now())
      const evidence = [{ source: 'server' as const, atMs: now.getTime(), says: saidOf(difference) }]
      await db.transaction().execute(tx => cases.open(tx, { kind, subject, orderId, evidence }, now))
    },
    settleOthers: async () => {
      const open = await db
        .selectFrom('open_case')
        .select(['kind', 'subject'])
        .where('kind', 'in', KINDS)
        .where('state', '<>', 'ended')
        .execute()
      for (const { kind, subject } of open) {
        if ((kind !== 'issued-file-damaged' && kind !== 'books-differ') || met[kind].has(subject)) continue
        const because = sentence('later-check')
        await db.transaction().execute(tx => cases.settle(tx, { kind, subject, because }, new Date(clock.now())))
      }
    },
    withoutCase: () => without,
  }
}

function aboutOf(one: Difference): { kind: CheckKind; subject: string; orderId: string | null } {
  switch (one.kind) {
    case 'file-damaged':
    case 'file-missing':
    case 'file-unreadable':
      return { kind: 'issued-file-damaged', subject: one.sha256, orderId: null }
    case 'provider-balance-differs':
      return { kind: 'books-differ', subject: 'provider', orderId: null }
    case 'entry-altered':
    case 'entry-without-order':
      return { kind: 'books-differ', subject: `entry ${one.entryId}`, orderId: null }
    case 'unclaimed-differs':
      return { kind: 'books-differ', subject: `payment ${one.outTradeNo}`, orderId: null }
    default:
      return { kind: 'books-differ', subject: one.orderId, orderId: one.orderId }
  }
}
