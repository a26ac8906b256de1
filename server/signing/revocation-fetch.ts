import type { Clock } from '../../src/clock.ts'
import type { EvidenceSays } from '../../src/pdf/revocation-evidence.ts'
import { err, ok, type Result } from '../../src/result.ts'
import type { ValidationData } from './dss-revision.ts'
import { judgeFreshAnswer, judgeFreshList } from './fresh-evidence.ts'
import { exchange } from './http-exchange.ts'
import { writeOcspRequest } from './ocsp-request.ts'
import { proofEngine, refusalAsValue } from './proof-engine.ts'

/** Where the house asks whether certificates are revoked. An address inside a certificate is never asked. */
export interface RevocationSources {
  readonly crlUrls: readonly string[]
  readonly ocspUrls: readonly string[]
  readonly timeoutMs: number
}

/** A certificate and the one that issued it. */
export interface Issued {
  readonly subject: Uint8Array
  readonly issuer: Uint8Array
}

export interface RevocationFailure {
  readonly kind: 'revoked' | 'not-known'
  /** What each source said, `address: answer`. */
  readonly said: readonly string[]
}

const CRL_BYTES_MAX = 4 * 1024 * 1024
const OCSP_BYTES_MAX = 64 * 1024

/**
 * Fetches what proves that none of the certificates is revoked: an OCSP answer where a responder gives one, else a list. Each is
 * judged before it is kept, by what will judge it in the file, and more strictly. The error names the first certificate's sources
 * that did not help.
 */
export async function fetchRevocation(
  pairs: readonly Issued[],
  sources: RevocationSources,
  clock: Pick<Clock, 'now'>,
): Promise<Result<Pick<ValidationData, 'crls' | 'ocsps'>, RevocationFailure>> {
  const engine = proofEngine()
  const { timeoutMs } = sources
  const lists = sources.crlUrls.map(url => ({ url, fetch: once(() => get(url, timeoutMs)) }))
  const crls = new Set<Uint8Array>()
  const ocsps = new Set<Uint8Array>()
  for (const { subject, issuer } of pairs) {
    const [certificate, by] = [engine.certificate(subject), engine.certificate(issuer)]
    const about = { certificate, by, engine, nowMs: clock.now() }
    const request = writeOcspRequest(subject, issuer)
    const responders = sources.ocspUrls.map(url => ({ url, fetch: () => post(url, request, timeoutMs) }))
    const said: string[] = []
    const settled =
      (await firstToSettle(responders, der => judgeFreshAnswer(der, about), ocsps, said)) ??
      (await firstToSettle(lists, der => judgeFreshList(der, about), crls, said))
    if (settled === 'revoked') return err({ kind: 'revoked', said })
    if (settled !== 'good') return err({ kind: 'not-known', said })
  }
  return ok({ crls: [...crls], ocsps: [...ocsps] })
}

interface Source {
  readonly url: string
  fetch(): Promise<Uint8Array | null>
}

/** Asks one source after the other until one settles it, and keeps what that one gave; null when none did. */
async function firstToSettle(
  sources: readonly Source[],
  judge: (der: Uint8Array) => Promise<EvidenceSays>,
  kept: Set<Uint8Array>,
  said: string[],
): Promise<'good' | 'revoked' | null> {
  for (const { url, fetch } of sources) {
    const der = await fetch()
    const judged = der ? await refusalAsValue(() => judge(der)) : err('unreachable' as const)
    const answer = judged.ok ? judged.value : judged.error
    said.push(`${url}: ${answer}`)
    if (!der || (answer !== 'good' && answer !== 'revoked')) continue
    kept.add(der)
    return answer
  }
  return null
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => (made ??= make())
}

async function get(url: string, timeoutMs: number): Promise<Uint8Array | null> {
  const answer = await exchange({ url, method: 'GET', timeoutMs, maxBytes: CRL_BYTES_MAX })
  return answer.ok && answer.value.status === 200 ? answer.value.body : null
}

async function post(url: string, body: Uint8Array, timeoutMs: number): Promise<Uint8Array | null> {
  const headers = { 'content-type': 'application/ocsp-request' }
  const answer = await exchange({ url, method: 'POST', headers, body, timeoutMs, maxBytes: OCSP_BYTES_MAX })
  return answer.ok && answer.value.status === 200 ? answer.value.body : null
}
