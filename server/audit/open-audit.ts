import type { Ground } from '../ground/ground.ts'
import type { Room } from '../ground/room.ts'
import type { AuditChain } from './audit.ts'
import type { AUDIT } from './audit-plan.ts'
import { seal } from './chain/seal.ts'
import { verifyTrail } from './verify/verify.ts'

/** What happened within it has no link yet, and is the most that can be taken away unseen. */
const SEAL_EVERY_MS = 1_000

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : 'unknown')

/** The chain over everything that the house writes down. */
export function openAudit({ db, clock, log, house, serverKey }: Ground): Room<AuditChain, typeof AUDIT> {
  const now = () => new Date(clock.now())
  const sealing = { db, log, signer: serverKey, house: house.publicBaseUrl }
  const doors: AuditChain = {
    sweep: async signal => {
      await seal(sealing, now, signal)
    },
    verify: () => verifyTrail(db, serverKey.publicKey, { now: clock.now }),
  }
  return {
    doors,
    handlers: {},
    sweeps: [{ name: 'audit chain', everyMs: SEAL_EVERY_MS, run: doors.sweep }],
    // The last second gets its links before the machine may be off for a weekend; a database that is away keeps it waiting.
    close: () =>
      doors.sweep().catch((error: unknown) => log.warn({ reason: reasonOf(error) }, 'the audit chain waits')),
  }
}
