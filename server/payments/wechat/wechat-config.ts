import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { secureUrl } from '../../../src/secure-url.ts'

/** A key in PEM: the text itself, or the path of a file that holds it. Comes out as a key that is ready for use. */
function pemKey(make: (pem: string) => KeyObject) {
  return z
    .string()
    .min(1)
    .max(20_000)
    .transform((value, context) => {
      try {
        const key = make(value.includes('-----BEGIN') ? value : readFileSync(value, 'utf8'))
        if (key.asymmetricKeyType === 'rsa') return key
        context.addIssue({ code: 'custom', message: 'an RSA key is wanted' })
      } catch (error) {
        // The message of a failed parse may quote what it tried to read.
        const code = (error as NodeJS.ErrnoException).code ?? 'unreadable'
        context.addIssue({ code: 'custom', message: `neither a PEM nor a file that holds one (${code})` })
      }
      return z.NEVER
    })
}

/** 32 ASCII characters, or `file:` and the path of a file that holds them. */
const apiV3KeySchema = z
  .string()
  .max(4096)
  .transform((value, context) => {
    try {
      const text = value.startsWith('file:') ? readFileSync(value.slice(5), 'utf8').trim() : value
      if (/^[\x21-\x7e]{32}$/.test(text)) return text
      context.addIssue({ code: 'custom', message: 'the APIv3 key has exactly 32 ASCII characters' })
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? 'unreadable'
      context.addIssue({ code: 'custom', message: `the file of the APIv3 key cannot be read (${code})` })
    }
    return z.NEVER
  })

/** The requests are signed over the path, so a base address is an origin and nothing more. */
const baseUrlSchema = secureUrl
  .max(255)
  .refine(url => URL.canParse(url) && `${new URL(url).origin}/` === new URL(url).href, 'an origin without a path')
  .transform(url => new URL(url).origin)

const notifyUrlSchema = secureUrl
  .max(255)
  .refine(url => !url.includes('?') && !url.includes('#'), 'no query and no fragment')

const platformKeyIdSchema = z.string().regex(/^(PUB_KEY_ID_\w+|[0-9A-Fa-f]{8,64})$/)

const keysSchema = z.strictObject({
  /** Merchant number. */
  mchid: z.string().regex(/^\d{8,10}$/),
  /** The official account or app that is bound to the merchant number. */
  appid: z.string().min(1).max(32),
  /** Serial of our own API certificate, in hex. */
  merchantSerial: z.string().regex(/^[0-9A-Fa-f]{8,64}$/),
  /** Our private key, PEM or path. */
  merchantPrivateKeyPem: pemKey(createPrivateKey),
  /**
   * `PUB_KEY_ID_…`, under which replies are asked for. Left out with the key itself, the platform's certificates are downloaded: a merchant
   * in the older mode has nothing else.
   */
  platformKeyId: platformKeyIdSchema.optional(),
  /** WeChat Pay's public key (or certificate), PEM or path. */
  platformPublicKeyPem: pemKey(createPublicKey).optional(),
  /** Beside the key, while WeChat moves the merchant from certificates to it. Where there is no key they always are. */
  downloadCertificates: z.boolean().optional(),
  /** Held beside the first while WeChat moves from certificate to key: notices come under either for about a week. */
  morePlatformKeys: z
    .array(z.strictObject({ id: platformKeyIdSchema, publicKeyPem: pemKey(createPublicKey) }))
    .max(8)
    .default([]),
  apiV3Key: apiV3KeySchema,
  /** The main host and the spare ones, in the order in which they are tried. */
  baseUrls: z
    .array(baseUrlSchema)
    .min(1)
    .max(4)
    .default(['https://api.mch.weixin.qq.com', 'https://api2.mch.weixin.qq.com']),
  /** Where WeChat sends notices of payments and refunds. */
  notifyUrl: notifyUrlSchema,
  /** WeChat wants an address beside the terminal's name; the payer's own is not known to a kiosk, so this is the server's. */
  clientIp: z.union([z.ipv4(), z.ipv6()]).default('127.0.0.1'),
  /** How long one attempt may take. */
  timeoutMs: z.int().min(100).max(60_000).default(5000),
  /** How often a call is tried in all while its outcome is unknown. */
  attempts: z.int().min(1).max(5).default(2),
  /** Pause before the second attempt; doubles with each further one. */
  retryPauseMs: z.int().min(0).max(10_000).default(300),
})

/** Everything that the server must know of its WeChat Pay merchant. Input is plain text, as in a configuration file. */
export const wechatConfigSchema = keysSchema.superRefine((config, context) => {
  const [id, key] = [config.platformKeyId !== undefined, config.platformPublicKeyPem !== undefined]
  const path = id ? 'platformPublicKeyPem' : 'platformKeyId'
  if (id !== key) context.addIssue({ code: 'custom', path: [path], message: 'the public key and its id go together' })
  if (!id && config.downloadCertificates === false)
    context.addIssue({
      code: 'custom',
      path: ['downloadCertificates'],
      message: 'without a public key there is nothing else',
    })
})

export type WechatConfigInput = z.input<typeof wechatConfigSchema>
export type WechatConfig = z.output<typeof wechatConfigSchema>

/** The same, with the paths of a configuration file in it. */
export function wechatSectionSchema(at: (path: string) => string): z.ZodType<WechatConfig> {
  const absolute = (value: unknown, key = ''): unknown => {
    if (Array.isArray(value)) return value.map(one => absolute(one))
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, absolute(one, name)]))
    }
    if (typeof value !== 'string') return value
    if (key === 'apiV3Key') return value.startsWith('file:') ? `file:${at(value.slice(5))}` : value
    return key.endsWith('Pem') && !value.includes('-----BEGIN') ? at(value) : value
  }
  return z.preprocess(value => absolute(value), wechatConfigSchema)
}
