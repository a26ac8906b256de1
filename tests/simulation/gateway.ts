import { generateKeyPairSync } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import type { FaultInput } from '../../demo/wxpay-sim/faults.ts'
import { type OpenGateway, openGateway } from '../../demo/wxpay-sim/gateway.ts'
import type { GatewayConfigInput } from '../../demo/wxpay-sim/gateway-config.ts'
import type { Clock } from '../../src/clock.ts'
import type { Faults } from './faults.ts'
import { API_FAULTS, type GatewayOperation, NOTICE_FAULTS, PAY_FAULTS } from './gateway-faults.ts'
import { createLastingLies } from './lasting-lies.ts'
import type { RealWork } from './real-work.ts'

export const GATEWAY_URL = 'http://127.0.0.1:8001'
export const NOTICE_URL = 'http://127.0.0.1:8000/v1/wechatpay/notice'

/** The two sides of a merchant, made once: keys are dear, and a short one is as real as a long one here. */
export interface MerchantKeys {
  readonly gateway: GatewayConfigInput
  /** The section `payment` of the server's configuration. */
  readonly section: Readonly<Record<string, unknown>>
}

export function makeMerchantKeys(): MerchantKeys {
  const pair = () =>
    generateKeyPairSync('rsa', {
      modulusLength: 1024,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    })
  const [merchant, platform] = [pair(), pair()]
  const known = { mchid: '1600000001', merchantSerial: '5A'.repeat(20), apiV3Key: 'k'.repeat(32) }
  const appid = 'wx0000000000000001'
  const platformKeyId = 'PUB_KEY_ID_0119000001092026000000001'
  return {
    gateway: {
      ...known,
      appids: [appid],
      merchantPublicKeyPem: merchant.publicKey,
      platformKeys: [{ id: platformKeyId, privateKeyPem: platform.privateKey }],
    },
    section: {
      ...{ provider: 'wechat-pay', ...known, appid, platformKeyId },
      merchantPrivateKeyPem: merchant.privateKey,
      platformPublicKeyPem: platform.publicKey,
      baseUrls: [GATEWAY_URL],
      notifyUrl: NOTICE_URL,
    },
  }
}

export interface SimulatedGateway {
  /** Carries the server's requests. */
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>
  /** A phone pays what it has scanned. */
  pay(codeUrl: string): string
  readonly journal: OpenGateway['journal']
  /** When it last began to tell what it will not take back. */
  lastLieMs(): number
  close(): Promise<void>
}

export interface GatewayParts {
  readonly keys: MerchantKeys
  readonly clock: Clock
  readonly seed: number
  readonly faults: Faults
  readonly work: RealWork
  /** Posts a notice to the server; resolves to the status as text, or to a word for what went wrong. */
  readonly post: (url: string, headers: Record<string, string>, body: string) => Promise<string>
}

export function createSimulatedGateway({ keys, clock, seed, faults, work, post }: GatewayParts): SimulatedGateway {
  const lies = createLastingLies(clock)
  /** The gateway asks for its faults while a call, a notice or a payment is under way: it is handed one for this time alone. */
  const armed = <T>(fault: FaultInput | null, run: () => T): T => {
    gateway.faults(fault ? [fault, ...lies.always()] : lies.always())
    try {
      return run()
    } finally {
      gateway.faults([])
    }
  }
  const businessClock: Clock = {
    ...clock,
    after: (delayMs, run) =>
      clock.after(delayMs, () => {
        const kind = faults.at('notices', NOTICE_FAULTS)
        armed(kind && noticeFault(kind), run)
      }),
  }
  const noticeFault = (kind: string): FaultInput =>
    kind === 'duplicateNotice' ? { kind, copies: 2 } : ({ kind, times: 'always' } as FaultInput)
  const gateway = openGateway({ ...keys.gateway, seed }, () => GATEWAY_URL, {
    protocolClock: clock,
    businessClock,
    post,
  })

  const carry: SimulatedGateway['fetch'] = (address, { method = 'GET', headers = {}, body, signal }) =>
    new Promise((resolve, reject) => {
      const url = new URL(address)
      const target = `${url.pathname}${url.search}`
      const fail = (code: string) =>
        reject(new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) }))
      signal?.addEventListener('abort', () => reject(new DOMException('given up', 'AbortError')))
      const operation = operationOf(method, url.pathname)
      const sent = typeof body === 'string' ? body : ''
      const number = numberIn(operation, url.pathname, sent)
      const struck = faults.at(`gateway ${operation}`, API_FAULTS[operation])
      const spanMs = 60_000 + Math.floor(faults.measure(`gateway ${operation}`, 'ms') * 180_000)
      if (struck) lies.begin(struck, number, spanMs)
      const fault = lies.at(operation, number) ?? struck
      const chosen = fault === null ? null : FAULT_OF[fault]!
      if (chosen === 'cut-off') return clock.after(20, () => fail('ECONNREFUSED'))
      const response = responseDouble(
        (status, replied, data) => resolve(new Response(status === 204 ? null : data, { status, headers: replied })),
        () => fail('ECONNRESET'),
      )
      const request = {
        method: method.toUpperCase(),
        target,
        headers: { host: url.host, ...lowerCased(headers) },
        body: Buffer.from(sent),
      }
      // A line has a length: nothing is answered before it was asked.
      return clock.after(30, () => {
        work.stir()
        void armed(chosen, () => gateway.answer(request, response))
      })
    })

  return {
    fetch: carry,
    pay: codeUrl => {
      const pr = codeUrl.split('pr=')[1] ?? ''
      const issued = gateway
        .journal()
        .find(({ happening }) => happening.type === 'code-issued' && happening.pr === pr)?.happening
      if (issued?.type !== 'code-issued') return 'unknown code'
      const kind = faults.at('payments', PAY_FAULTS)
      if (kind) lies.begin(kind, issued.outTradeNo, 0)
      const lateMs = 5_000 + Math.floor(faults.measure('payments', 'ms') * 240_000)
      const paid = armed(payFault(kind, lateMs), () => gateway.pay(issued.outTradeNo))
      return paid.state === 'paid' ? 'paid' : `refused: ${paid.reason}`
    },
    journal: gateway.journal,
    lastLieMs: lies.lastMs,
    close: gateway.close,
  }
}

function payFault(kind: (typeof PAY_FAULTS)[number][1] | null, ms: number): FaultInput | null {
  switch (kind) {
    case 'lateNotice':
      return { kind, ms }
    case 'payTwice':
      return { kind }
    case 'a notice of another sum':
      return { kind: 'noticeWrongAmount' }
    case 'no notice ever comes':
    case null:
      return null
  }
}

/** The number of the order, or of the refund, that a call is about. */
function numberIn(operation: GatewayOperation, path: string, body: string): string {
  if (operation === 'refund') return String((JSON.parse(body) as { out_refund_no?: string }).out_refund_no)
  return path.split('/').findLast(part => part !== 'close') ?? ''
}

const FAULT_OF: Readonly<Record<string, FaultInput | 'cut-off'>> = {
  'cut-off': 'cut-off',
  'slow 2 s': { kind: 'delay', ms: 2_000, where: 'before' },
  'slow 30 s': { kind: 'delay', ms: 30_000, where: 'after' },
  'hangs before': { kind: 'hang', where: 'before' },
  'hangs after': { kind: 'hang', where: 'after' },
  'reset before': { kind: 'reset', where: 'before' },
  'reset after': { kind: 'reset', where: 'after' },
  'bad gateway': { kind: 'http502html', where: 'before' },
  'bad gateway, and yet done': { kind: 'http502html', where: 'after' },
  'system error': { kind: 'error', status: 500, code: 'SYSTEM_ERROR' },
  'system error, and yet done': { kind: 'error', status: 500, code: 'SYSTEM_ERROR', commit: true },
  'too often': { kind: 'error', status: 429, code: 'RATELIMIT_EXCEEDED' },
  'a false 404': { kind: 'error', status: 404, code: 'ORDER_NOT_EXIST' },
  'refused for good': { kind: 'error', status: 400, code: 'INVALID_REQUEST' },
  'not enough money': { kind: 'notEnough' },
  abnormal: { kind: 'refundStatus', status: 'ABNORMAL' },
  'never ends': { kind: 'stuckProcessing' },
  'closed by the provider': { kind: 'refundStatus', status: 'CLOSED' },
  'refunds hang for minutes': { kind: 'hang', where: 'before' },
  'cut short': { kind: 'truncate' },
  unsigned: { kind: 'unsigned' },
  'badly signed': { kind: 'badSignature' },
  stale: { kind: 'staleTimestamp', seconds: -900 },
  'another amount': { kind: 'wrongAmount' },
  'another order': { kind: 'swapOrder' },
  'paid while it is closed': { kind: 'payDuringClose' },
}

function operationOf(method: string, path: string): GatewayOperation {
  if (path.includes('/refund/')) return method.toLowerCase() === 'get' ? 'refund-query' : 'refund'
  if (path.endsWith('/close')) return 'close'
  if (path.endsWith('/native')) return 'order'
  return path.includes('/bill') || path.includes('/certificates') ? 'other' : 'query'
}

const lowerCased = (headers: object) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]))

/** What node:http would hand to the gateway, as far as the gateway uses it. */
function responseDouble(
  done: (status: number, headers: Record<string, string>, data: string) => void,
  cut: () => void,
): ServerResponse {
  let head: { status: number; headers: Record<string, string> } | null = null
  let isOver = false
  const over = (how: () => void) => {
    if (!isOver) how()
    isOver = true
  }
  const double = {
    writeHead: (status: number, headers: Record<string, string> = {}) => {
      head = { status, headers: lowerCased(headers) as Record<string, string> }
      return double
    },
    write: (_: unknown, written?: () => void) => {
      written?.()
      return true
    },
    end: (body: string | Buffer = '') => {
      over(() => done(head?.status ?? 200, head?.headers ?? {}, body.toString()))
      return double
    },
    destroy: () => over(cut),
    socket: { resetAndDestroy: () => over(cut) },
  }
  return double as unknown as ServerResponse
}
