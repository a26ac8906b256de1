import type { Clock } from '../../src/clock.ts'
import { PdfRefusal } from '../../src/pdf/reasons.ts'
import { err, ok, type Result } from '../../src/result.ts'
import { askCrl } from './crl.ts'
import type { ValidationData } from './dss-revision.ts'
import { exchange } from './http-exchange.ts'
import { askOcsp, writeOcspRequest } from './ocsp.ts'
import type { RevocationAnswer } from './revocation-answer.ts'

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
 * checked before it is kept. The error names the first certificate's sources that did not help.
 */
export async function fetchRevocation(
  pairs: readonly Issued[],
  sources: RevocationSources,
  clock: Pick<Clock, 'now'>,
): Promise<Result<Pick<ValidationData, 'crls' | 'ocsps'>, RevocationFailure>> {
  const lists = sources.crlUrls.map(url => ({ url, list: once(() => get(url, sources.timeoutMs)) }))
  const found = { crls: [] as Uint8Array[], ocsps: [] as Uint8Array[] }
  for (const pair of pairs) {
    const said: string[] = []
    const isSettled = (url: string, answer: RevocationAnswer | 'unreachable' | 'malformed') => {
      said.push(`${url}: ${answer}`)
      return answer === 'good' || answer === 'revoked'
    }
    const judge = (bytes: Uint8Array | null, ask: typeof askCrl) =>
      bytes === null ? 'unreachable' : judged(() => ask(bytes, pair.subject, pair.issuer, clock.now()))
    let settled: RevocationAnswer | 'unreachable' | 'malformed' = 'unknown'
    for (const url of sources.ocspUrls) {
      const answer = await post(url, writeOcspRequest(pair.subject, pair.issuer), sources.timeoutMs)
      settled = judge(answer, askOcsp)
      if (!isSettled(url, settled)) continue
      if (answer) found.ocsps.push(answer)
      break
    }
    if (settled !== 'good' && settled !== 'revoked') {
      for (const { url, list } of lists) {
        const bytes = await list()
        settled = judge(bytes, askCrl)
        if (!isSettled(url, settled)) continue
        if (bytes && !found.crls.includes(bytes)) found.crls.push(bytes)
        break
      }
    }
    if (settled === 'revoked') return err({ kind: 'revoked', said })
    if (settled !== 'good') return err({ kind: 'not-known', said })
  }
  return ok(found)
}

function judged(ask: () => RevocationAnswer): RevocationAnswer | 'malformed' {
  try {
    return ask()
  } catch (error) {
    if (error instanceof PdfRefusal || (error instanceof Error && 'code' in error)) return 'malformed'
    throw error
  }
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
