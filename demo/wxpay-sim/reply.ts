import { randomUUID } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import type { Answer } from './answer.ts'
import type { FaultKind } from './faults.ts'
import { irregularJson } from './irregular-json.ts'
import type { PlatformKeys } from './platform-keys.ts'
import { randomLetters, signatureHeaders } from './signatures.ts'

export interface ReplyParts {
  readonly keys: PlatformKeys
  readonly random: () => number
  readonly nowMs: number
  /** The request's own `Wechatpay-Serial`: which key the caller wants the reply signed with. */
  readonly wantedSerial: string | undefined
  /** True for 401 on order paths, which come without a `Request-ID`. */
  readonly anonymous: boolean
  readonly fault?: { readonly kind: FaultKind; readonly seconds?: number } | undefined
}

/** Sends `answer`: 200 and 204 signed over the very bytes that go out, refusals in WeChat's form and unsigned. */
export function sendReply(response: ServerResponse, answer: Answer & { detail?: object }, parts: ReplyParts): void {
  const requestId = parts.anonymous ? {} : { 'Request-ID': randomUUID().replaceAll('-', '').toUpperCase() }
  if (!answer.ok) {
    const {
      status,
      code,
      message,
      field,
      detail = field === undefined ? undefined : { field, location: 'body' },
    } = answer
    const body = irregularJson({ code, message, detail }, parts.random)
    const signed = status < 300 ? signatureOf(body, parts) : {}
    send(response, status, { ...requestId, ...signed, 'Content-Type': 'application/json; charset=utf-8' }, body)
    return
  }
  const body = answer.body === null ? '' : irregularJson(answer.body, parts.random)
  const type = answer.body === null ? {} : { 'Content-Type': 'application/json; charset=utf-8' }
  const headers = { ...requestId, ...type, ...signatureOf(body, parts) }
  if (parts.fault?.kind === 'truncate') truncate(response, answer.status, headers, body)
  else send(response, answer.status, headers, body)
}

function send(response: ServerResponse, status: number, headers: Record<string, string>, body: string): void {
  const length = status === 204 ? {} : { 'Content-Length': String(Buffer.byteLength(body)) }
  response.writeHead(status, { ...headers, ...length }).end(status === 204 ? undefined : body)
}

/** Promises the whole body, sends half of it and cuts the line. */
function truncate(response: ServerResponse, status: number, headers: Record<string, string>, body: string): void {
  const bytes = Buffer.from(body)
  response.writeHead(status, { ...headers, 'Content-Length': String(bytes.length + 1) })
  response.write(bytes.subarray(0, Math.ceil(bytes.length / 2)), () => response.destroy())
}

function signatureOf(body: string, { keys, nowMs, wantedSerial, fault }: ReplyParts): Record<string, string> {
  if (fault?.kind === 'unsigned') return {}
  const wanted = keys.forReply(wantedSerial)
  const key = fault?.kind === 'otherKey' ? keys.other(wanted) : wanted
  const dateMs = nowMs + (fault?.kind === 'staleTimestamp' ? (fault.seconds ?? 0) * 1000 : 0)
  const headers = signatureHeaders(body, key.id, key.privateKey, dateMs)
  if (fault?.kind === 'badSignature') headers['Wechatpay-Signature'] = flipped(headers['Wechatpay-Signature']!)
  if (fault?.kind === 'probe') headers['Wechatpay-Signature'] = `WECHATPAY/SIGNTEST/${randomLetters(325)}==`
  if (fault?.kind === 'unknownSerial') headers['Wechatpay-Serial'] = 'PUB_KEY_ID_0000000000000000000000000000'
  return headers
}

function flipped(signature: string): string {
  const bytes = Buffer.from(signature, 'base64')
  bytes[bytes.length - 1]! ^= 1
  return bytes.toString('base64')
}
