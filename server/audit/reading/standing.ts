import { sql } from 'kysely'
import type { Ground } from '../../ground/ground.ts'
import { lastCut } from '../verify/read-chain.ts'
import type { Witness } from '../witnesses/witness.ts'

interface CheckpointRow {
  readonly number: string
  readonly size: string
  readonly at: Date
  readonly statement: string
  readonly signature: string
}

/** Checkpoints below a number, the newest first. */
export async function readCheckpoints(db: Ground['db'], below: number | null, limit: number) {
  const { rows } = await sql<CheckpointRow>`select number::text, size::text, made_at as at, statement, signature
    from audit_checkpoint c where ${below === null ? sql`true` : sql`c.number < ${below}`} order by c.number desc limit ${limit}`.execute(
    db,
  )
  return rows.map(({ number, size, at, statement, signature }) => ({
    ...{ number: Number(number), size: Number(size), at: at.toISOString(), root: rootIn(statement), signature },
  }))
}

function rootIn(statement: string): string {
  try {
    return String(JSON.parse(statement).root)
  } catch {
    return ''
  }
}

/** How far the chain is. Nothing of it is counted row by row. */
export async function readStanding(db: Ground['db']) {
  const { rows } = await sql<{ links: string; waiting: string }>`select
    (select coalesce(max(position), 0) from audit_link)::text as links,
    (select count(*) from (select 1 from audit_waiting limit 10000) some_of_them)::text as waiting`.execute(db)
  const [checkpoint = null] = await readCheckpoints(db, null, 1)
  const beginsAfter = (await lastCut(db))?.position ?? 0
  return { links: Number(rows[0]?.links ?? 0), waiting: Number(rows[0]?.waiting ?? 0), beginsAfter, checkpoint }
}

/** How far each witness is. */
export async function readWitnesses(db: Ground['db'], witnesses: readonly Witness[]) {
  const { rows } = await sql<{
    witness: string
    delivered: string
    delivered_at: Date | null
    failing_since: Date | null
    tries: number
    last_error: string | null
  }>`select witness, delivered_number::text as delivered, delivered_at, failing_since, tries, last_error from audit_witness`.execute(
    db,
  )
  return witnesses.map(({ name, kind, place }) => {
    const row = rows.find(one => one.witness === name)
    return {
      ...{ name, kind, place, deliveredNumber: Number(row?.delivered ?? 0), tries: row?.tries ?? 0 },
      deliveredAt: row?.delivered_at?.toISOString() ?? null,
      failingSince: row?.failing_since?.toISOString() ?? null,
      why: row?.last_error ?? null,
    }
  })
}
