import type { Cases } from '../cases/cases.ts'
import type { Ground } from '../ground/ground.ts'
import type { Room } from '../ground/room.ts'
import type { PaymentRoom } from '../payments/payments.ts'
import { askDue } from './ask-complaints.ts'
import { hearCaseActs } from './case-acts.ts'
import { toAsk } from './complaint-rows.ts'
import type { ComplaintDoors } from './complaints.ts'
import type { COMPLAINTS } from './complaints-plan.ts'
import { deskHandlers } from './desk/desk-handlers.ts'
import { errandsDue } from './errands.ts'
import { lookDue } from './look-for-complaints.ts'

const SWEEP_EVERY_MS = 60_000

/** Complaints of payers, as the provider tells them, and what staff answer. */
export function openComplaints(
  ground: Ground,
  { payments, cases }: { readonly payments: PaymentRoom; readonly cases: Cases },
): Room<ComplaintDoors, typeof COMPLAINTS> {
  const { db, clock, log, outage } = ground
  const { merchants } = payments
  hearCaseActs(cases, merchants)
  const parts = { db, clock, log, merchants, cases }
  let running: Promise<void> = Promise.resolve()
  let isOver = false
  const round = async (signal?: AbortSignal) => {
    await errandsDue(parts, signal)
    await lookDue(parts, signal)
    await askDue(parts, signal)
  }
  /** One after the other: a notice that comes while the provider is asked is looked at behind that. */
  const sweep = (signal?: AbortSignal) => {
    running = running.catch(() => undefined).then(() => round(signal))
    return running
  }
  /** What is written down is done within a minute at the latest; this only makes it sooner. */
  const wake = () => {
    if (isOver || !ground.isServing) return
    sweep().catch((error: unknown) => {
      if (!outage.tell(error)) log.error({ reason: error instanceof Error ? error.message : 'unknown' }, 'complaints')
    })
  }
  payments.hearComplaints(async ({ provider, merchantId }, complaintId) => {
    await toAsk(db, { complaintId, provider, merchantId }, new Date(clock.now()))
    wake()
  })
  return {
    doors: { sweep: () => sweep() },
    handlers: deskHandlers(ground, { merchants, wake }),
    sweeps: [{ name: 'complaints', everyMs: SWEEP_EVERY_MS, run: sweep }],
    close: async () => {
      isOver = true
      await running.catch(() => undefined)
    },
  }
}
