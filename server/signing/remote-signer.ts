import { createHash, type KeyObject } from 'node:crypto'
import { type Clock, sleep } from '../../src/clock.ts'
import { randomId } from '../ground/random-id.ts'
import { type ExchangeAnswer, exchange } from './http-exchange.ts'
import {
  isProvenAnswer,
  PROOF_HEADER,
  proveRequest,
  type SignRequest,
  signAnswerSchema,
  TIME_HEADER,
} from './remote-signer-protocol.ts'
import { hashNameOf, isSealSignature, type SealCertificates } from './seal-certificates.ts'
import type { Signer } from './signer.ts'

/** How the two machines know each other. With a bearer token it is TLS alone that names the signing machine. */
export type RemoteSignerTrust =
  | { readonly kind: 'bearer'; readonly token: string }
  /** `ownKey` signs requests; `peerKey` is the public key of the signing machine, which signs answers. */
  | { readonly kind: 'ed25519'; readonly ownKey: KeyObject; readonly peerKey: KeyObject }

export interface RemoteSignerOptions {
  readonly url: string
  readonly trust: RemoteSignerTrust
  readonly clock: Clock
  /** PEM of the authorities that its https certificate must lead to. */
  readonly caPem?: string
  /** For one try. */
  readonly timeoutMs?: number
  /** Waits between tries; one try more than there are waits. */
  readonly retryAfterMs?: readonly number[]
}

const ANSWER_BYTES_MAX = 16 * 1024

/**
 * A signer whose key lies on another machine: a hash goes out, a signature comes back. Signing the same hash twice does no
 * harm, so a request whose answer is lost is sent again under its own id. Every answer is checked against the certificate.
 */
export function signerFromRemote(seal: SealCertificates, options: RemoteSignerOptions): Signer {
  const { clock, retryAfterMs = [200, 1000] } = options
  return {
    ...seal,
    sign: async tbs => {
      const digest = createHash(hashNameOf(seal.algorithm)).update(tbs).digest('base64')
      const request: SignRequest = { requestId: randomId(), algorithm: seal.algorithm, digest }
      for (let tries = 0; ; tries++) {
        const outcome = await askOnce(options, request)
        if ('signature' in outcome) {
          if (isSealSignature(seal, tbs, outcome.signature)) return outcome.signature
          throw new Error("the remote signature is not by the seal's key")
        }
        const waitMs = retryAfterMs[tries]
        if (!outcome.mayTryAgain || waitMs === undefined) throw new Error(`the remote signer: ${outcome.why}`)
        await sleep(clock, waitMs)
      }
    },
  }
}

type Outcome = { readonly signature: Uint8Array } | { readonly why: string; readonly mayTryAgain: boolean }

async function askOnce(options: RemoteSignerOptions, request: SignRequest): Promise<Outcome> {
  const { url, trust, clock, caPem, timeoutMs = 5000 } = options
  const body = new Uint8Array(Buffer.from(JSON.stringify(request)))
  const timeMs = String(clock.now())
  const proof = trust.kind === 'ed25519' ? proveRequest(trust.ownKey, timeMs, new URL(url).pathname, body) : ''
  const headers: Record<string, string> =
    trust.kind === 'bearer'
      ? { authorization: `Bearer ${trust.token}` }
      : { [TIME_HEADER]: timeMs, [PROOF_HEADER]: proof }
  const answer = await exchange({
    ...{ url, method: 'POST', body, timeoutMs, maxBytes: ANSWER_BYTES_MAX },
    headers: { ...headers, 'content-type': 'application/json' },
    ...(caPem === undefined ? {} : { caPem }),
  })
  if (!answer.ok) return { why: `${answer.error.kind}, ${answer.error.detail}`, mayTryAgain: true }
  const { status } = answer.value
  if (status !== 200) return { why: `status ${status}`, mayTryAgain: status === 429 || status >= 500 }
  return readAnswer(trust, request, proof, answer.value)
}

function readAnswer(
  trust: RemoteSignerTrust,
  request: SignRequest,
  requestProof: string,
  { headers, body }: ExchangeAnswer,
): Outcome {
  const proof = headers[PROOF_HEADER]
  if (trust.kind === 'ed25519') {
    const isProven = typeof proof === 'string' && isProvenAnswer(trust.peerKey, requestProof, body, proof)
    if (!isProven) return { why: 'the answer is not by the signing machine', mayTryAgain: false }
  }
  const parsed = signAnswerSchema.safeParse(jsonOf(body))
  if (!parsed.success || parsed.data.requestId !== request.requestId) {
    return { why: 'the answer makes no sense', mayTryAgain: false }
  }
  return { signature: new Uint8Array(Buffer.from(parsed.data.signature, 'base64')) }
}

function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'))
  } catch {
    return null
  }
}
