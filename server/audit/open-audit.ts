import type { Cases } from '../cases/cases.ts'
import type { Fleet } from '../fleet/fleet.ts'
import type { SectionsOf } from '../ground/config/sections.ts'
import type { Ground } from '../ground/ground.ts'
import type { Room } from '../ground/room.ts'
import type { Mail } from '../mail/mail.ts'
import type { Staff } from '../staff/staff.ts'
import type { AuditChain } from './audit.ts'
import type { AUDIT } from './audit-plan.ts'
import { seal } from './chain/seal.ts'
import { sealSoon } from './chain/seal-soon.ts'
import { auditHandlers, type KnownEvent } from './handlers.ts'
import { expireOld } from './keeping/expire.ts'
import { createNightly } from './keeping/nightly.ts'
import { tellBroken, tellBrokenChain } from './keeping/tell-broken.ts'
import { registerExport } from './reading/export-page.ts'
import { createTakePiece } from './terminals/take-piece.ts'
import { createVerifications } from './verify/verifications.ts'
import { deliverDue } from './witnesses/deliver.ts'
import { openWitnesses } from './witnesses/open-witnesses.ts'
import { outsideCopies } from './witnesses/outside-copies.ts'

/** What other processes have written waits no longer for its link. */
const SEAL_EVERY_MS = 30_000
const DELIVER_EVERY_MS = 5_000
const LOOK_EVERY_MS = 60_000
const EXPIRE_EVERY_MS = 6 * 3_600_000

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : 'unknown')

export interface AuditNeeds {
  readonly mail: Mail
  readonly staff: Pick<Staff, 'whoWorks'>
  readonly cases: Pick<Cases, 'open'>
  readonly fleet: Pick<Fleet, 'tell'>
  /** Of every room of the house. */
  readonly events: readonly KnownEvent[]
}

/** The chain over everything that the house writes down. */
export function openAudit(
  ground: Ground,
  { mail, staff, cases, fleet, events }: AuditNeeds,
  { audit: settings }: SectionsOf<typeof AUDIT>,
): Room<AuditChain, typeof AUDIT> {
  const { db, clock, log, house, serverKey } = ground
  const sealing = { db, log, signer: serverKey, house: house.publicBaseUrl }
  const sealAll = (signal?: AbortSignal) => seal(sealing, () => new Date(clock.now()), signal)
  const soon = sealSoon(ground, () => sealAll())
  const witnesses = openWitnesses(ground, mail, settings)
  const telling = { house, log, mail, cases, fleet, settings }
  const verifications = createVerifications({
    ...{ db, clock, log, serverKey },
    outside: () => outsideCopies(ground, settings),
    onBroken: (tx, report, now) => tellBroken(telling, tx, report, now),
  })
  const takePiece = createTakePiece(ground, tellBrokenChain(telling))
  const sentences = new Map(events.map(({ event, what }) => [event, what]))
  const whatOf = (event: string) => sentences.get(event) ?? null
  const keeping = { keptDays: settings.keptDays, witnesses: witnesses.map(({ name }) => name) }
  return {
    doors: {
      sweep: async signal => {
        await sealAll(signal)
        await deliverDue(ground, witnesses, signal)
      },
      verify: async by => (await verifications.begin(by)).whole,
      expire: signal => expireOld(ground, keeping, signal),
    },
    handlers: {
      ...auditHandlers({ ...ground, ...{ events, keptDays: settings.keptDays, witnesses, verifications } }),
      reportChain: (piece, { terminalId }) => takePiece(terminalId, piece),
    },
    pages: app => registerExport(app, { ...ground, staff, whatOf }),
    sweeps: [
      { name: 'audit chain', everyMs: SEAL_EVERY_MS, run: sealAll },
      ...(witnesses.length === 0
        ? []
        : [
            {
              name: 'audit witnesses',
              everyMs: DELIVER_EVERY_MS,
              run: (signal: AbortSignal) => deliverDue(ground, witnesses, signal),
            },
          ]),
      {
        name: 'audit verification',
        everyMs: LOOK_EVERY_MS,
        run: createNightly(ground, verifications, settings.verifyAt),
      },
      { name: 'audit expiry', everyMs: EXPIRE_EVERY_MS, run: signal => expireOld(ground, keeping, signal) },
    ],
    // The last second gets its links before the machine may be off for a weekend; a database that is away keeps it waiting.
    close: async () => {
      await soon.stop()
      await verifications.stop()
      await sealAll().catch((error: unknown) => log.warn({ reason: reasonOf(error) }, 'the audit chain waits'))
    },
  }
}
