import { createPrivateKey, createPublicKey, type KeyObject, randomInt, sign, verify } from 'node:crypto'

const NONCE_LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** `length` letters and digits from the system's random source. */
export function randomLetters(length: number): string {
  return Array.from({ length }, () => NONCE_LETTERS[randomInt(NONCE_LETTERS.length)]).join('')
}

export function privateKeyOf(pem: string): KeyObject {
  return createPrivateKey(pem)
}

export function publicKeyOf(pem: string): KeyObject {
  return createPublicKey(pem)
}

/** RSA PKCS#1 v1.5 with SHA-256 over `message`, in base64. */
export function rsaSign(message: string | Uint8Array, key: KeyObject): string {
  return sign('sha256', typeof message === 'string' ? Buffer.from(message) : message, key).toString('base64')
}

/** Whether `signature` (base64) fits `message`. */
export function rsaVerifies(message: Uint8Array, signature: string, key: KeyObject): boolean {
  return verify('sha256', message, key, Buffer.from(signature, 'base64'))
}

/** Serials are compared without leading zeros and without regard to case. */
export function sameSerial(a: string, b: string): boolean {
  const plain = (serial: string) => serial.replace(/^0+/, '').toUpperCase()
  return plain(a) === plain(b)
}

/** The four headers (and the type) that WeChat puts on a reply or a notice over `timestamp LF nonce LF body LF`. */
export function signatureHeaders(body: string, keyId: string, key: KeyObject, nowMs: number): Record<string, string> {
  const timestamp = String(Math.floor(nowMs / 1000))
  const nonce = randomLetters(32)
  return {
    'Wechatpay-Timestamp': timestamp,
    'Wechatpay-Nonce': nonce,
    'Wechatpay-Serial': keyId,
    'Wechatpay-Signature': rsaSign(`${timestamp}\n${nonce}\n${body}\n`, key),
    'Wechatpay-Signature-Type': 'WECHATPAY2-SHA256-RSA2048',
  }
}
