import type { Clock } from '../../../src/clock.ts'
import { err, ok } from '../../../src/result.ts'
import { askProvider } from '../../ground/http/provider-http.ts'
import type { ComplaintPicture, Complaints } from '../complaint-port.ts'
import type { WechatConfig } from './wechat-config.ts'
import { signedHeaders } from './wechat-signed-headers.ts'

const IMAGES = '/v3/merchant-service/images/'
const PICTURE_ID = /^[\w.~%=-]{1,400}$/
/** Photographs of phones; WeChat itself takes two megabytes from merchants. */
const PICTURE_MAX_BYTES = 8 * 1024 * 1024
const WITHIN_MS = 20_000

/**
 * The id of a picture in the address that WeChat gives for it; null for an address of anything else. Where it is fetched is never taken
 * from there: with our signature we ask our own hosts alone.
 */
export function pictureIdOf(url: string): string | null {
  if (url.length > 1_000 || !URL.canParse(url)) return null
  const { pathname } = new URL(url)
  const id = pathname.startsWith(IMAGES) ? pathname.slice(IMAGES.length) : ''
  return PICTURE_ID.test(id) ? id : null
}

/** Fetches pictures. What comes is unsigned and was sent by somebody outside: it is what its first bytes say, or nothing. */
export function createWechatPictures(config: WechatConfig, clock: Clock): Complaints['picture'] {
  return async pictureId => {
    if (!PICTURE_ID.test(pictureId)) return err({ kind: 'refused', code: 'PICTURE_ID_MALFORMED' })
    let code = 'NOT_TRIED'
    for (const baseUrl of config.baseUrls) {
      const url = new URL(IMAGES + pictureId, baseUrl)
      const headers = signedHeaders(config, url, clock.now(), '*/*')
      const asked = { method: 'GET', url, headers, withinMs: WITHIN_MS, bytesMax: PICTURE_MAX_BYTES } as const
      const reply = await askProvider(clock, asked)
      if (reply.ok && reply.value.status === 200) {
        const type = typeOf(reply.value.body)
        return type === null ? err({ kind: 'refused', code: 'NO_PICTURE' }) : ok({ bytes: reply.value.body, type })
      }
      code = reply.ok ? `HTTP_${reply.value.status}` : reply.error
      if (code === 'REPLY_TOO_LONG') return err({ kind: 'refused', code })
      if (reply.ok && reply.value.status < 500) return err({ kind: 'not-found', code })
    }
    return err({ kind: 'unknown', code })
  }
}

const SIGNS: readonly (readonly [ComplaintPicture['type'], readonly number[]])[] = [
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/bmp', [0x42, 0x4d]],
]

const typeOf = (bytes: Uint8Array): ComplaintPicture['type'] | null =>
  SIGNS.find(([, sign]) => sign.every((octet, at) => bytes[at] === octet))?.[0] ?? null
