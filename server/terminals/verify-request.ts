import { verify } from 'node:crypto'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import type { Clock } from '../../src/clock.ts'
import { type TerminalId, terminalIdSchema } from '../../src/contract/ids.ts'
import { CLOCK_TOLERANCE_MS, SIGNATURE_HEADERS, textToSign } from '../../src/contract/request-signature.ts'
import { type Fault, fault } from '../../src/fault.ts'
import { err, ok, type Result } from '../../src/result.ts'
import { sha256Hex } from '../ground/store/content-store.ts'
import type { Tables } from '../ground/store/tables.ts'
import { readEd25519Key } from './enrolment.ts'

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
  [SIGNATURE_HEADERS.signature]: z.string().regex(/^[A-Za-z0-9+/]{86}==$/),
})

/** Longer than a signature can be valid in both directions. */
const NONCE_KEPT_MS = 5 * CLOCK_TOLERANCE_MS

/**
 * Says which terminal has signed a request. A nonce is remembered in the store, so that a request which was heard before is
 * refused after a restart as well.
 */
export async function verifyRequest(
  db: Kysely<Tables>,
  clock: Clock,
  request: SignedRequest,
): Promise<Result<TerminalId, RequestRefusal>> {
  const refuse = (detail: string, status: 401 | 403 = 401) => err({ status, fault: fault('terminal-refused', detail) })
  const headers = headersSchema.safeParse(request.headers)
  if (!headers.success) return refuse('not signed')
  const terminalId = headers.data[SIGNATURE_HEADERS.terminal]
  const timeMs = headers.data[SIGNATURE_HEADERS.time]
  const nonce = headers.data[SIGNATURE_HEADERS.nonce]
  const offMs = Math.abs(clock.now() - Number(timeMs))
  if (offMs > CLOCK_TOLERANCE_MS) return refuse(`the clocks differ by ${Math.round(offMs / 1000)} s`)

  const terminal = await db
    .selectFrom('terminal')
    .select(['public_key', 'state'])
    .where('terminal_id', '=', terminalId)
    .executeTakeFirst()
  const key = terminal ? readEd25519Key(terminal.public_key) : null
  if (!terminal || !key) return refuse('not enrolled')
  const { method, target } = request
  const signed = textToSign({ method, target, timeMs, nonce, bodySha256: sha256Hex(request.body), terminalId })
  const signature = Buffer.from(headers.data[SIGNATURE_HEADERS.signature], 'base64')
  if (!verify(null, Buffer.from(signed), key, signature)) return refuse('the signature does not fit')

  const fresh = await db
    .insertInto('request_nonce')
    .values({ terminal_id: terminalId, nonce, expires_at: new Date(clock.now() + NONCE_KEPT_MS) })
    .onConflict(conflict => conflict.doNothing())
    .returning('nonce')
    .executeTakeFirst()
  if (!fresh) return refuse('heard before')
  return terminal.state === 'active' ? ok(terminalId) : refuse('suspended', 403)
}

/** Forgets nonces that could not be used any more anyway. */
export async function forgetOldNonces(db: Kysely<Tables>, now: Date): Promise<void> {
  await db.deleteFrom('request_nonce').where('expires_at', '<', now).execute()
}
