import type { KeyObject } from 'node:crypto'
import type { RawRequest } from '../loopback-server.ts'
import { type ErrorAnswer, refused } from './answer.ts'
import { rsaVerifies, sameSerial } from './signatures.ts'

/** Freshness is "less than": 297 s pass, 300 s do not. */
const FRESH_MS = 300_000
const NONCE_MEMORY_MS = 600_000
const SCHEME = 'WECHATPAY2-SHA256-RSA2048'

export interface Signer {
  readonly mchid: string
  readonly merchantSerial: string
  readonly merchantKey: KeyObject
  readonly checkNonceReplay: boolean
}

/** A 401 carries what was verified, so that a developer can compare it with what was signed. */
export interface SignError extends ErrorAnswer {
  readonly detail?: object
}

export type AuthorizationCheck = (request: RawRequest, nowMs: number) => SignError | null

/**
 * The checks that come before any business, in WeChat's order: header and signer, User-Agent and Accept where WeChat wants
 * them, freshness, nonce, signature over the raw target and the raw body. Null lets the request pass.
 */
export function createAuthorizationCheck(signer: Signer): AuthorizationCheck {
  const nonces = new Map<string, number>()
  return (request, nowMs) => {
    const fields = parseAuthorization(request.headers.authorization)
    if (!fields)
      return refused(401, 'SIGN_ERROR', 'Http头Authorization值格式错误，请参考《微信支付商户REST API签名规则》')
    if (fields.mchid !== signer.mchid) return refused(401, 'SIGN_ERROR', '商户号不存在')
    if (!sameSerial(fields.serial_no, signer.merchantSerial)) return refused(401, 'SIGN_ERROR', '商户证书序列号有误')
    const bare = bareHeader(request)
    if (bare) return refused(400, 'INVALID_REQUEST', `Http头缺少${bare}`)
    if (Math.abs(nowMs - Number(fields.timestamp) * 1000) >= FRESH_MS)
      return refused(401, 'SIGN_ERROR', 'Http头Authorization中的timestamp与发起请求的时间不得超过5分钟')
    if (signer.checkNonceReplay && seenBefore(nonces, fields.nonce_str, nowMs))
      return refused(401, 'SIGN_ERROR', '请求重复')
    const head = `${request.method}\n${request.target}\n${fields.timestamp}\n${fields.nonce_str}\n`
    const message = Buffer.concat([Buffer.from(head), request.body, Buffer.from('\n')])
    return rsaVerifies(message, fields.signature, signer.merchantKey) ? null : signError(request, head, message.length)
  }
}

interface AuthorizationFields {
  readonly mchid: string
  readonly nonce_str: string
  readonly signature: string
  readonly timestamp: string
  readonly serial_no: string
}

function parseAuthorization(header: string | undefined): AuthorizationFields | null {
  const [scheme, ...rest] = (header ?? '').split(' ')
  if (scheme !== SCHEME || header!.length > 2048) return null
  const fields = new Map([...rest.join(' ').matchAll(/([a-z_]+)="([^"]*)"/g)].map(match => [match[1]!, match[2]!]))
  const [mchid, nonce_str, signature, timestamp, serial_no] = [
    'mchid',
    'nonce_str',
    'signature',
    'timestamp',
    'serial_no',
  ].map(name => fields.get(name))
  if (!mchid || !nonce_str || !signature || !timestamp || !serial_no) return null
  if (!/^\d{1,12}$/.test(timestamp) || nonce_str.length > 64) return null
  return { mchid, nonce_str, signature, timestamp, serial_no }
}

/** Certificates and refunds answer 400 to a request without User-Agent or Accept. */
function bareHeader({ target, headers }: RawRequest): string | null {
  if (!target.startsWith('/v3/certificates') && !target.startsWith('/v3/refund/')) return null
  if (!headers['user-agent']) return 'User-Agent'
  return headers.accept ? null : 'Accept'
}

function seenBefore(nonces: Map<string, number>, nonce: string, nowMs: number): boolean {
  for (const [old, atMs] of nonces) if (nowMs - atMs > NONCE_MEMORY_MS) nonces.delete(old)
  if (nonces.has(nonce)) return true
  nonces.set(nonce, nowMs)
  return false
}

function signError(request: RawRequest, head: string, messageLength: number): SignError {
  return {
    ...refused(401, 'SIGN_ERROR', '签名错误，请检查后再试'),
    detail: {
      detail: { issue: 'sign not match' },
      field: 'signature',
      location: 'authorization',
      sign_information: {
        method: request.method,
        url: request.target,
        truncated_sign_message: `${head}${request.body.toString('utf8').slice(0, 16)}`,
        sign_message_length: messageLength,
      },
    },
  }
}
