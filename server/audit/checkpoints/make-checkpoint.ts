import { sql, type Transaction } from 'kysely'
import type { Logger } from 'pino'
import type { Tables } from '../../ground/store/tables.ts'
import { bytesOf, hexOf } from '../chain/hex.ts'
import { peaksOfText, peaksToText, readStatement, type Signer, signStatement } from './checkpoint.ts'
import { BLOCK_LEAVES, leafHash, Peaks } from './merkle.ts'

/** A checkpoint comes after so many links. */
export const LINKS_OF_CHECKPOINT = 1_000
/** Or so long after the first of them, when there are fewer. */
export const CHECKPOINT_AFTER_MS = 5 * 60_000

interface LastCheckpoint {
  readonly number: number
  readonly size: number
  readonly peaks: Peaks
}

const NONE_YET: LastCheckpoint = { number: 0, size: 0, peaks: new Peaks() }

/** Signs what was linked since the last checkpoint, where that is due; whether it did. Only while the lock of sealing is held. */
export async function checkpointWhenDue(
  tx: Transaction<Tables>,
  parts: { readonly signer: Signer; readonly house: string; readonly log: Pick<Logger, 'error'> },
  now: Date,
): Promise<boolean> {
  const last = await lastCheckpoint(tx)
  if (last === null) {
    parts.log.error('the last checkpoint of the audit trail was altered, and no other is made: yinzheng audit verify')
    return false
  }
  const { number, size } = last
  const { rows } = await sql<{ hash: string; epoch: string }>`select encode(hash, 'hex') as hash,
    extract(epoch from linked_at)::text as epoch from audit_link where position > ${size} order by position`.execute(tx)
  const [first] = rows
  const isOld = first !== undefined && Number(first.epoch) * 1_000 + CHECKPOINT_AFTER_MS <= now.getTime()
  if (rows.length < LINKS_OF_CHECKPOINT && !isOld) return false
  const peaks = new Peaks(size, last.peaks.hashes)
  for (const { hash } of rows) {
    const block = peaks.append(leafHash(bytesOf(hash)))
    if (block) await keepBlock(tx, peaks.size, block)
  }
  const facts = { house: parts.house, number: number + 1, at: now.toISOString(), size: peaks.size }
  const head = rows.at(-1)?.hash ?? ''
  const signed = signStatement({ ...facts, root: hexOf(peaks.root()), head }, parts.signer)
  await sql`insert into audit_checkpoint (number, size, made_at, statement, signature, peaks) values
    (${number + 1}, ${peaks.size}, ${now}, ${signed.statement}, ${signed.signature}, ${peaksToText(peaks)})`.execute(tx)
  return true
}

const keepBlock = (tx: Transaction<Tables>, sizeAfter: number, hash: Uint8Array) =>
  sql`insert into audit_block (number, hash)
    values (${sizeAfter / BLOCK_LEAVES - 1}, decode(${hexOf(hash)}, 'hex'))`.execute(tx)

/** Null when it is not what was signed: a tree that went on from it would vouch for what was altered. */
async function lastCheckpoint(tx: Transaction<Tables>): Promise<LastCheckpoint | null> {
  const { rows } = await sql<{
    number: string
    size: string
    statement: string
    signature: string
    peaks: string
  }>`select number::text, size::text, statement, signature, peaks from audit_checkpoint order by audit_checkpoint.number desc limit 1`.execute(
    tx,
  )
  const [row] = rows
  if (!row) return NONE_YET
  const said = readStatement(row)
  const peaks = peaksOfText(Number(row.size), row.peaks)
  const isAsSigned = said?.size === Number(row.size) && said.number === Number(row.number)
  if (!said || !peaks || !isAsSigned || hexOf(peaks.root()) !== said.root) return null
  return { number: said.number, size: said.size, peaks }
}
