import { type Kysely, sql, type Transaction } from 'kysely'
import type { Logger } from 'pino'
import { seal } from '../../server/audit/chain/seal.ts'
import type { VerifyReport } from '../../server/audit/verify/report.ts'
import { verifyTrail } from '../../server/audit/verify/verify.ts'
import { lineOf } from '../../server/audit/verify/witness-lines.ts'
import { auditTrail } from '../../server/ground/audit-trail.ts'
import { serverKeyOf } from '../../server/ground/server-key.ts'
import type { Store } from '../../server/ground/store/store.ts'
import type { Tables } from '../../server/ground/store/tables.ts'

const write = auditTrail({ 'order-opened': { zh: '仅用于测试。', en: 'Only in tests.' } })
export const AUDIT_KEY = serverKeyOf(new Uint8Array(32).fill(7))

/** A trail with its chain on a store, and what an attacker who owns the database does to it. */
export function auditWorldOn({ db }: Store, beginMs = Date.parse('2026-11-30T08:00:00Z')) {
  let nowMs = beginMs
  const errors: string[] = []
  const warnings: string[] = []
  const log = { error: (said: unknown) => void errors.push(String(said)) }
  const parts = { db, log, signer: AUDIT_KEY, house: 'https://print.example.edu.cn' }
  const warn = (facts: unknown, said: unknown) => void warnings.push(`${JSON.stringify(facts)} ${said}`)
  const clock = { now: () => nowMs, monotonic: () => nowMs, after: () => () => undefined }
  return {
    db,
    clock,
    log: { ...log, warn, info: warn, error: warn } as never as Logger,
    errors,
    warnings,
    pass: (ms: number) => {
      nowMs += ms
    },
    now: () => new Date(nowMs),
    seal: () => seal(parts, () => new Date(nowMs)),
    write: async (count: number, on: Kysely<Tables> | Transaction<Tables> = db) => {
      for (let n = 0; n < count; n++) {
        const detail = { amountFen: n * 50, isPaid: n % 2 === 0, code: `code ${n}`, note: null }
        const entry = {
          event: 'order-opened',
          subject: `order-${n}`,
          terminalId: n % 3 ? 'terminal-1' : null,
          detail,
        } as const
        await write(on, new Date(nowMs), entry)
      }
    },
    verify: (witness?: readonly string[], key = AUDIT_KEY.publicKey, on: Kysely<Tables> = db): Promise<VerifyReport> =>
      verifyTrail(on, key, {
        now: () => nowMs,
        ...(witness && { outside: { copies: [{ name: 'copy', lines: linesOf(witness) }], unread: () => [] } }),
      }),
    /** What an outside copy has by now. */
    witness: async (): Promise<string[]> => {
      const { rows } = await sql<{ statement: string; signature: string; size: string; last: string }>`
        select statement, signature, size::text, coalesce(lag(size) over (order by number), 0)::text as last
        from audit_checkpoint order by audit_checkpoint.number`.execute(db)
      const lines: string[] = []
      for (const row of rows) {
        const links = await sql<{ hash: string }>`select encode(hash, 'hex') as hash from audit_link
          where position > ${row.last}::bigint and position <= ${row.size}::bigint order by position`.execute(db)
        lines.push(
          lineOf(
            row,
            links.rows.map(({ hash }) => Buffer.from(hash, 'hex').toString('base64url')),
          ),
        )
      }
      return lines
    },
    /** As the owner of the database, whom no trigger stops; the work is taken back afterwards where `look` is given. */
    asOwner: async (statements: readonly string[]) =>
      db.transaction().execute(async tx => {
        await sql`set local session_replication_role = replica`.execute(tx)
        for (const statement of statements) await sql.raw(statement).execute(tx)
      }),
  }
}

export type AuditWorld = ReturnType<typeof auditWorldOn>

async function* linesOf(lines: readonly string[]): AsyncGenerator<string> {
  yield* lines
}
