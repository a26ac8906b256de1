import { createHash } from 'node:crypto'
import { fingerprintOf } from '../../src/contract/enrolment-text.ts'
import { requestOf } from '../../src/contract/route-request.ts'
import { TERMINAL_ROUTES } from '../../src/contract/terminal-api.ts'
import type { ServerFacts } from '../../src/contract/terminals-api.ts'
import { type Fault, fault } from '../../src/fault.ts'
import { err, ok, type Result } from '../../src/result.ts'
import { createCarry, type TlsTrust } from './carry.ts'
import { askOnce, readServerKey } from './proven-answer.ts'

/** A server by its address. */
export interface ServerAddress {
  readonly baseUrl: string
  readonly timeoutMs: number
  /** PEM of the authorities that its certificate must lead to, where the site has named them. */
  readonly caPem: string | null
}

/** How its certificate is judged once the server is known. */
export const trustOf = ({ caPem }: Pick<ServerAddress, 'caPem'>, { tlsAnchorPem }: ServerFacts): TlsTrust => {
  const pem = caPem ?? tlsAnchorPem
  return pem === null ? { kind: 'system' } : { kind: 'pem', pem }
}

const FACTS_BYTES_MAX = 40_000

/**
 * Asks whoever answers at an address who they are, and tells nothing. What they say is believed when `isIt` knows the key under which
 * they say it.
 */
export async function meetServer(
  { baseUrl, timeoutMs }: ServerAddress,
  trust: TlsTrust,
  isIt: (publicKey: string) => boolean,
): Promise<Result<ServerFacts, Fault>> {
  const { server } = TERMINAL_ROUTES
  const base = baseUrl.replace(/\/+$/, '')
  const asked = { base, route: requestOf(server, {}), asker: null, timeoutMs, maxBytes: FACTS_BYTES_MAX }
  const answer = await askOnce(createCarry(trust), asked)
  if (!answer.ok) return answer
  const facts = server.output.safeParse(jsonOf(answer.value.bytes))
  if (!facts.success) return err(fault('server-unreachable', `not the server: status ${answer.value.status}`))
  const key = readServerKey(facts.data.publicKey)
  if (!key || !answer.value.isBy(key)) return err(fault('server-unreachable', 'not the server: no proof of its key'))
  if (!isIt(facts.data.publicKey)) return err(fault('server-unreachable', 'not the server: its fingerprint is another'))
  return ok(facts.data)
}

/** Whether a key has a fingerprint. */
export const hasFingerprint = (fingerprint: string) => (publicKey: string) =>
  fingerprintOf(createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest()) === fingerprint

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'))
  } catch {
    return null
  }
}
