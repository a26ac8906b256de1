import { createCipheriv } from 'node:crypto'
import { randomLetters } from './signatures.ts'

/** The `resource` of a notice. */
export interface SealedResource {
  readonly original_type: string
  readonly algorithm: 'AEAD_AES_256_GCM'
  readonly ciphertext: string
  readonly associated_data: string
  readonly nonce: string
}

/** Seals `plain` with the merchant's APIv3 key: AES-256-GCM, base64 of cipher text and 16-byte tag, 12-character nonce. */
export function sealResource(plain: string, originalType: string, apiV3Key: string): SealedResource {
  const nonce = randomLetters(12)
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(apiV3Key, 'ascii'), Buffer.from(nonce, 'ascii'))
  cipher.setAAD(Buffer.from(originalType, 'utf8'))
  const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return {
    original_type: originalType,
    algorithm: 'AEAD_AES_256_GCM',
    ciphertext: body.toString('base64'),
    associated_data: originalType,
    nonce,
  }
}
