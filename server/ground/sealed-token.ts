import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { z } from 'zod'

const IV_BYTES = 12
const TAG_BYTES = 16

/** Small facts that a stranger carries for us and can neither read nor change: AES-256-GCM, bound to a purpose and an end. */
export interface SealedTokens {
  seal(purpose: string, facts: Readonly<Record<string, string>>, endsAtMs: number): string
  /** The facts; null when the token is not ours, of another purpose, or over. */
  open(purpose: string, token: string, nowMs: number): Readonly<Record<string, string>> | null
}

const contentSchema = z.object({ e: z.number(), f: z.record(z.string(), z.string()) })

/** @param key 32 bytes */
export function createSealedTokens(key: Uint8Array): SealedTokens {
  return {
    seal: (purpose, facts, endsAtMs) => {
      const iv = randomBytes(IV_BYTES)
      const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(purpose))
      const body = Buffer.concat([cipher.update(JSON.stringify({ e: endsAtMs, f: facts }), 'utf8'), cipher.final()])
      return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')
    },
    open: (purpose, token, nowMs) => {
      const bytes = Buffer.from(token, 'base64url')
      if (bytes.length <= IV_BYTES + TAG_BYTES) return null
      const iv = bytes.subarray(0, IV_BYTES)
      const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES })
        .setAAD(Buffer.from(purpose))
        .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
      try {
        const text = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString()
        const { e, f } = contentSchema.parse(JSON.parse(text))
        return e > nowMs ? f : null
      } catch {
        return null
      }
    },
  }
}
