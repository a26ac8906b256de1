import { createPublicKey, verify } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import { headText } from '../../../src/audit/terminal-chain.ts'
import type { AUDIT_CHAIN_ROUTES, ChainBreak } from '../../../src/contract/audit-chain-api.ts'
import type { OutputOf } from '../../../src/contract/routes.ts'
import { fault } from '../../../src/fault.ts'
import { err, ok, type Result } from '../../../src/result.ts'
import type { Ground } from '../../ground/ground.ts'
import type { Tables } from '../../ground/store/tables.ts'
import { audit } from '../audit-audit.ts'
import { judgePiece, type ToldPiece } from './judge-piece.ts'
import { keepEntries } from './keep-entries.ts'

export type Told = OutputOf<typeof AUDIT_CHAIN_ROUTES.reportChain.output>

/** A chain that does not go on as it should, as it is to be told to people. */
export interface BrokenChain {
  readonly terminalId: string
  readonly chain: string
  readonly why: ChainBreak
  /** The first entry that does not fit. */
  readonly at: number
  /** So much of it is here. */
  readonly known: number
}

/** Told in the transaction in which it is written down. */
export type OnBrokenChain = (tx: Transaction<Tables>, broken: BrokenChain, now: Date) => Promise<void>

type SignedPiece = ToldPiece & { readonly head: { readonly signature: string } }

interface ChainRow {
  readonly chain_id: string
  readonly head_n: string
  readonly head_hash: string
  readonly ended_at: Date | null
  readonly break_kind: string | null
  readonly break_n: string | null
  readonly end_n: string | null
  readonly end_hash: string | null
}

/** Takes what a terminal tells of its chain, where it goes on with what is known; anything else is written down, told, and not gone on with. */
export function createTakePiece({ db, clock }: Pick<Ground, 'db' | 'clock'>, onBroken: OnBrokenChain) {
  return (terminalId: string, piece: SignedPiece): Promise<Result<Told>> =>
    db.transaction().execute(async tx => {
      const now = new Date(clock.now())
      const terminal = await tx
        .selectFrom('terminal')
        .select('public_key')
        .where('terminal_id', '=', terminalId)
        .forNoKeyUpdate()
        .executeTakeFirstOrThrow()
      if (!isSigned(terminalId, piece, terminal.public_key))
        return err(fault('terminal-refused', 'the head is not signed'))
      const told = await chainOf(tx, piece.chain)
      if (told && told.ended_at !== null) return ok(endedBefore(told))
      const current = told ?? (await currentOf(tx, terminalId))
      if (current && current.chain_id !== piece.chain) {
        const known = Number(current.end_n ?? 0)
        const broken = { terminalId, chain: current.chain_id, why: 'replaced' as const, at: known + 1, known }
        await breakOff(tx, broken, now, onBroken)
      }
      return ok(await goOn(tx, terminalId, piece, told, terminal.public_key, now, onBroken))
    })
}

async function goOn(
  tx: Transaction<Tables>,
  terminalId: string,
  piece: SignedPiece,
  row: ChainRow | null,
  key: string,
  now: Date,
  onBroken: OnBrokenChain,
): Promise<Told> {
  const end = row?.end_n && row.end_hash ? { n: Number(row.end_n), hash: row.end_hash } : null
  const hashes = await hashesOf(tx, piece, end?.n ?? 0)
  const verdict = judgePiece(piece, end, n => hashes.get(n) ?? null)
  if (verdict.kind === 'ask') {
    if (row) await sql`update terminal_chain set heard_at = ${now} where chain_id = ${piece.chain}`.execute(tx)
    return { next: verdict.next, why: null, at: null }
  }
  if (row === null) await beginChain(tx, terminalId, piece, key, now)
  if (verdict.kind === 'broken') {
    const { why, at } = verdict
    await breakOff(tx, { terminalId, chain: piece.chain, why, at, known: end?.n ?? 0 }, now, onBroken)
    return { next: null, why, at }
  }
  await keepEntries(tx, terminalId, piece.chain, verdict.fresh, now)
  if (verdict.isHead) {
    const { n, hash, signature } = piece.head
    await sql`update terminal_chain set heard_at = ${now}, head_n = ${n}, head_hash = decode(${hash}, 'hex'),
      head_signature = ${signature}, head_key = ${key} where chain_id = ${piece.chain}`.execute(tx)
  }
  return { next: verdict.next, why: null, at: null }
}

/** Nothing of it is here yet: its head is nothing's, until all up to a signed one has come. */
const beginChain = (tx: Transaction<Tables>, terminalId: string, piece: SignedPiece, key: string, now: Date) =>
  sql`insert into terminal_chain (chain_id, terminal_id, begun_at, heard_at, head_n, head_hash, head_signature, head_key)
    values (${piece.chain}, ${terminalId}, ${now}, ${now}, 0, decode(repeat('00', 32), 'hex'), '', ${key})`.execute(tx)

async function breakOff(tx: Transaction<Tables>, broken: BrokenChain, now: Date, onBroken: OnBrokenChain) {
  const { terminalId, chain, why, at, known } = broken
  await sql`update terminal_chain set ended_at = ${now}, break_kind = ${why}, break_n = ${at} where chain_id = ${chain}`.execute(
    tx,
  )
  const detail = { why, at, known, chainId: chain }
  await audit(tx, now, { event: 'terminal-chain-broken', subject: terminalId, terminalId, detail })
  await onBroken(tx, broken, now)
}

/** Said before, and told to people then. */
const endedBefore = ({ break_kind: why, break_n: at }: ChainRow): Told => ({
  ...{ next: null, why: (why as ChainBreak | null) ?? 'replaced', at: at === null ? null : Number(at) },
})

const COLUMNS = sql`c.chain_id, c.head_n::text as head_n, encode(c.head_hash, 'hex') as head_hash, c.ended_at, c.break_kind,
  c.break_n::text as break_n, l.n::text as end_n, encode(l.hash, 'hex') as end_hash`
const WITH_END = sql`terminal_chain c left join lateral
  (select n, hash from terminal_chain_link where chain_id = c.chain_id order by n desc limit 1) l on true`

async function chainOf(tx: Transaction<Tables>, chain: string): Promise<ChainRow | null> {
  const { rows } = await sql<ChainRow>`select ${COLUMNS} from ${WITH_END} where c.chain_id = ${chain}`.execute(tx)
  return rows[0] ?? null
}

async function currentOf(tx: Transaction<Tables>, terminalId: string): Promise<ChainRow | null> {
  const { rows } = await sql<ChainRow>`select ${COLUMNS} from ${WITH_END}
    where c.terminal_id = ${terminalId} and c.ended_at is null`.execute(tx)
  return rows[0] ?? null
}

/** The known hashes where the piece is, and of the end. */
async function hashesOf(tx: Transaction<Tables>, piece: ToldPiece, end: number): Promise<ReadonlyMap<number, string>> {
  const from = (piece.entries[0]?.n ?? end) - 1
  const { rows } = await sql<{ n: string; hash: string }>`select n::text, encode(hash, 'hex') as hash
    from terminal_chain_link where chain_id = ${piece.chain} and (n = ${end}
      or (n >= ${from} and n <= ${from + piece.entries.length}))`.execute(tx)
  return new Map(rows.map(({ n, hash }) => [Number(n), hash]))
}

function isSigned(terminalId: string, { chain, head }: SignedPiece, key: string): boolean {
  return isHeadSigned(terminalId, { chain, ...head }, key)
}

/** Whether a terminal with this key has signed where its chain ends. */
export function isHeadSigned(
  terminalId: string,
  { chain, n, hash, signature }: { chain: string; n: number; hash: string; signature: string },
  key: string,
): boolean {
  try {
    const publicKey = createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' })
    return verify(
      null,
      Buffer.from(headText(terminalId, { chain, n, hash })),
      publicKey,
      Buffer.from(signature, 'base64'),
    )
  } catch {
    return false
  }
}
