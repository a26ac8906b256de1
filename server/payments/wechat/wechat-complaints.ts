import type { Clock } from '../../../src/clock.ts'
import { err, ok, type Result } from '../../../src/result.ts'
import { plainText } from '../../../src/rules/plain-text.ts'
import type { ComplaintAct, ComplaintLine, Complaints } from '../complaint-port.ts'
import type { PaymentFailure } from '../payment-port.ts'
import { addressSchema, linesSchema, listSchema, readComplaint, readLine } from './wechat-complaint-replies.ts'
import type { WechatConfig } from './wechat-config.ts'
import { createWechatPictures } from './wechat-pictures.ts'
import type { WechatCall } from './wechat-retry.ts'

const COMPLAINTS = '/v3/merchant-service/complaints-v2'
const ADDRESS = '/v3/merchant-service/complaint-notifications'
const LISTED_MAX = 50
const LINES_MAX = 300
const LINE_PAGES_MAX = 10
const HOUR_MS = 3_600_000
/** Their clock and ours. */
const SLACK_MS = 5 * 60_000

/** Which line of the history shows that an act has happened; the misspelt one is WeChat's own. */
const SHOWN_BY: Readonly<Record<ComplaintAct['kind'], RegExp>> = {
  reply: /^MERCHANT_RESPONSE$/,
  'agree-refund': /^MERCHANT_APPROVE_REFUND$/,
  'refuse-refund': /^MERCHANT_REFUSE_RE[RF]UND$/,
  complete: /^MERCHANT_CONFIRM_COMPLETE$/,
}

/**
 * Complaints of payers at WeChat Pay, version 2 of its interface. It asks for an answer within a day and to be done within three, counted from
 * the complaint.
 */
export function createWechatComplaints(config: WechatConfig, clock: Clock, call: WechatCall): Complaints {
  const operation = 'complaint' as const
  const pathOf = (complaintId: string, more = '') => `${COMPLAINTS}/${encodeURIComponent(complaintId)}${more}`
  const malformed = err<PaymentFailure>({ kind: 'unknown', code: 'REPLY_MALFORMED' })

  const lines: Complaints['lines'] = async complaintId => {
    const all: ComplaintLine[] = []
    for (let page = 0; page < LINE_PAGES_MAX; page++) {
      const query = { limit: String(LINES_MAX), offset: String(page * LINES_MAX) }
      const reply = await call({ operation, method: 'GET', path: pathOf(complaintId, '/negotiation-historys'), query })
      if (!reply.ok) return reply
      const parsed = linesSchema.safeParse(reply.value)
      if (!parsed.success) return malformed
      const { data } = parsed.data
      all.push(...data.flatMap(one => readLine(one) ?? []))
      if (data.length < LINES_MAX) break
    }
    return ok(all.sort((a, b) => a.at.getTime() - b.at.getTime()))
  }

  const hasHappened: Complaints['hasHappened'] = async (complaintId, act, since) => {
    const said = await lines(complaintId)
    if (!said.ok) return said
    const fromMs = since.getTime() - SLACK_MS
    return ok(
      said.value.some(
        ({ at, what, words }) =>
          at.getTime() >= fromMs &&
          SHOWN_BY[act.kind].test(what) &&
          (act.kind !== 'reply' || words === plainText(act.text)),
      ),
    )
  }

  return {
    rules: {
      ...{ timeZone: 'Asia/Shanghai', listDaysMax: 30, textCharactersMax: 200 },
      ...{ answerWithinMs: 24 * HOUR_MS, completeWithinMs: 72 * HOUR_MS },
    },

    list: async ({ fromDay, untilDay, offset }) => {
      const query = {
        ...{ limit: String(LISTED_MAX), offset: String(offset), begin_date: fromDay, end_date: untilDay },
        complainted_mchid: config.mchid,
      }
      const reply = await call({ operation, method: 'GET', path: COMPLAINTS, query })
      if (!reply.ok) return reply
      const parsed = listSchema.safeParse(reply.value)
      if (!parsed.success) return malformed
      const { data } = parsed.data
      const complaints = data.flatMap(one => readComplaint(one, config) ?? [])
      // How many there are stands on the first page alone, and more may come meanwhile: a full page has one behind it.
      const nextOffset = data.length < LISTED_MAX ? null : offset + data.length
      return ok({ complaints, nextOffset, skipped: data.length - complaints.length })
    },

    one: async complaintId => {
      const reply = await call({ operation, method: 'GET', path: pathOf(complaintId) })
      if (!reply.ok) return reply
      const complaint = readComplaint(reply.value, config)
      if (complaint === null) return malformed
      return complaint.complaintId === complaintId
        ? ok(complaint)
        : err({ kind: 'unknown', code: 'REPLY_OF_ANOTHER_COMPLAINT' })
    },

    lines,
    hasHappened,

    act: async (complaintId, act, since) => {
      const { path, body } = requestOf(act, config.mchid)
      const request = { operation, method: 'POST', path: pathOf(complaintId, path), body } as const
      const reply = await call(request, async () => {
        const happened = await hasHappened(complaintId, act, since)
        return !happened.ok ? happened : happened.value ? ok(null) : null
      })
      if (!reply.ok) return reply
      return reply.value === null ? ok('done') : malformed
    },

    picture: createWechatPictures(config, clock),

    beTold: async () => {
      const asked = await call({ operation, method: 'GET', path: ADDRESS })
      if (asked.ok) return whereOf(asked.value, config)
      if (asked.error.kind === 'unknown') return asked
      const named = await call({ operation, method: 'POST', path: ADDRESS, body: { url: config.notifyUrl } })
      return named.ok ? whereOf(named.value, config) : named
    },
  }
}

function whereOf(body: unknown, config: WechatConfig): Result<'told-here' | 'told-elsewhere', PaymentFailure> {
  const parsed = addressSchema.safeParse(body)
  if (!parsed.success) return err({ kind: 'unknown', code: 'REPLY_MALFORMED' })
  return ok(parsed.data.url === config.notifyUrl ? 'told-here' : 'told-elsewhere')
}

function requestOf(act: ComplaintAct, mchid: string): { readonly path: string; readonly body: object } {
  switch (act.kind) {
    case 'reply':
      return { path: '/response', body: { complainted_mchid: mchid, response_content: act.text } }
    case 'agree-refund':
      return { path: '/update-refund-progress', body: { action: 'APPROVE', launch_refund_day: act.withinDays } }
    case 'refuse-refund':
      return { path: '/update-refund-progress', body: { action: 'REJECT', reject_reason: act.text } }
    case 'complete':
      return { path: '/complete', body: { complainted_mchid: mchid } }
  }
}
