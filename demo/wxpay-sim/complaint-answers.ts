import type { ServerResponse } from 'node:http'
import { type Answer, done, NO_CONTENT, refused } from './answer.ts'
import type { Complaint } from './book.ts'
import type { CompleteRequest, RefundProgressRequest, ResponseRequest } from './complaint-requests.ts'
import { dayOf, describeComplaint, mediaOf, preciseTime } from './complaint-view.ts'
import { line, tell } from './complaints.ts'
import type { Desk } from './orders.ts'

const DAY_MS = 24 * 3_600_000
const LISTED_MAX = 50
const LINES_MAX = 300
const SPAN_DAYS_MAX = 30

/** GET /v3/merchant-service/complaints-v2: by the day of the complaint, the newest first; how many there are stands on the first page alone. */
export function listComplaints(desk: Desk, query: URLSearchParams): Answer {
  const page = pageOf(query, 10, LISTED_MAX)
  if ('ok' in page) return page
  const [begin, end] = [query.get('begin_date') ?? '', query.get('end_date') ?? '']
  for (const [name, day] of [['begin_date', begin] as const, ['end_date', end] as const])
    if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(Date.parse(day)))
      return refused(400, 'PARAM_ERROR', `参数错误 parameter /${name}`, `/${name}`)
  const spanDays = (Date.parse(end) - Date.parse(begin)) / DAY_MS
  if (spanDays < 0 || spanDays > SPAN_DAYS_MAX)
    return refused(400, 'PARAM_ERROR', '查询日期跨度不超过30天', '/begin_date')
  const named = query.get('complainted_mchid')
  if (named !== null && named !== desk.config.mchid) return refused(403, 'NO_AUTH', '无权查询该商户的投诉')
  const found = [...desk.journal.book.complaints.values()]
    .filter(({ atMs }) => dayOf(atMs) >= begin && dayOf(atMs) <= end)
    .sort((a, b) => b.atMs - a.atMs)
  return done({
    data: found.slice(page.offset, page.offset + page.limit).map(one => describeComplaint(desk, one)),
    ...page,
    ...(page.offset === 0 ? { total_count: found.length } : {}),
  })
}

/** GET …/complaints-v2/{complaint_id} */
export function oneComplaint(desk: Desk, complaintId: string): Answer {
  const complaint = desk.journal.book.complaints.get(complaintId)
  return complaint
    ? done({ ...describeComplaint(desk, complaint), payer_openid: 'oTEST-payer-of-the-local-gateway' })
    : UNKNOWN
}

/** GET …/complaints-v2/{complaint_id}/negotiation-historys: the newest first. */
export function complaintHistory(desk: Desk, complaintId: string, query: URLSearchParams): Answer {
  const complaint = desk.journal.book.complaints.get(complaintId)
  if (!complaint) return UNKNOWN
  const page = pageOf(query, 100, LINES_MAX)
  if ('ok' in page) return page
  const lines = [...complaint.lines].reverse()
  return done({
    data: lines.slice(page.offset, page.offset + page.limit).map(({ told, atMs }) => ({
      ...{ log_id: told.logId, operator: told.operator, operate_time: preciseTime(atMs) },
      ...{ operate_type: told.operateType, operate_details: told.words },
      ...(told.pictures.length === 0 ? {} : { complaint_media_list: mediaOf(desk, told.pictures) }),
    })),
    ...page,
    ...(page.offset === 0 ? { total_count: lines.length } : {}),
  })
}

/** POST …/complaints-v2/{complaint_id}/response: the first one takes a complaint from PENDING to PROCESSING. */
export function respond(desk: Desk, complaintId: string, request: ResponseRequest): Answer {
  const complaint = ownComplaint(desk, complaintId, request.complainted_mchid)
  if ('ok' in complaint) return complaint
  if (complaint.state === 'PROCESSED') return refused(400, 'INVALID_REQUEST', '投诉单已处理完成')
  line(desk, complaint, 'MERCHANT_RESPONSE', {
    ...{ operator: desk.config.payeeShortName, words: request.response_content, pictures: [] },
    ...{ state: 'PROCESSING', awaitsAnswer: false },
  })
  tell(desk, complaint, 'MERCHANT_RESPONSE')
  return NO_CONTENT
}

/** POST …/complaints-v2/{complaint_id}/complete: refused before anything was answered, the strictest reading of "after it was dealt with". */
export function complete(desk: Desk, complaintId: string, request: CompleteRequest): Answer {
  const complaint = ownComplaint(desk, complaintId, request.complainted_mchid)
  if ('ok' in complaint) return complaint
  if (complaint.state !== 'PROCESSING') return refused(400, 'INVALID_REQUEST', '投诉单状态不允许反馈处理完成')
  line(desk, complaint, 'MERCHANT_CONFIRM_COMPLETE', {
    ...{ operator: desk.config.payeeShortName, words: '', pictures: [], state: 'PROCESSED', awaitsAnswer: false },
  })
  tell(desk, complaint, 'MERCHANT_CONFIRM_COMPLETE')
  return NO_CONTENT
}

/** POST …/complaints-v2/{complaint_id}/update-refund-progress: once, and only where the payer has asked for money. */
export function updateRefundProgress(desk: Desk, complaintId: string, request: RefundProgressRequest): Answer {
  const complaint = desk.journal.book.complaints.get(complaintId)
  if (!complaint) return UNKNOWN
  const isDecided = complaint.lines.some(({ told }) => /^MERCHANT_(?:APPROVE|REFUSE)_/.test(told.operateType))
  if (complaint.made.problemType !== 'REFUND' || isDecided || complaint.state === 'PROCESSED')
    return refused(400, 'INVALID_REQUEST', '投诉单不允许更新退款审批结果')
  const isAgreed = request.action === 'APPROVE'
  if (!isAgreed && !request.reject_reason) return refused(400, 'PARAM_ERROR', '缺少拒绝退款原因', '/reject_reason')
  line(desk, complaint, isAgreed ? 'MERCHANT_APPROVE_REFUND' : 'MERCHANT_REFUSE_RERUND', {
    ...{ operator: desk.config.payeeShortName, words: request.reject_reason ?? '', pictures: [] },
    ...{ state: isAgreed ? 'PROCESSING' : 'PROCESSED', awaitsAnswer: false },
  })
  tell(desk, complaint, isAgreed ? 'MERCHANT_APPROVE_REFUND' : 'MERCHANT_REJECT_REFUND')
  return NO_CONTENT
}

/** Where notices of complaints go: one address for a merchant. */
export function complaintAddress(desk: Desk, method: string, url: string | undefined): Answer {
  const { complaintUrl } = desk.journal.book
  if (method === 'POST' && complaintUrl !== null) return refused(400, 'INVALID_REQUEST', '投诉通知回调地址已存在')
  if (method !== 'POST' && complaintUrl === null) return refused(404, 'RESOURCE_NOT_EXISTS', '投诉通知回调地址不存在')
  if (method !== 'GET') desk.journal.record({ type: 'complaint-address', url: url ?? null })
  if (method === 'DELETE') return NO_CONTENT
  return done({ mchid: desk.config.mchid, url: desk.journal.book.complaintUrl })
}

/** GET /v3/merchant-service/images/{media_id}: the file itself, which nobody signs. */
export function sendPicture(desk: Desk, mediaId: string, response: ServerResponse): void {
  const all = [...desk.journal.book.complaints.values()].flatMap(({ lines }) => lines.flatMap(one => one.told.pictures))
  const picture = all.find(one => one.mediaId === mediaId)
  if (!picture) return void response.writeHead(404, { 'Content-Length': '0' }).end()
  const bytes = Buffer.from(picture.base64, 'base64')
  response.writeHead(200, { 'Content-Type': picture.type, 'Content-Length': String(bytes.length) }).end(bytes)
}

const UNKNOWN = refused(400, 'INVALID_REQUEST', '投诉单不存在')

function ownComplaint(desk: Desk, complaintId: string, mchid: string): Complaint | Answer {
  if (mchid !== desk.config.mchid) return refused(403, 'NO_AUTH', '被诉商户号与投诉单不一致')
  return desk.journal.book.complaints.get(complaintId) ?? UNKNOWN
}

function pageOf(query: URLSearchParams, usual: number, most: number): { limit: number; offset: number } | Answer {
  const [limit, offset] = [query.get('limit') ?? String(usual), query.get('offset') ?? '0']
  if (!/^\d{1,9}$/.test(limit) || Number(limit) < 1 || Number(limit) > most)
    return refused(400, 'PARAM_ERROR', '参数错误 parameter /limit', '/limit')
  if (!/^\d{1,9}$/.test(offset)) return refused(400, 'PARAM_ERROR', '参数错误 parameter /offset', '/offset')
  return { limit: Number(limit), offset: Number(offset) }
}
