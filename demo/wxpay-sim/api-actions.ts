import type { RawRequest } from '../loopback-server.ts'
import { applyAbnormalRefund } from './abnormal-refunds.ts'
import { type Answer, refused } from './answer.ts'
import type { ApiRoute } from './api-routes.ts'
import type { Bills } from './bills.ts'
import {
  complaintAddress,
  complaintHistory,
  complete,
  listComplaints,
  oneComplaint,
  respond,
  updateRefundProgress,
} from './complaint-answers.ts'
import {
  complaintAddressSchema,
  completeRequestSchema,
  refundProgressRequestSchema,
  responseRequestSchema,
} from './complaint-requests.ts'
import { closeOrder, type Desk, findOrder, openOrder, queryOrder } from './orders.ts'
import { acceptRefund, queryRefund } from './refunds.ts'
import {
  abnormalRefundRequestSchema,
  closeRequestSchema,
  orderRequestSchema,
  readRequest,
  refundRequestSchema,
} from './requests.ts'

/** A request whose signer is known and whose body is readable: what is left is business. */
export interface ApiCall {
  readonly route: ApiRoute
  readonly query: URLSearchParams
  readonly body: unknown
  /** Of the key under which parts of the body are sealed. */
  readonly serial?: string | undefined
}

/** Content type, JSON, and the merchant number in query or body: the checks between signature and business. */
export function readCall(
  route: ApiRoute,
  request: RawRequest,
  mchid: string,
): { ok: true; call: ApiCall } | { ok: false; answer: Answer } {
  const query = new URLSearchParams(request.target.split('?').slice(1).join('?'))
  if (route.method === 'GET' || route.method === 'DELETE') {
    if (route.operation === 'query' && query.get('mchid') !== mchid)
      return { ok: false, answer: refused(400, 'PARAM_ERROR', 'mchid与签名商户不一致', '/mchid') }
    return { ok: true, call: { route, query, body: null } }
  }
  if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? ''))
    return { ok: false, answer: refused(400, 'PARAM_ERROR', 'Content-Type必须为application/json') }
  const body = parseJson(request.body)
  if (body === undefined) return { ok: false, answer: refused(400, 'PARAM_ERROR', '请求体不是JSON') }
  const named = (body as { mchid?: unknown }).mchid
  if (named !== undefined && named !== mchid)
    return { ok: false, answer: refused(400, 'PARAM_ERROR', 'mchid与签名商户不一致', '/mchid') }
  const serial = request.headers['wechatpay-serial']
  return { ok: true, call: { route, query, body, serial: typeof serial === 'string' ? serial : undefined } }
}

function parseJson(bytes: Buffer): object | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}

/** Does what the call asks for. */
export function act(desk: Desk, bills: Bills, { route, query, body, serial }: ApiCall): Answer {
  const [name = ''] = route.names
  switch (route.action) {
    case 'open-order': {
      const request = readRequest(orderRequestSchema, body)
      return request.ok ? openOrder(desk, request.value, body) : request.error
    }
    case 'query-by-number':
      return queryOrder(desk, findOrder(desk, name))
    case 'query-by-id':
      return queryOrder(
        desk,
        [...desk.journal.book.orders.values()].find(one => one.paid?.transactionId === name),
      )
    case 'close-order': {
      const request = readRequest(closeRequestSchema, body)
      return request.ok ? closeOrder(desk, name) : request.error
    }
    case 'accept-refund': {
      const request = readRequest(refundRequestSchema, body)
      return request.ok ? acceptRefund(desk, request.value) : request.error
    }
    case 'query-refund':
      return queryRefund(desk, name)
    case 'resume-refund': {
      const request = readRequest(abnormalRefundRequestSchema, body)
      return request.ok ? applyAbnormalRefund(desk, name, request.value, serial) : request.error
    }
    case 'certificates':
      return desk.keys.certificates(desk.faults)
    case 'trade-bill':
      return bills.trade(query)
    case 'fund-bill':
      return bills.fundFlow(query)
    case 'complaints':
    case 'complaint':
    case 'complaint-history':
    case 'complaint-response':
    case 'complaint-complete':
    case 'complaint-refund':
    case 'complaint-address':
      return actOnComplaint(desk, { route, query, body })
    case 'picture':
    case 'download-bill':
      return refused(404, 'RESOURCE_NOT_EXISTS', '文件不存在')
  }
}

function actOnComplaint(desk: Desk, { route, query, body }: ApiCall): Answer {
  const [name = ''] = route.names
  switch (route.action) {
    case 'complaints':
      return listComplaints(desk, query)
    case 'complaint':
      return oneComplaint(desk, name)
    case 'complaint-history':
      return complaintHistory(desk, name, query)
    case 'complaint-response': {
      const request = readRequest(responseRequestSchema, body)
      return request.ok ? respond(desk, name, request.value) : request.error
    }
    case 'complaint-complete': {
      const request = readRequest(completeRequestSchema, body)
      return request.ok ? complete(desk, name, request.value) : request.error
    }
    case 'complaint-refund': {
      const request = readRequest(refundProgressRequestSchema, body)
      return request.ok ? updateRefundProgress(desk, name, request.value) : request.error
    }
    default: {
      if (body === null) return complaintAddress(desk, route.method, undefined)
      const request = readRequest(complaintAddressSchema, body)
      return request.ok ? complaintAddress(desk, route.method, request.value.url) : request.error
    }
  }
}

/** The order number that a call is about, for faults that are tied to one. */
export function outTradeNoOf(desk: Desk, { route, body }: ApiCall): string | undefined {
  const [name] = route.names
  if (route.operation === 'complaint') return desk.journal.book.complaints.get(name ?? '')?.made.outTradeNo
  if (route.action === 'query-by-number' || route.action === 'close-order') return name
  if (route.action === 'query-refund') return desk.journal.book.refunds.get(name ?? '')?.accepted.outTradeNo
  const refundNo = (body as { out_refund_no?: unknown } | null)?.out_refund_no
  if (route.action === 'resume-refund')
    return desk.journal.book.refunds.get(typeof refundNo === 'string' ? refundNo : '')?.accepted.outTradeNo
  const named = (body as { out_trade_no?: unknown } | null)?.out_trade_no
  return typeof named === 'string' ? named : undefined
}
