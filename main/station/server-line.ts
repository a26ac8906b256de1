import type { Clock } from '../../src/clock.ts'
import type { ServerFacts } from '../../src/contract/terminals-api.ts'
import { type Carry, createCarry } from './carry.ts'
import { meetServer, type ServerAddress, trustOf } from './meet-server.ts'

export interface ServerLineParts {
  readonly server: ServerAddress
  /** As the server has said itself. */
  readonly facts: ServerFacts
  readonly clock: Pick<Clock, 'monotonic'>
  /** Another certificate is believed from now on: to be kept for the next start. */
  keep(facts: ServerFacts): void
}

const MEET_EVERY_MS = 30_000

/**
 * The line to a server that is known. A certificate that is not believed may be a new one: then the server is asked, under its own key,
 * which it has now. Somebody else's certificate stays refused, for only the server has that key.
 */
export function createServerLine({ server, facts: first, clock, keep }: ServerLineParts): Carry {
  let facts = first
  let carry = createCarry(trustOf(server, facts))
  let metAtMs = Number.NEGATIVE_INFINITY
  const isAnother = async () => {
    if (server.caPem !== null || clock.monotonic() - metAtMs < MEET_EVERY_MS) return false
    metAtMs = clock.monotonic()
    const met = await meetServer(server, { kind: 'unproven' }, key => key === facts.publicKey)
    if (!met.ok || met.value.tlsAnchorPem === facts.tlsAnchorPem) return false
    facts = met.value
    carry = createCarry(trustOf(server, facts))
    keep(facts)
    return true
  }
  return async request => {
    try {
      return await carry(request)
    } catch (error) {
      if (!isOfCertificate(error) || !(await isAnother())) throw error
      // Nothing was said yet: a request goes out after the certificate is believed.
      return carry(request)
    }
  }
}

/** OpenSSL's words for a path that leads nowhere, and Node's for a name that is not the certificate's. */
const isOfCertificate = (error: unknown): boolean =>
  /^(CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|INVALID_CA|INVALID_PURPOSE|ERR_TLS_CERT)/.test(
    String((error as NodeJS.ErrnoException).code),
  )
