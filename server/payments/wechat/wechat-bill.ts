import { z } from 'zod'
import type { Clock } from '../../../src/clock.ts'
import { err, ok, type Result } from '../../../src/result.ts'
import { readProvider } from '../../ground/http/provider-http.ts'
import type { BillFailure, Bills } from '../bill.ts'
import { packBill, readBill } from './bill-file.ts'
import { BillDamaged } from './bill-table.ts'
import type { WechatConfig } from './wechat-config.ts'
import type { WechatCall } from './wechat-retry.ts'
import { signedHeaders } from './wechat-signed-headers.ts'

/** Of the whole download. A day of 100,000 lines is some 8 MB. */
const DOWNLOAD_WITHIN_MS = 120_000
/** WeChat's own address of a download: nothing else is fetched with our signature. */
const DOWNLOAD_PATH = '/v3/billdownload/file'

const offerSchema = z.object({
  hash_type: z.literal('SHA1'),
  hash_value: z.string().regex(/^[0-9a-fA-F]{40}$/),
  download_url: z
    .string()
    .max(1_000)
    .refine(url => URL.canParse(url) && new URL(url).pathname === DOWNLOAD_PATH),
})

/**
 * Trade bills of WeChat Pay: the first step is signed and verified and names the file's hash; the file itself comes without a signature
 * and is believed by that hash. Days end at midnight in China; the bill of yesterday is made in the morning.
 */
export function createWechatBills(config: WechatConfig, clock: Clock, call: WechatCall): Bills {
  return {
    timeZone: 'Asia/Shanghai',
    readyAt: '10:00',
    ofDay: async day => {
      const query = { bill_date: day, bill_type: 'ALL', tar_type: 'GZIP' }
      const reply = await call({ operation: 'bill', method: 'GET', path: '/v3/bill/tradebill', query })
      if (!reply.ok) {
        const { kind, code } = reply.error
        if (code === 'NO_STATEMENT_EXIST') return ok('no-bill')
        return err({ kind: kind === 'unknown' || code === 'STATEMENT_CREATING' ? 'later' : 'refused', code })
      }
      const offer = offerSchema.safeParse(reply.value)
      if (!offer.success) return err({ kind: 'damaged', code: 'BILL_OFFER_MALFORMED' })
      const { download_url: url, hash_value: digest } = offer.data
      // The address is taken as WeChat gave it, and only from where our calls go.
      if (!config.baseUrls.includes(new URL(url).origin)) return err({ kind: 'damaged', code: 'BILL_AT_ANOTHER_HOST' })
      const packed = await download(config, clock, new URL(url))
      return packed.ok ? readBill(packed.value, digest, { mchid: config.mchid, day }) : packed
    },
  }
}

/** What comes is unsigned. */
async function download(config: WechatConfig, clock: Clock, url: URL): Promise<Result<readonly Buffer[], BillFailure>> {
  try {
    const headers = signedHeaders(config, url, clock.now(), '*/*')
    const asked = { method: 'GET', url, headers, withinMs: DOWNLOAD_WITHIN_MS } as const
    const packed = await readProvider<Result<readonly Buffer[], BillFailure>>(clock, asked, async reply => {
      if (reply.status === 200 && reply.body) return ok(await packBill(reply.body))
      await reply.body?.cancel()
      return err({ kind: 'later', code: `BILL_DOWNLOAD_HTTP_${reply.status}` })
    })
    return packed.ok ? packed.value : err({ kind: 'later', code: `BILL_DOWNLOAD_${packed.error}` })
  } catch (error) {
    if (error instanceof BillDamaged) return err({ kind: 'damaged', code: error.code })
    throw error
  }
}
