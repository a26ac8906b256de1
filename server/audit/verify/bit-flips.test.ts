import { type Kysely, sql } from 'kysely'
import { expect, it } from 'vitest'
import { type AuditWorld, auditWorldOn } from '../../../tests/peers/audit-world.ts'
import { describeOnStores } from '../../../tests/peers/stores.ts'
import { chanceOf } from '../../../tests/simulation/chance.ts'
import type { Tables } from '../../ground/store/tables.ts'

const FLIPS = 1_000
/** Fewer than a report lists. */
const AT_ONCE = 50
const ENTRIES = 1_000
/** Of a moment: what is above leads beyond what a calendar has. */
const MOMENT_BITS = 54
const COLUMNS = ['at', 'event', 'subject', 'terminal_id', 'detail', 'linked_at', 'hash'] as const

interface Kept {
  readonly seq: string
  readonly micros: string
  readonly linked_micros: string
  readonly event: string
  readonly subject: string
  readonly terminal_id: string | null
  readonly detail: string
}

/** One bit of a text, where what comes out is another text that a database takes. */
function flipText(text: string, bit: number): string | null {
  const bytes = Buffer.from(text)
  const at = bit % (bytes.length * 8)
  bytes[at >> 3] = bytes[at >> 3]! ^ (1 << (at & 7))
  const flipped = bytes.toString()
  return Buffer.from(flipped).equals(bytes) && !flipped.includes('\0') ? flipped : null
}

const isJson = (text: string) => {
  try {
    return JSON.stringify(JSON.parse(text)) !== '' && !/\\u0000/.test(text)
  } catch {
    return false
  }
}

describeOnStores('a thousand random bits of the trail and its links', store => {
  it('are each found, and named as the first bad entry', async () => {
    const world: AuditWorld = auditWorldOn(store())
    await world.write(ENTRIES)
    await world.seal()
    const chance = chanceOf(20_261_130)
    let asked = 0
    const upTo = (n: number) => Math.floor(chance('bit', asked++) * n)
    const { rows } =
      await sql<Kept>`select a.seq::text as seq, (extract(epoch from a.at) * 1000000)::bigint::text as micros,
      (extract(epoch from l.linked_at) * 1000000)::bigint::text as linked_micros, event, subject, terminal_id, detail::text as detail
      from audit a join audit_link l using (seq) order by l.position`.execute(world.db)
    const moment = (micros: bigint) => sql`timestamptz 'epoch' + (${String(micros)} || ' microseconds')::interval`

    /** Flips a bit of one entry; false where the database would not have what comes out, or would not tell it from what was. */
    const flip = async (db: Kysely<Tables>, row: Kept): Promise<boolean> => {
      const column = COLUMNS[upTo(COLUMNS.length)]!
      const seq = sql`${row.seq}::bigint`
      if (column === 'at' || column === 'linked_at') {
        const micros = BigInt(column === 'at' ? row.micros : row.linked_micros) ^ (1n << BigInt(upTo(MOMENT_BITS)))
        await sql`update ${sql.table(column === 'at' ? 'audit' : 'audit_link')} set ${sql.ref(column)} = ${moment(micros)} where seq = ${seq}`.execute(
          db,
        )
        return true
      }
      if (column === 'hash') {
        const bit = upTo(256)
        await sql`update audit_link set hash = set_bit(hash, ${sql.lit(bit)}, 1 - get_bit(hash, ${sql.lit(bit)})) where seq = ${seq}`.execute(
          db,
        )
        return true
      }
      const text = row[column]
      const flipped = text === null ? null : flipText(text, upTo(100_000))
      if (flipped === null || (column === 'detail' && !isJson(flipped))) return false
      const value = column === 'detail' ? sql`${flipped}::jsonb` : sql`${flipped}`
      const { rows: changed } = await sql`update audit set ${sql.ref(column)} = ${value}
        where seq = ${seq} and ${sql.ref(column)} is distinct from ${value} returning seq`.execute(db)
      return changed.length > 0
    }

    for (let done = 0; done < FLIPS; done += AT_ONCE) {
      const flipped = new Set<number>()
      const outcome = world.db.transaction().execute(async tx => {
        await sql`set local session_replication_role = replica`.execute(tx)
        while (flipped.size < AT_ONCE) {
          const position = 1 + upTo(ENTRIES)
          if (!flipped.has(position) && (await flip(tx, rows[position - 1]!))) flipped.add(position)
        }
        const report = await world.verify(undefined, undefined, tx)
        // Where neighbours were bent, the checkpoint behind them is another one, too.
        const named = report.findings.filter(one => !one.kind.startsWith('checkpoint')).map(one => one.position)
        expect(new Set(named)).toEqual(flipped)
        expect(named[0]).toBe(Math.min(...flipped))
        throw new Error('taken back')
      })
      await expect(outcome).rejects.toThrow(/^taken back$/)
    }
    expect((await world.verify()).outcome).toBe('whole')
  })
})
