import { sql } from 'kysely'
import type { Ground } from '../../ground/ground.ts'
import { audit } from '../audit-audit.ts'
import { lineOf } from '../verify/witness-lines.ts'
import type { Delivery, Witness, WitnessRefusal } from './witness.ts'

const FIRST_PAUSE_MS = 5_000
const LONGEST_PAUSE_MS = 30 * 60_000
/** While it gives, no other server on the database does. */
const LEASE_MS = 2 * 60_000
/** What a mail that is on its way is looked after with. */
const PENDING_MS = 10_000

type Parts = Pick<Ground, 'db' | 'clock' | 'log'>

interface Row {
  readonly delivered_number: string
  readonly tries: number
  readonly failing_since: Date | null
}

/** Gives each witness what it has not got, in order; one that is away is tried again with growing pauses, and never forgotten. */
export async function deliverDue(parts: Parts, witnesses: readonly Witness[], signal?: AbortSignal): Promise<void> {
  await Promise.all(
    witnesses.map(async witness => {
      while (!signal?.aborted && (await giveNext(parts, witness)));
    }),
  )
}

/** Whether there may be more to give. */
async function giveNext(parts: Parts, witness: Witness): Promise<boolean> {
  const now = new Date(parts.clock.now())
  const row = await claim(parts, witness.name, now)
  if (!row) return false
  const delivery = await nextDelivery(parts, witness, row)
  if (!delivery) return false
  const given = await witness
    .give(delivery, Number(row.delivered_number) === 0)
    .catch((error: unknown): { ok: false; error: WitnessRefusal } => ({
      ...{ ok: false, error: { kind: 'away', why: reasonOf(error) } },
    }))
  if (given.ok) await noteGiven(parts, witness, delivery, row)
  else await noteRefused(parts, witness, given.error, row)
  return given.ok && witness.everyMs === null
}

async function claim({ db }: Parts, name: string, now: Date): Promise<Row | null> {
  await sql`insert into audit_witness (witness) values (${name}) on conflict do nothing`.execute(db)
  const { rows } = await sql<Row>`update audit_witness set next_try_at = ${new Date(now.getTime() + LEASE_MS)}
    where witness = ${name} and (next_try_at is null or next_try_at <= ${now})
      and delivered_number < (select coalesce(max(number), 0) from audit_checkpoint)
    returning delivered_number::text as delivered_number, tries, failing_since`.execute(db)
  return rows[0] ?? null
}

async function nextDelivery({ db }: Parts, witness: Witness, row: Row): Promise<Delivery | null> {
  const order = witness.everyMs === null ? sql`asc` : sql`desc`
  const { rows } = await sql<{
    number: string
    size: string
    before: string
    at: Date
    statement: string
    signature: string
  }>`select c.number::text as number, c.size::text as size, c.made_at as at, statement, signature,
      coalesce((select max(size) from audit_checkpoint o where o.size < c.size), 0)::text as before
    from audit_checkpoint c where c.number > ${row.delivered_number}::bigint order by c.number ${order} limit 1`.execute(
    db,
  )
  const [next] = rows
  if (!next) return null
  const links = await sql<{ hash: string }>`select encode(hash, 'hex') as hash from audit_link
    where position > ${next.before}::bigint and position <= ${next.size}::bigint order by position`.execute(db)
  const { statement, signature } = next
  const line = lineOf(
    next,
    links.rows.map(({ hash }) => Buffer.from(hash, 'hex').toString('base64url')),
  )
  const [number, size] = [Number(next.number), Number(next.size)]
  return { number, size, at: next.at.toISOString(), line, statement, signature }
}

async function noteGiven({ db, clock, log }: Parts, witness: Witness, delivery: Delivery, row: Row): Promise<void> {
  const { name, everyMs } = witness
  const now = new Date(clock.now())
  const next = everyMs === null ? null : new Date(now.getTime() + everyMs)
  await db.transaction().execute(async tx => {
    await sql`update audit_witness set delivered_number = ${delivery.number}, delivered_at = ${now}, tries = 0,
      next_try_at = ${next}, failing_since = null, last_error = null where witness = ${name}`.execute(tx)
    if (row.failing_since === null) return
    const detail = { since: row.failing_since.toISOString(), tries: row.tries }
    await audit(tx, now, { event: 'audit-witness-back', subject: name, terminalId: null, detail })
  })
  if (row.failing_since) log.warn({ witness: name }, 'a witness of the audit trail is back')
}

async function noteRefused({ db, clock, log }: Parts, { name }: Witness, refusal: WitnessRefusal, row: Row) {
  const now = new Date(clock.now())
  if (refusal.kind === 'pending') {
    await sql`update audit_witness set next_try_at = ${new Date(now.getTime() + PENDING_MS)} where witness = ${name}`.execute(
      db,
    )
    return
  }
  const tries = row.tries + 1
  const pauseMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(20, row.tries))
  await db.transaction().execute(async tx => {
    await sql`update audit_witness set tries = ${tries}, next_try_at = ${new Date(now.getTime() + pauseMs)},
      failing_since = coalesce(failing_since, ${now}), last_error = ${refusal.why.slice(0, 300)} where witness = ${name}`.execute(
      tx,
    )
    if (row.failing_since) return
    const event = refusal.kind === 'contradicts' ? 'audit-witness-contradicts' : 'audit-witness-away'
    await audit(tx, now, { event, subject: name, terminalId: null, detail: { why: refusal.why.slice(0, 200) } })
  })
  const said = { witness: name, why: refusal.why, tries }
  if (refusal.kind === 'contradicts') log.error(said, 'a witness contradicts the audit trail: yinzheng audit verify')
  else log.warn(said, 'a witness of the audit trail is away, and is tried again')
}

const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'unknown'
  const { cause } = error
  return cause instanceof Error ? `${error.message}: ${cause.message}` : error.message
}
