import { sign } from 'node:crypto'
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import type { MerchantSide } from './test-gateway.ts'

export interface RawReply {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly bytes: Buffer
  readonly text: string
}

export interface RawCall {
  readonly method: string
  readonly target: string
  readonly body?: string
}

/** What a test may break, one thing at a time. A header of `undefined` is left out. */
export interface Breakage {
  readonly scheme?: string
  readonly mchid?: string
  readonly serial?: string
  readonly timestampMs?: number
  readonly nonce?: string
  /** What is signed in place of the real thing. */
  readonly signedTarget?: string
  readonly signedBody?: string
  readonly signature?: string
  readonly headers?: Record<string, string | undefined>
  readonly authorization?: string | null
}

let counter = 0

/** A request signed by hand over node:crypto and sent over node:http: nothing in between that could repair it. */
export function callRaw(
  baseUrl: string,
  merchant: MerchantSide,
  call: RawCall,
  broken: Breakage = {},
): Promise<RawReply> {
  const body = call.body ?? ''
  const timestamp = String(Math.floor((broken.timestampMs ?? Date.now()) / 1000))
  const nonce = broken.nonce ?? `nonce${String(++counter).padStart(16, '0')}`
  const message = [call.method, broken.signedTarget ?? call.target, timestamp, nonce, broken.signedBody ?? body, '']
  const signature =
    broken.signature ??
    sign('RSA-SHA256', Buffer.from(message.join('\n')), merchant.merchantPrivateKeyPem).toString('base64')
  const fields = {
    mchid: broken.mchid ?? merchant.mchid,
    nonce_str: nonce,
    signature,
    timestamp,
    serial_no: broken.serial ?? merchant.merchantSerial,
  }
  const listed = Object.entries(fields).map(([name, value]) => `${name}="${value}"`)
  const authorization = `${broken.scheme ?? 'WECHATPAY2-SHA256-RSA2048'} ${listed.join(',')}`
  const wanted: Record<string, string | undefined> = {
    Authorization: broken.authorization === null ? undefined : (broken.authorization ?? authorization),
    Accept: 'application/json',
    'User-Agent': 'raw-test-caller',
    ...(call.body === undefined ? {} : { 'Content-Type': 'application/json' }),
    ...broken.headers,
  }
  const headers = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined))
  return send(baseUrl, call.method, call.target, headers as Record<string, string>, body)
}

/** Sends exactly this and reads the whole reply. */
export function send(
  baseUrl: string,
  method: string,
  target: string,
  headers: Record<string, string> = {},
  body = '',
): Promise<RawReply> {
  const { hostname, port } = new URL(baseUrl)
  return new Promise((resolve, reject) => {
    const length = body === '' ? {} : { 'Content-Length': String(Buffer.byteLength(body)) }
    const options = { hostname, port, method, path: target, headers: { ...headers, ...length }, agent: false as const }
    const call = httpRequest(options, reply => {
      const parts: Buffer[] = []
      reply.on('data', (part: Buffer) => parts.push(part))
      reply.once('error', reject)
      reply.once('end', () => {
        const bytes = Buffer.concat(parts)
        resolve({ status: reply.statusCode ?? 0, headers: reply.headers, bytes, text: bytes.toString('utf8') })
      })
    })
    call.once('error', reject)
    call.end(body)
  })
}

/** Asks a control of the gateway. */
export async function control(baseUrl: string, method: string, path: string, body?: unknown): Promise<RawReply> {
  return send(
    baseUrl,
    method,
    path,
    { 'Content-Type': 'application/json' },
    body === undefined ? '' : JSON.stringify(body),
  )
}

/** A whole order request, as WeChat's documentation has it. */
export function orderBody(merchant: MerchantSide, outTradeNo: string, change: Record<string, unknown> = {}): object {
  return {
    appid: merchant.appid,
    mchid: merchant.mchid,
    description: '成绩单 2 份 “Transcript”',
    out_trade_no: outTradeNo,
    notify_url: merchant.notifyUrl,
    amount: { total: 400, currency: 'CNY' },
    ...change,
  }
}
