import { equalBytes } from '../../src/pdf/bytes.ts'
import {
  contentOf,
  contextTag,
  type DerNode,
  encodingOf,
  expectTag,
  onlyChild,
  readWholeDer,
  sequenceOf,
  TAG,
} from '../../src/pdf/der.ts'
import { integerBytes, oidOf, smallInteger } from '../../src/pdf/der-values.ts'
import { OID } from '../../src/pdf/oids.ts'
import { PdfRefusal, refuse } from '../../src/pdf/reasons.ts'
import { err, ok, type Result } from '../../src/result.ts'
import type { TimeStampRequest } from './time-stamp-request.ts'

/** Content type of what an authority signs (RFC 3161, 2.4.2). */
export const TST_INFO = '1.2.840.113549.1.9.16.1.4'

/** Why an answer is no time stamp. */
export type ResponseFailure = 'refused' | 'malformed' | 'wrong-imprint' | 'wrong-nonce' | 'wrong-policy'

export interface TimeStampToken {
  /** The token, a ContentInfo in DER, as it is put into a signature. */
  readonly der: Uint8Array
  /** The stamped time, ms since 1970. */
  readonly timeMs: number
}

/** Granted, with or without changes to what was asked (2.4.2). */
const GRANTED = [0, 1]

/**
 * Reads a TimeStampResp and checks that it answers `request`: same hash, same nonce, same policy. Who signed it is
 * `checkTimeStampSigner`'s to say.
 */
export function readTimeStampResponse(
  body: Uint8Array,
  request: TimeStampRequest,
): Result<TimeStampToken, ResponseFailure> {
  try {
    const [status, token] = sequenceOf(readWholeDer(body))
    if (!GRANTED.includes(smallInteger(sequenceOf(status)[0]))) return err('refused')
    if (!token) return err('malformed')
    const info = readTstInfo(tstInfoOf(token))
    if (info.hashOid !== OID.sha256 || !equalBytes(info.digest, request.digest)) return err('wrong-imprint')
    if (info.nonce === null || !equalBytes(withoutLeadingZero(info.nonce), withoutLeadingZero(request.nonce))) {
      return err('wrong-nonce')
    }
    if (request.policy !== null && info.policy !== request.policy) return err('wrong-policy')
    return ok({ der: encodingOf(token).slice(), timeMs: info.timeMs })
  } catch (error) {
    if (error instanceof PdfRefusal) return err('malformed')
    throw error
  }
}

/** The TSTInfo that a token's SignedData holds. */
function tstInfoOf(token: DerNode): Uint8Array {
  const [type, wrapped] = sequenceOf(token)
  const fields = sequenceOf(onlyChild(expectTag(wrapped, contextTag(0))))
  const [contentType, content] = sequenceOf(fields[2])
  if (oidOf(type) !== OID.signedData || oidOf(contentType) !== TST_INFO) refuse('bad-cms')
  return contentOf(expectTag(onlyChild(expectTag(content, contextTag(0))), TAG.octetString))
}

function readTstInfo(bytes: Uint8Array) {
  const [version, policy, imprint, , genTime, ...rest] = sequenceOf(readWholeDer(bytes.slice()))
  const [hash, digest] = sequenceOf(imprint)
  const nonce = rest.find(node => node.tag === TAG.integer)
  if (smallInteger(version) !== 1) refuse('bad-timestamp')
  return {
    policy: oidOf(policy),
    hashOid: oidOf(sequenceOf(hash)[0]),
    digest: contentOf(expectTag(digest, TAG.octetString)),
    timeMs: timeWithFraction(genTime),
    nonce: nonce ? integerBytes(nonce) : null,
  }
}

/** GeneralizedTime as RFC 3161 has it: a fraction may follow, without zeros at its end. */
function timeWithFraction(node: DerNode | undefined): number {
  const text = String.fromCharCode(...contentOf(expectTag(node, TAG.generalizedTime)))
  const match = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d{0,8}[1-9])?Z$/.exec(text)
  if (!match) return refuse('bad-timestamp', node?.start)
  const [, year, month, day, hour, minute, second, fraction = ''] = match
  const ms = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${fraction.slice(0, 4)}Z`)
  return Number.isNaN(ms) ? refuse('bad-timestamp', node?.start) : ms
}

/** An INTEGER of random bytes gains a zero before a high bit, and loses zeros that it began with. */
function withoutLeadingZero(bytes: Uint8Array): Uint8Array {
  let start = 0
  while (start < bytes.length - 1 && bytes[start] === 0) start++
  return bytes.subarray(start)
}
