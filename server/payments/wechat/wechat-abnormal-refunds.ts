import { err, type Result } from '../../../src/result.ts'
import type { AbnormalRefunds, BankCard, PaymentFailure, RefundTarget } from '../payment-port.ts'
import type { PlatformKeys } from './platform-keys.ts'
import { BANK_NAMES, bankCodeOf } from './wechat-banks.ts'
import { REFUNDS, readRefund, refundIdSchema } from './wechat-replies.ts'
import type { WechatCall } from './wechat-retry.ts'
import { sealFor } from './wechat-seal.ts'

export interface AbnormalRefundParts {
  readonly call: WechatCall
  readonly keys: PlatformKeys
  readonly askRefund: (outRefundNo: string) => Promise<Result<unknown, PaymentFailure>>
}

/**
 * Takes an abnormal refund up again at WeChat: to a debit card of the payer, whose number and name are sealed so that only WeChat can read
 * them, or to the merchant's own bank account. WeChat's own number of the refund is asked for first, and with it how the refund stands.
 */
export function createAbnormalRefunds({ call, keys, askRefund }: AbnormalRefundParts): AbnormalRefunds {
  const look = async (outRefundNo: string) => {
    const answer = await askRefund(outRefundNo)
    if (!answer.ok) return { refund: answer, refundId: null }
    const id = refundIdSchema.safeParse(answer.value)
    return { refund: readRefund(answer.value, { outRefundNo }), refundId: id.data?.refund_id ?? null }
  }
  return {
    banks: BANK_NAMES,
    bankOf: bankCodeOf,
    sendElsewhere: async ({ outRefundNo, refundFen, to }) => {
      const { refund, refundId } = await look(outRefundNo)
      if (!refund.ok || refund.value.state !== 'abnormal') return refund
      if (refundId === null) return err({ kind: 'unknown', code: 'REPLY_WITHOUT_REFUND_ID' })
      const sealed = sealedTarget(to, keys)
      if (sealed === null) return err({ kind: 'unknown', code: 'NO_PLATFORM_KEY' })
      const { sealedFor, ...target } = sealed
      const request = {
        operation: 'abnormal-refund',
        method: 'POST',
        path: `${REFUNDS}/${encodeURIComponent(refundId)}/apply-abnormal-refund`,
        body: { out_refund_no: outRefundNo, ...target },
        sealedFor,
      } as const
      const reply = await call(request, async () => {
        const again = await askRefund(outRefundNo)
        if (!again.ok) return again
        const seen = readRefund(again.value, { outRefundNo })
        return seen.ok && seen.value.state === 'abnormal' ? null : again
      })
      return reply.ok ? readRefund(reply.value, { outRefundNo, refundFen }) : err(withoutCard(reply.error, to))
    },
  }
}

function sealedTarget(to: RefundTarget, keys: PlatformKeys) {
  const sealing = keys.sealing()
  if (sealing === null) return null
  if (to.kind === 'merchant') return { type: 'MERCHANT_BANK_CARD', sealedFor: sealing.id }
  return {
    ...{ type: 'USER_BANK_CARD', bank_type: to.card.bank, sealedFor: sealing.id },
    bank_account: sealFor(sealing.key, to.card.number),
    real_name: sealFor(sealing.key, to.card.holderName),
  }
}

/** A refusal may repeat what it refuses: the words are kept in a case, and nothing of the card is. */
function withoutCard({ words, ...failure }: PaymentFailure, to: RefundTarget): PaymentFailure {
  if (words === undefined) return failure
  return { ...failure, words: to.kind === 'payer-card' ? blotted(words, to.card) : words }
}

const blotted = (words: string, { holderName }: Pick<BankCard, 'holderName'>): string =>
  words.replaceAll(holderName, '…').replaceAll(/\d(?:[ -]?\d){5,}/g, '…')
