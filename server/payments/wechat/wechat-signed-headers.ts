import { Formatter, Rsa } from 'wechatpay-axios-plugin'
import type { WechatConfig } from './wechat-config.ts'

/**
 * Headers of a signed GET whose reply is read here and not by the library: the file of a bill, which is unsigned, and the list of
 * certificates, which is signed by what stands in it.
 */
export const signedHeaders = (config: WechatConfig, url: URL, nowMs: number, accept: string) => ({
  ...{ Accept: accept, Authorization: authorization(config, url, nowMs), 'User-Agent': 'yinzheng' },
})

function authorization(config: WechatConfig, url: URL, nowMs: number): string {
  const { mchid, merchantSerial, merchantPrivateKeyPem } = config
  const nonce = Formatter.nonce()
  const timestamp = Math.floor(nowMs / 1000)
  const message = Formatter.request('GET', url.pathname + url.search, timestamp, nonce)
  return Formatter.authorization(mchid, nonce, Rsa.sign(message, merchantPrivateKeyPem), timestamp, merchantSerial)
}
