import { constants, privateDecrypt } from 'node:crypto'
import { type Answer, refused } from './answer.ts'
import type { Desk } from './orders.ts'
import { resumeAbnormalRefund } from './refunds.ts'
import type { AbnormalRefundRequest } from './requests.ts'

/** Where money that comes back to the merchant goes, in WeChat's words. */
export const MERCHANT_ACCOUNT = '商户结算银行账户'
const CARD_NUMBER = /^\d{12,19}$/

/**
 * POST …/refunds/{refund_id}/apply-abnormal-refund. Number and name of a card are sealed under the key that `Wechatpay-Serial` names; they are opened,
 * looked at and forgotten: of the card the bank and its last four digits are kept, as WeChat says them itself.
 */
export function applyAbnormalRefund(
  desk: Desk,
  refundId: string,
  request: AbnormalRefundRequest,
  serial: string | undefined,
): Answer {
  const resume = (account: string) => resumeAbnormalRefund(desk, refundId, request.out_refund_no, account)
  if (request.type === 'MERCHANT_BANK_CARD') return resume(MERCHANT_ACCOUNT)
  if (!serial) return refused(400, 'PARAM_ERROR', '缺少Wechatpay-Serial')
  const key = desk.keys.named(serial)
  if (!key) return refused(400, 'PARAM_ERROR', 'Wechatpay-Serial有误')
  const [number, name] = [request.bank_account, request.real_name].map(sealed => {
    try {
      const how = { key: key.privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' }
      return privateDecrypt(how, Buffer.from(sealed, 'base64')).toString('utf8')
    } catch {
      return null
    }
  })
  if (!number || !CARD_NUMBER.test(number) || !passesLuhn(number))
    return refused(400, 'PARAM_ERROR', '收款银行卡号有误', '/bank_account')
  if (!name || name.length > 64) return refused(400, 'PARAM_ERROR', '收款用户姓名有误', '/real_name')
  return resume(`${request.bank_type.replace('_DEBIT', '')}借记卡${number.slice(-4)}`)
}

function passesLuhn(number: string): boolean {
  let sum = 0
  for (const [place, digit] of [...number].reverse().entries()) {
    const doubled = place % 2 === 1 ? Number(digit) * 2 : Number(digit)
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}
