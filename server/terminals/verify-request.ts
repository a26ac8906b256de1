import { generateKeyPairSync, type KeyObject, verify } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { z } from 'zod'
import type { Clock } from '../../src/clock.ts'
import { type TerminalId, terminalIdSchema } from '../../src/contract/ids.ts'
import { CLOCK_TOLERANCE_MS, SIGNATURE_HEADERS, textToSign } from '../../src/contract/request-signature.ts'
import { type Fault, fault } from '../../src/fault.ts'
import { err, ok, type Result } from '../../src/result.ts'
import { sha256Hex } from '../ground/store/content-store.ts'
import type { Tables } from '../ground/store/tables.ts'
import { readEd25519Key } from './enrolment.ts'
import { judgeStart, type KnownStart, readStart, type TerminalStart } from './judge-start.ts'
import { createClockNotes } from './note-clock.ts'
import { setTerminalState, type TerminalState } from './terminal-rows.ts'

/** A request as it came over the wire. */
export interface SignedRequest {
  readonly method: string
  /** Path and query, as sent. */
  readonly target: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  /** The body's bytes, untouched; empty when there is none. */
  readonly body: Uint8Array
}

export interface RequestRefusal {
  /** 401: who asks is not proven. 403: it is, and may not. */
  readonly status: 401 | 403
  readonly fault: Fault
}

const headersSchema = z.object({
  [SIGNATURE_HEADERS.terminal]: terminalIdSchema,
  [SIGNATURE_HEADERS.time]: z.string().regex(/^\d{13}$/),
  [SIGNATURE_HEADERS.nonce]: z.string().regex(/^[A-Za-z0-9_-]{16,64}$/),
  [SIGNATURE_HEADERS.start]: z.string().max(40).exactOptional(),
  [SIGNATURE_HEADERS.signature]: z.string().regex(/^[A-Za-z0-9+/]{86}==$/),
})

/** Longer than a signature can be valid in both directions. */
export const NONCE_KEPT_MS = 5 * CLOCK_TOLERANCE_MS

/**
 * Says which terminal has signed a request. A nonce is remembered in the store, so that a request which was heard before is
 * refused after a restart as well. The key of a terminal that has signed before is known, and the store is asked once a request:
 * whether that is its key still, whether the terminal is let in, and whether the nonce is new.
 */
export function createRequestVerifier(
  db: Kysely<Tables>,
  clock: Clock,
): (request: SignedRequest) => Promise<Result<TerminalId, RequestRefusal>> {
  const keys = new Map<TerminalId, TerminalKey>()
  const noteClock = createClockNotes(db, clock)
  const refuse = (detail: string, status: 401 | 403 = 401) => err({ status, fault: fault('terminal-refused', detail) })

  return async request => {
    const headers = headersSchema.safeParse(request.headers)
    if (!headers.success) return refuse('not signed')
    const terminalId = headers.data[SIGNATURE_HEADERS.terminal]
    const timeMs = headers.data[SIGNATURE_HEADERS.time]
    const nonce = headers.data[SIGNATURE_HEADERS.nonce]
    const { method, target } = request
    const start = headers.data[SIGNATURE_HEADERS.start]
    const said = { method, target, timeMs, nonce, bodySha256: sha256Hex(request.body), terminalId }
    const signed = textToSign(start === undefined ? said : { ...said, start })
    const signature = Buffer.from(headers.data[SIGNATURE_HEADERS.signature], 'base64')
    const fits = ({ key }: TerminalKey) => verify(null, Buffer.from(signed), key, signature)
    let terminalKey = keys.get(terminalId) ?? NOBODYS_KEY
    if (!fits(terminalKey)) {
      terminalKey = await readKey(db, terminalId)
      if (!fits(terminalKey)) return refuse(NOT_PROVEN)
      keys.set(terminalId, terminalKey)
    }
    const aheadMs = Number(timeMs) - clock.now()
    if (Math.abs(aheadMs) > CLOCK_TOLERANCE_MS) {
      await noteClock(terminalId, terminalKey.publicKey, aheadMs)
      return refuse(`the clocks differ by ${Math.round(Math.abs(aheadMs) / 1000)} s`)
    }

    const heard = await hear(db, { terminalId, nonce, publicKey: terminalKey.publicKey }, clock.now())
    if (!heard) {
      keys.delete(terminalId)
      return refuse(NOT_PROVEN)
    }
    if (!heard.isFresh) return refuse('heard before')
    if (heard.state !== 'active') return refuse(heard.state, 403)
    const startSaid = readStart(start)
    switch (judgeStart(heard.start, startSaid, clock.now())) {
      case 'late':
        return refuse('of an earlier start')
      case 'copied':
        await setTerminalState(db, terminalId, 'quarantined', new Date(clock.now()))
        return refuse('quarantined', 403)
      case 'new':
        if (startSaid) await keepStart(db, terminalId, startSaid, new Date(clock.now()))
        return ok(terminalId)
      case 'same':
        return ok(terminalId)
    }
  }
}

interface TerminalKey {
  /** As the store has it. */
  readonly publicKey: string
  readonly key: KeyObject
}

/** Said alike of a terminal that is not there and of a wrong signature: who has no key does not learn which terminals there are. */
const NOT_PROVEN = 'not enrolled, or the signature does not fit'

/** Whose private half nobody has: a terminal that is not there takes the same work as one that is. */
const nobodys = generateKeyPairSync('ed25519').publicKey
const NOBODYS_KEY: TerminalKey = {
  publicKey: nobodys.export({ format: 'der', type: 'spki' }).toString('base64'),
  key: nobodys,
}

async function readKey(db: Kysely<Tables>, terminalId: TerminalId): Promise<TerminalKey> {
  const terminal = await db
    .selectFrom('terminal')
    .select('public_key')
    .where('terminal_id', '=', terminalId)
    .executeTakeFirst()
  const publicKey = terminal?.public_key ?? NOBODYS_KEY.publicKey
  const key = readEd25519Key(publicKey)
  return key ? { publicKey, key } : NOBODYS_KEY
}

/** Remembers a nonce, and says what the terminal is; null when it is none with this key. */
async function hear(
  db: Kysely<Tables>,
  { terminalId, nonce, publicKey }: Heard,
  nowMs: number,
): Promise<{ readonly state: TerminalState; readonly isFresh: boolean; readonly start: KnownStart | null } | null> {
  const { rows } = await sql<HeardRow>`
    with enrolled as (
      select terminal_id, state, start_count, start_id, started_at from terminal where terminal_id = ${terminalId} and public_key = ${publicKey}
    ), fresh as (
      insert into request_nonce (terminal_id, nonce, expires_at)
      select terminal_id, ${nonce}, ${new Date(nowMs + NONCE_KEPT_MS)}::timestamptz from enrolled
      on conflict do nothing returning nonce
    )
    select state, start_count, start_id, started_at, exists (select from fresh) as "isFresh" from enrolled`.execute(db)
  const [row] = rows
  if (!row) return null
  const { state, isFresh, start_count: count, start_id: id, started_at: at } = row
  return { state, isFresh, start: count !== null && id !== null && at ? { count, id, atMs: at.getTime() } : null }
}

interface HeardRow {
  readonly state: TerminalState
  readonly isFresh: boolean
  readonly start_count: number | null
  readonly start_id: string | null
  readonly started_at: Date | null
}

/** Remembers a start that comes after the one that is known. */
async function keepStart(db: Kysely<Tables>, terminalId: TerminalId, { count, id }: TerminalStart, now: Date) {
  await db
    .updateTable('terminal')
    .set({ start_count: count, start_id: id, started_at: now })
    .where('terminal_id', '=', terminalId)
    .where(where => where.or([where('start_count', 'is', null), where('start_count', '<', count)]))
    .execute()
}

interface Heard {
  readonly terminalId: TerminalId
  readonly nonce: string
  readonly publicKey: string
}

/** Forgets nonces that could not be used any more anyway. */
export async function forgetOldNonces(db: Kysely<Tables>, now: Date): Promise<void> {
  await db.deleteFrom('request_nonce').where('expires_at', '<', now).execute()
}
