import { describe, expect, it } from 'vitest'
import { failureOfStatus, failureWithoutReply, needsQuery, type WechatOperation } from './wechat-failures.ts'

describe('what a refusal of WeChat means', () => {
  it.each<[WechatOperation, number, string | null, string, boolean]>([
    ['order', 400, 'PARAM_ERROR', 'refused', false],
    ['order', 400, 'APPID_MCHID_NOT_MATCH', 'refused', false],
    ['order', 400, 'ORDER_CLOSED', 'refused', false],
    ['order', 401, 'SIGN_ERROR', 'refused', false],
    ['order', 403, 'NO_AUTH', 'refused', false],
    ['order', 403, 'RULE_LIMIT', 'refused', false],
    ['order', 403, 'OUT_TRADE_NO_USED', 'unknown', false],
    ['order', 400, 'ORDERPAID', 'unknown', false],
    ['order', 400, 'ORDER_PAID', 'unknown', false],
    ['order', 400, 'INVALID_REQUEST', 'unknown', false],
    ['query', 404, 'ORDER_NOT_EXIST', 'not-found', false],
    ['query', 400, 'ORDER_NOT_EXIST', 'not-found', false],
    ['query', 403, 'TRADE_ERROR', 'unknown', false],
    ['close', 400, 'ORDERPAID', 'refused', false],
    ['close', 400, 'INVALID_REQUEST', 'unknown', false],
    ['close', 202, 'USERPAYING', 'unknown', false],
    ['refund', 403, 'NOT_ENOUGH', 'unknown', false],
    ['refund', 403, 'USER_ACCOUNT_ABNORMAL', 'refused', false],
    ['refund', 400, 'INVALID_REQUEST', 'refused', false],
    ['refund', 404, 'RESOURCE_NOT_EXISTS', 'not-found', false],
    ['refund', 404, 'MCH_NOT_EXISTS', 'refused', false],
    ['refund', 429, 'FREQUENCY_LIMITED', 'unknown', false],
    ['refund', 429, 'RATELIMIT_EXCEEDED', 'unknown', false],
    ['refund', 400, 'FREQUENCY_LIMITED', 'unknown', false],
    ['refund', 500, 'SYSTEM_ERROR', 'unknown', true],
    ['refund', 500, 'BANK_ERROR', 'unknown', true],
    ['query', 502, null, 'unknown', true],
    ['query', 404, null, 'unknown', false],
    ['query', 302, null, 'unknown', false],
  ])('%s: %i %s is %s', (operation, status, code, kind, repeat) => {
    const about = { NOT_ENOUGH: 'balance', SIGN_ERROR: 'configuration' }[code ?? '']
    const failure = { kind, code: code ?? `HTTP_${status}`, ...(about ? { about } : {}) }
    expect(failureOfStatus(operation, status, code)).toEqual({ failure, repeat })
  })

  it('keeps the words of WeChat beside the code, for staff', () => {
    const { failure } = failureOfStatus('refund', 400, 'INVALID_REQUEST', '订单已超过可退款的最大期限')
    expect(failure).toEqual({ kind: 'refused', code: 'INVALID_REQUEST', words: '订单已超过可退款的最大期限' })
  })

  it('is never anything but unknown and worth repeating when no reply can be believed', () => {
    expect(failureWithoutReply('TIMEOUT')).toEqual({ failure: { kind: 'unknown', code: 'TIMEOUT' }, repeat: true })
  })

  it('sends an order that may be paid already to a query, and a time-out not', () => {
    expect(needsQuery({ kind: 'unknown', code: 'OUT_TRADE_NO_USED' })).toBe(true)
    expect(needsQuery({ kind: 'unknown', code: 'TIMEOUT' })).toBe(false)
    expect(needsQuery({ kind: 'refused', code: 'INVALID_REQUEST' })).toBe(false)
  })
})
