import { createHash, type KeyObject, sign, verify } from 'node:crypto'
import { z } from 'zod'

/** What the server asks of a signing machine: the hash alone, never a document. */
export const signRequestSchema = z.strictObject({
  /** Of our choosing; a request that is sent again has the same one. */
  requestId: z.string().regex(/^[A-Za-z0-9_-]{16,64}$/),
  algorithm: z.enum(['ecdsa-sha256', 'ecdsa-sha384', 'rsa-sha256']),
  /** SHA-256 or SHA-384 of what is to be signed, base64. */
  digest: z.base64().max(64),
})
export type SignRequest = z.infer<typeof signRequestSchema>

export const signAnswerSchema = z.strictObject({
  requestId: z.string().max(64),
  /** Ecdsa-Sig-Value in DER or PKCS#1 v1.5, base64. */
  signature: z.base64().min(1).max(2048),
})
export type SignAnswer = z.infer<typeof signAnswerSchema>

/** Headers of a request and of its answer, when both sides have an Ed25519 key. */
export const TIME_HEADER = 'yinzheng-time'
export const PROOF_HEADER = 'yinzheng-proof'
export const PROTOCOL_CLOCK_TOLERANCE_MS = 120_000

/** The proof of a request: Ed25519 over the time, the path and the body's hash. */
export function proveRequest(key: KeyObject, timeMs: string, path: string, body: Uint8Array): string {
  return sign(null, requestText(timeMs, path, body), key).toString('base64')
}

export function isProvenRequest(
  key: KeyObject,
  timeMs: string,
  path: string,
  body: Uint8Array,
  proof: string,
): boolean {
  return verify(null, requestText(timeMs, path, body), key, Buffer.from(proof, 'base64'))
}

/** The proof of an answer holds the request's own, so that no old answer fits a new request. */
export function proveAnswer(key: KeyObject, requestProof: string, body: Uint8Array): string {
  return sign(null, answerText(requestProof, body), key).toString('base64')
}

export function isProvenAnswer(key: KeyObject, requestProof: string, body: Uint8Array, proof: string): boolean {
  return verify(null, answerText(requestProof, body), key, Buffer.from(proof, 'base64'))
}

function requestText(timeMs: string, path: string, body: Uint8Array): Buffer {
  return Buffer.from(['yinzheng-sign-request-1', timeMs, path, sha256(body), ''].join('\n'))
}

function answerText(requestProof: string, body: Uint8Array): Buffer {
  return Buffer.from(['yinzheng-sign-answer-1', requestProof, sha256(body), ''].join('\n'))
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
