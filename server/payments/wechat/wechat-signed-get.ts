import { Formatter, Rsa } from 'wechatpay-axios-plugin'
import type { Clock } from '../../../src/clock.ts'
import { err, ok, type Result } from '../../../src/result.ts'
import type { WechatConfig } from './wechat-config.ts'

/**
 * One signed GET whose reply is read here and not by the library: the file of a bill, which is unsigned, and the list of certificates,
 * which is signed by what stands in it. Redirects are not followed. The error is a word for the log: silence, a reset, a cut line.
 */
export async function signedGet<T>(
  { config, clock }: { readonly config: WechatConfig; readonly clock: Clock },
  url: URL,
  { accept, withinMs }: { readonly accept: string; readonly withinMs: number },
  read: (reply: Response) => Promise<T>,
): Promise<Result<T, string>> {
  const abort = new AbortController()
  const giveUp = clock.after(withinMs, () => abort.abort())
  try {
    const headers = { Accept: accept, Authorization: authorization(config, url, clock.now()), 'User-Agent': 'yinzheng' }
    const reply = await fetch(url, { headers, redirect: 'manual', signal: abort.signal })
    return ok(await read(reply))
  } catch (error) {
    if (abort.signal.aborted) return err('TIMEOUT')
    // Of `fetch` and of its body.
    if (error instanceof TypeError) return err('BROKE_OFF')
    throw error
  } finally {
    giveUp()
  }
}

function authorization(config: WechatConfig, url: URL, nowMs: number): string {
  const { mchid, merchantSerial, merchantPrivateKeyPem } = config
  const nonce = Formatter.nonce()
  const timestamp = Math.floor(nowMs / 1000)
  const message = Formatter.request('GET', url.pathname + url.search, timestamp, nonce)
  return Formatter.authorization(mchid, nonce, Rsa.sign(message, merchantPrivateKeyPem), timestamp, merchantSerial)
}
