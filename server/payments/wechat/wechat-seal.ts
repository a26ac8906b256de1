import { constants, createDecipheriv, type KeyObject, publicEncrypt, verify } from 'node:crypto'

/** Freshness is "less than": 297 s pass, 300 s do not. */
const FRESH_MS = 300_000
const TAG_BYTES = 16
const SIGNATURE_TYPE = 'WECHATPAY2-SHA256-RSA2048'

/** Keys that are believed, by `plainSerial` of their ids. */
export type KnownKeys = ReadonlyMap<string, KeyObject>

/** Why something that came is not surely WeChat's. */
export type SealDoubt = 'UNSIGNED' | 'SIGNATURE_TYPE' | 'STALE' | 'UNKNOWN_SERIAL' | 'BAD_SIGNATURE'

/** Null when four headers are there, fresh, under a known key, and the signature fits the raw bytes. Headers with lower-case names. */
export function sealDoubt(
  headers: Record<string, string | undefined>,
  rawBody: Uint8Array,
  keys: KnownKeys,
  nowMs: number,
): SealDoubt | null {
  const timestamp = headers['wechatpay-timestamp']
  const nonce = headers['wechatpay-nonce']
  const signature = headers['wechatpay-signature']
  const serial = headers['wechatpay-serial']
  if (!timestamp || !nonce || !signature || !serial || !/^\d{1,11}$/.test(timestamp)) return 'UNSIGNED'
  if ((headers['wechatpay-signature-type'] ?? SIGNATURE_TYPE) !== SIGNATURE_TYPE) return 'SIGNATURE_TYPE'
  if (Math.abs(nowMs - Number(timestamp) * 1000) >= FRESH_MS) return 'STALE'
  const key = keys.get(plainSerial(serial))
  if (!key) return 'UNKNOWN_SERIAL'
  const message = Buffer.concat([Buffer.from(`${timestamp}\n${nonce}\n`), rawBody, Buffer.from('\n')])
  return verify('sha256', message, key, Buffer.from(signature, 'base64')) ? null : 'BAD_SIGNATURE'
}

/** Serials are compared without leading zeros and without regard to case. */
export function plainSerial(serial: string): string {
  return serial.replace(/^0+/, '').toUpperCase()
}

/** What WeChat seals with the merchant's APIv3 key: in notices, and in the list of its certificates. */
export interface Sealed {
  readonly ciphertext: string
  /** Absent means empty. */
  readonly associated_data: string
  readonly nonce: string
}

/** Undefined when the tag does not fit: only `final` compares it, so nothing is used before that. */
export function openSealed(sealed: Sealed, apiV3Key: string): Uint8Array | undefined {
  const bytes = Buffer.from(sealed.ciphertext, 'base64')
  if (bytes.length < TAG_BYTES) return undefined
  const key = Buffer.from(apiV3Key, 'ascii')
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(sealed.nonce), { authTagLength: TAG_BYTES })
  decipher.setAAD(Buffer.from(sealed.associated_data))
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES))
  try {
    return Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()])
  } catch {
    return undefined
  }
}

/** Seals a personal text for WeChat alone: RSA-OAEP over SHA-1 under its key, as its documentation has it. */
export const sealFor = (key: KeyObject, text: string): string =>
  publicEncrypt({ key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' }, Buffer.from(text)).toString(
    'base64',
  )

/** Undefined when it is no JSON in UTF-8, or when there is nothing. */
export function parseJson(bytes: Uint8Array | undefined): unknown {
  try {
    return bytes && JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return undefined
  }
}
