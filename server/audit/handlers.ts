import type { AUDIT_ROUTES } from '../../src/contract/audit-api.ts'
import type { Bilingual } from '../../src/contract/texts.ts'
import { fault } from '../../src/fault.ts'
import { err, ok } from '../../src/result.ts'
import type { Ground } from '../ground/ground.ts'
import type { HandlersOf } from '../ground/room.ts'
import { steppedUp } from '../ground/step-up.ts'
import { audit } from './audit-audit.ts'
import { sealExport } from './reading/export-ticket.ts'
import { createReadingNotes } from './reading/note-reading.ts'
import { consistencyFrom, linkOf, proofOf } from './reading/prove.ts'
import { searchTrail, shownRow } from './reading/search.ts'
import { readCheckpoints, readStanding, readWitnesses } from './reading/standing.ts'
import type { KeptVerification, Verifications } from './verify/verifications.ts'
import type { Witness } from './witnesses/witness.ts'

/** An event as the plans of the rooms describe it. */
export interface KnownEvent {
  readonly event: string
  readonly room: string
  readonly what: Bilingual
}

interface Parts extends Pick<Ground, 'db' | 'clock' | 'tokens' | 'house'> {
  readonly events: readonly KnownEvent[]
  readonly keptDays: number
  readonly witnesses: readonly Witness[]
  readonly verifications: Verifications
}

/** What answers staff about the trail. */
export function auditHandlers(parts: Parts): HandlersOf<typeof AUDIT_ROUTES> {
  const { db, clock, house, tokens, events, keptDays, witnesses, verifications } = parts
  const noteReading = createReadingNotes(parts)
  return {
    auditEntries: async ({ after, limit, ...search }, caller) => {
      await noteReading(caller)
      const afterSeq = after === undefined ? null : seqOf(after)
      if (afterSeq === undefined) return err(fault('server-nonsense', 'no such place in the list'))
      const rows = await searchTrail(db, { ...search, timeZone: house.timeZone }, { afterSeq, limit: limit + 1 })
      const shown = rows.slice(0, limit)
      const last = shown.at(-1)
      return ok({ rows: shown.map(shownRow), next: rows.length > limit && last ? cursorOf(last.seq) : null })
    },
    auditEntry: async ({ seq }, caller) => {
      await noteReading(caller)
      const [row] = BigInt(seq) > MOST ? [] : await searchOne(db, seq)
      if (!row) return err(fault('server-nonsense', 'there is no such entry'))
      const link = await linkOf(db, seq)
      const proof = link && (await proofOf(db, link.position))
      const what = events.find(({ event }) => event === row.event)?.what ?? null
      const { position: _, ...said } = link ?? { position: null }
      return ok({ entry: shownRow(row), what, link: link && (said as Omit<typeof link, 'position'>), proof })
    },
    auditEvents: async () => ok({ events: [...events] }),
    auditStanding: async (_, caller) => {
      await noteReading(caller)
      const latest = await verifications.latest()
      return ok({
        ...{ ...(await readStanding(db)), keptDays },
        witnesses: await readWitnesses(db, witnesses),
        verification: latest && saidVerification(latest),
      })
    },
    auditCheckpoints: async ({ after, limit }) => {
      const below = after === undefined ? null : seqOf(after)
      if (below === undefined) return err(fault('server-nonsense', 'no such place in the list'))
      const rows = await readCheckpoints(db, below === null ? null : Number(below), limit + 1)
      const shown = rows.slice(0, limit)
      const last = shown.at(-1)
      return ok({ rows: shown, next: rows.length > limit && last ? cursorOf(String(last.number)) : null })
    },
    auditConsistency: async ({ number }) => {
      const proof = await consistencyFrom(db, number)
      return proof ? ok(proof) : err(fault('server-nonsense', 'there is no such checkpoint'))
    },
    beginAuditExport: async (filters, caller) => {
      const fresh = steppedUp(caller, clock)
      if (!fresh.ok) return fresh
      const { staffId } = caller
      // What was typed may be a name: only which fields were used stands in the trail.
      const { event: named, from, to, fromDay, toDay, ...typed } = filters
      const used = Object.keys(typed).sort().join(' ')
      const detail = { by: staffId, used, event: named ?? null, from: from ?? fromDay ?? null, to: to ?? toDay ?? null }
      const event = { event: 'audit-exported', subject: staffId, terminalId: null, detail } as const
      await audit(db, new Date(clock.now()), event)
      return ok({ path: `staff/audit/export?ticket=${sealExport(tokens, clock, { staffId, filters })}` })
    },
    beginAuditVerification: async (_, { staffId }) => {
      const { verificationId } = await verifications.begin(staffId)
      return ok({ verificationId })
    },
    auditVerification: async ({ verificationId }) => {
      const found = await verifications.find(verificationId)
      return found ? ok(saidVerification(found)) : err(fault('server-nonsense', 'there is no such verification'))
    },
  }
}

/** The largest number that a row may have. */
const MOST = 9_223_372_036_854_775_807n

const searchOne = (db: Ground['db'], seq: string) => searchTrail(db, { seq }, { afterSeq: null, limit: 1 })

const cursorOf = (seq: string) => Buffer.from(seq).toString('base64url')
/** Undefined for what was none. */
function seqOf(cursor: string): string | undefined {
  const seq = Buffer.from(cursor, 'base64url').toString()
  return /^\d{1,18}$/.test(seq) ? seq : undefined
}

const saidVerification = ({ begunAt, endedAt, report, ...one }: KeptVerification) => ({
  ...{ ...one, begunAt: begunAt.toISOString(), endedAt: endedAt?.toISOString() ?? null },
  report: report && {
    ...report,
    findings: [...report.findings],
    // Reports of before have none of these.
    ...{ terminals: report.terminals ?? { chains: 0, entries: 0 }, unread: [...(report.unread ?? [])] },
    witnesses: [...(report.witnesses ?? (report.witness ? [{ name: '1', ...report.witness }] : []))],
  },
})
