import { paymentProvider } from '../provider.ts'
import { wechatSectionSchema } from './wechat-config.ts'
import { createWechatPayments } from './wechat-payments.ts'

const failed = (message: string) => ({ code: 'FAIL', message })

/** WeChat Pay API v3, Native: the payer scans a code with the phone. */
export const wechatPay = paymentProvider({
  id: 'wechat-pay',
  name: { zh: '微信支付', en: 'WeChat Pay' },
  notices: {
    path: '/v1/wechatpay/notice',
    // WeChat waits five seconds, and sends a notice again that is not answered with a success.
    answerWithinMs: 4_500,
    answers: {
      taken: { status: 204, body: null },
      refused: { status: 401, body: failed('refused') },
      'not-ours': { status: 404, body: failed('not-ours') },
    },
  },
  configSchema: wechatSectionSchema,
  merchantIdOf: ({ mchid }) => mchid,
  open: createWechatPayments,
})
