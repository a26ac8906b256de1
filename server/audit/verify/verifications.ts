import { sql, type Transaction } from 'kysely'
import type { Ground } from '../../ground/ground.ts'
import { randomId } from '../../ground/random-id.ts'
import type { Tables } from '../../ground/store/tables.ts'
import { audit } from '../audit-audit.ts'
import type { Outside } from '../witnesses/outside-copies.ts'
import type { VerifyReport } from './report.ts'
import { verifyTrail } from './verify.ts'

/** So many reports are kept. */
const KEPT = 200

/** A verification as it is kept. */
export interface KeptVerification {
  readonly verificationId: string
  readonly begunAt: Date
  readonly endedAt: Date | null
  readonly by: string
  readonly report: VerifyReport | null
  /** While it is under way on this server. */
  readonly progress: { readonly done: number; readonly of: number } | null
}

export interface Verifications {
  /** Begins one, or gives that which is under way; `whole` resolves when it has ended. */
  begin(by: string): Promise<{ readonly verificationId: string; readonly whole: Promise<VerifyReport> }>
  find(verificationId: string): Promise<KeptVerification | null>
  latest(): Promise<KeptVerification | null>
  stop(): Promise<void>
}

type Parts = Pick<Ground, 'db' | 'clock' | 'log' | 'serverKey'> & {
  /** The outside copies that this server can read. */
  readonly outside: () => Promise<Outside>
  /** Told of what was found, in the transaction in which it is written down, and once: what the one before found too is known. */
  readonly onBroken: (tx: Transaction<Tables>, report: VerifyReport, now: Date) => Promise<void>
}

/** Verifications of the whole chain, one at a time, each written down. */
export function createVerifications(parts: Parts): Verifications {
  const { db, clock, log, serverKey } = parts
  const stopping = new AbortController()
  let running: { verificationId: string; whole: Promise<VerifyReport>; done: number; of: number } | null = null

  const run = async (verificationId: string, by: string): Promise<VerifyReport> => {
    const outside = await parts.outside()
    const report = await verifyTrail(db, serverKey.publicKey, {
      now: clock.now,
      signal: stopping.signal,
      progress: (done, of) => {
        if (running) [running.done, running.of] = [done, of]
      },
      outside,
    })
    await note(verificationId, by, report)
    return report
  }
  const note = async (verificationId: string, by: string, report: VerifyReport): Promise<void> => {
    const now = new Date(clock.now())
    await db.transaction().execute(async tx => {
      await sql`update audit_verification set ended_at = ${now}, outcome = ${report.outcome},
        report = ${JSON.stringify(report)}::jsonb where verification_id = ${verificationId}`.execute(tx)
      await sql`delete from audit_verification where verification_id in
        (select verification_id from audit_verification order by begun_at desc offset ${KEPT})`.execute(tx)
      const [first] = report.findings
      const bad = first && { kind: first.kind, position: first.position, seq: first.seq }
      const detail = { by, outcome: report.outcome, entries: report.entries, findings: report.findingsCount, ...bad }
      await audit(tx, now, { event: 'audit-verified', subject: verificationId, terminalId: null, detail })
      if (report.outcome === 'broken' && !(await isKnown(tx, verificationId, report)))
        await parts.onBroken(tx, report, now)
    })
    if (report.outcome === 'broken')
      log.error({ findings: report.findings.slice(0, 3), count: report.findingsCount }, 'the audit trail was bent')
  }
  const keptOf = (rows: readonly Row[]): KeptVerification | null => {
    const [row] = rows
    if (!row) return null
    const isHere = running?.verificationId === row.verification_id
    return {
      ...{ verificationId: row.verification_id, begunAt: row.begun_at, endedAt: row.ended_at, by: row.by },
      report: row.report,
      progress: running && isHere ? { done: running.done, of: running.of } : null,
    }
  }
  return {
    begin: async by => {
      if (running) return running
      const verificationId = randomId()
      const begin = sql`insert into audit_verification (verification_id, begun_at, by)
        values (${verificationId}, ${new Date(clock.now())}, ${by})`.execute(db)
      const whole = begin
        .then(() => run(verificationId, by))
        .finally(() => {
          running = null
        })
      const started = { verificationId, whole, done: 0, of: 0 }
      running = started
      // Who waits for it hears of a failure; nobody may.
      whole.catch((error: unknown) =>
        log.error({ reason: error instanceof Error ? error.message : 'unknown' }, 'the audit trail was not verified'),
      )
      await begin
      return started
    },
    find: async verificationId => {
      const { rows } = await sql<Row>`select verification_id, begun_at, ended_at, by, report from audit_verification
        where verification_id = ${verificationId}`.execute(db)
      return keptOf(rows)
    },
    latest: async () => {
      const { rows } = await sql<Row>`select verification_id, begun_at, ended_at, by, report from audit_verification
        order by begun_at desc limit 1`.execute(db)
      return keptOf(rows)
    },
    stop: async () => {
      stopping.abort()
      await running?.whole.catch(() => undefined)
    },
  }
}

/** Whether the one before, that came to its end, found the same. */
async function isKnown(tx: Transaction<Tables>, verificationId: string, report: VerifyReport): Promise<boolean> {
  const { rows } = await sql<{ report: VerifyReport }>`select report from audit_verification
    where outcome in ('whole', 'broken') and verification_id <> ${verificationId} order by ended_at desc limit 1`.execute(
    tx,
  )
  const before = rows[0]?.report
  return before?.outcome === 'broken' && foundBy(before) === foundBy(report)
}

const foundBy = ({ findings, findingsCount }: VerifyReport): string =>
  `${findingsCount} ${findings.map(({ kind, position, seq, number }) => `${kind} ${position} ${seq} ${number}`).join('\n')}`

interface Row {
  readonly verification_id: string
  readonly begun_at: Date
  readonly ended_at: Date | null
  readonly by: string
  readonly report: VerifyReport | null
}
