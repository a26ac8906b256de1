import type { Notice } from './book.ts'
import type { FaultList } from './faults.ts'
import type { PlatformKeys } from './platform-keys.ts'
import { randomLetters, signatureHeaders } from './signatures.ts'

/** The refund notice of the old API, which WeChat still sends when a refund carried no `notify_url`. */
const V2_XML =
  '<xml><return_code>SUCCESS</return_code><appid><![CDATA[wx0000000000000000]]></appid><req_info><![CDATA[AAAA]]></req_info></xml>'

/** Headers and body of one attempt: the same content each time under a fresh signature, unless a fault spoils it. */
export function dressNotice(
  made: Notice['made'],
  keys: PlatformKeys,
  faults: FaultList,
  nowMs: number,
): { headers: Record<string, string>; body: string } {
  const occasion = { operation: 'notice', path: made.url, outTradeNo: made.outTradeNo } as const
  const fault = faults.take(['badTag', 'badAad', 'noticeProbe', 'noticeStale', 'v2xml', 'forgedUnsigned'], occasion)
  const key = keys.forNotice(faults.take(['switch'], occasion)?.percent)
  const body = spoilBody(made.body, fault?.kind)
  const dateMs = fault?.kind === 'noticeStale' ? nowMs - 301_000 : nowMs
  const signature = signatureHeaders(body, key.id, key.privateKey, dateMs)
  const plain = {
    'Content-Type': fault?.kind === 'v2xml' ? 'text/xml' : 'application/json',
    Accept: '*/*',
    'User-Agent': 'Mozilla/4.0',
  }
  if (fault?.kind === 'v2xml' || fault?.kind === 'forgedUnsigned') return { headers: plain, body }
  if (fault?.kind === 'noticeProbe') signature['Wechatpay-Signature'] = `WECHATPAY/SIGNTEST/${randomLetters(325)}==`
  return { headers: { ...plain, ...signature }, body }
}

function spoilBody(body: string, fault: string | undefined): string {
  if (fault === 'v2xml') return V2_XML
  if (fault !== 'badTag' && fault !== 'badAad') return body
  const notice = JSON.parse(body) as { resource: { ciphertext: string; associated_data: string } }
  if (fault === 'badAad') notice.resource.associated_data = 'elsewhere'
  else {
    const bytes = Buffer.from(notice.resource.ciphertext, 'base64')
    bytes[bytes.length - 1]! ^= 1
    notice.resource.ciphertext = bytes.toString('base64')
  }
  return JSON.stringify(notice)
}
