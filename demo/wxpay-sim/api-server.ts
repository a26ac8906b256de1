import type { ServerResponse } from 'node:http'
import type { RawRequest } from '../loopback-server.ts'
import type { Answer } from './answer.ts'
import { type ApiCall, act, outTradeNoOf, readCall } from './api-actions.ts'
import { type ApiRoute, findApiRoute } from './api-routes.ts'
import type { AuthorizationCheck } from './authorization.ts'
import type { Bills } from './bills.ts'
import { sendPicture } from './complaint-answers.ts'
import type { Fault, FaultOf, Occasion } from './faults.ts'
import { type Desk, payOrder } from './orders.ts'
import { settleRefund } from './refunds.ts'
import { type ReplyParts, sendReply } from './reply.ts'
import { spoilBody } from './spoil.ts'

const REPLY_FAULTS = [
  'truncate',
  'unsigned',
  'badSignature',
  'probe',
  'staleTimestamp',
  'unknownSerial',
  'otherKey',
  'wrongAmount',
  'swapOrder',
] as const
const CALL_FAULTS = ['delay', 'hang', 'reset', 'http502html', 'oversize', 'error'] as const
/** Beyond what any answer of WeChat has. */
const OVERSIZE = 500_000
type CallFault = FaultOf<(typeof CALL_FAULTS)[number]>

export interface ApiParts {
  readonly desk: Desk
  readonly bills: Bills
  readonly check: AuthorizationCheck
  readonly protocolNow: () => number
  readonly random: () => number
}

/** Answers one request to `/v3/…`: checks in WeChat's order, then faults, business, faults again, the signed reply. */
export async function answerApi(parts: ApiParts, request: RawRequest, response: ServerResponse): Promise<void> {
  const { desk, bills } = parts
  const route = findApiRoute(request.method, request.target)
  if (typeof route === 'number') return void response.writeHead(route, { 'Content-Length': '0' }).end()
  const reply = (answer: Answer & { detail?: object }, fault?: Fault) =>
    sendReply(response, answer, { ...replyParts(parts, route, request, answer), fault })

  const refusal = parts.check(request, parts.protocolNow())
  if (refusal) return reply(refusal)
  if (route.action === 'download-bill') return bills.download(request.target, response)
  if (route.action === 'picture') return sendPicture(desk, route.names[0] ?? '', response)
  const read = readCall(route, request, desk.config.mchid)
  if (!read.ok) return reply(read.answer)
  const occasion = occasionOf(desk, read.call, request.target)

  const isBefore = (fault: CallFault) => (fault.kind === 'error' ? !fault.commit : fault.where === 'before')
  const before = desk.faults.take(CALL_FAULTS, occasion, isBefore)
  if (before && (await ends(desk, before, response, reply))) return
  const answer = act(desk, bills, read.call)
  if (answer.ok && desk.faults.take(['noticeBeforeReply'], occasion)) await noticeFirst(desk, read.call)
  const after = desk.faults.take(CALL_FAULTS, occasion, fault => !isBefore(fault))
  if (after && (await ends(desk, after, response, reply))) return
  const spoiled = answer.ok ? desk.faults.take(REPLY_FAULTS, occasion) : undefined
  reply(spoilBody(desk, answer, spoiled, occasion.outTradeNo), spoiled)
}

function occasionOf(desk: Desk, call: ApiCall, target: string): Occasion {
  const outTradeNo = outTradeNoOf(desk, call)
  return { operation: call.route.operation, path: target, ...(outTradeNo === undefined ? {} : { outTradeNo }) }
}

function replyParts(parts: ApiParts, route: ApiRoute, request: RawRequest, answer: Answer): ReplyParts {
  const wanted = request.headers['wechatpay-serial']
  return {
    keys: parts.desk.keys,
    random: parts.random,
    nowMs: parts.protocolNow(),
    wantedSerial: typeof wanted === 'string' ? wanted : undefined,
    anonymous: answer.status === 401 && route.operation !== 'refund' && route.operation !== 'certificates',
  }
}

/** Lets a call fault strike. True when the request is over with it, false when it was a delay only. */
async function ends(
  desk: Desk,
  fault: CallFault,
  response: ServerResponse,
  reply: (answer: Answer) => void,
): Promise<boolean> {
  switch (fault.kind) {
    case 'delay':
      await new Promise<void>(resolve => desk.clock.after(fault.ms, resolve))
      return false
    case 'hang':
      return true
    case 'reset':
      response.socket?.resetAndDestroy()
      return true
    case 'http502html':
      response.writeHead(502, { 'Content-Type': 'text/html' }).end('<html><h1>502 Bad Gateway</h1></html>')
      return true
    case 'oversize':
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(`[${'0,'.repeat(OVERSIZE)}0]`)
      return true
    case 'error':
      reply({ ok: false, status: fault.status, code: fault.code, message: '系统错误，请稍后再试' })
      return true
  }
}

/** Lets the notice of what the call is about arrive before the call's own reply. */
async function noticeFirst(desk: Desk, { route, body }: ApiCall): Promise<void> {
  const named = body as { out_trade_no?: string; out_refund_no?: string } | null
  if (route.action === 'open-order' && named?.out_trade_no) payOrder(desk, named.out_trade_no)
  const refund = desk.journal.book.refunds.get(named?.out_refund_no ?? '')
  if (refund) settleRefund(desk, refund)
  await desk.clock.advance(0)
}
