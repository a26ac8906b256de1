import { z } from 'zod'

const pemSchema = z.string().max(10_000).includes('-----BEGIN')

/**
 * A key of the platform: `PUB_KEY_ID_…`, or the hex serial of a certificate in the older mode. Those with their certificate are listed at
 * `/v3/certificates`: with none the merchant is on the key scheme, with both kinds it is moving from one to the other.
 */
const platformKeySchema = z.object({
  id: z.string().min(1).max(64),
  privateKeyPem: pemSchema,
  certificatePem: pemSchema.optional(),
})

/** Pauses before each repeat of a notice that was not answered: 15 repeats, 24 h 4 min in all. */
export const NOTICE_PAUSES_MS = [
  15, 15, 30, 180, 600, 1200, 1800, 1800, 1800, 3600, 10800, 10800, 10800, 21600, 21600,
].map(seconds => seconds * 1000)

/** Everything that the gateway can be told. Files of this shape are written by `initGateway`. */
export const gatewayConfigSchema = z.strictObject({
  /** 0 takes any free port; a port that is taken is refused. */
  port: z.int().min(0).max(65_535).default(0),
  mchid: z.string().regex(/^\d{8,10}$/),
  appids: z.array(z.string().min(1).max(32)).min(1),
  merchantSerial: z.string().regex(/^[0-9A-Fa-f]{8,64}$/),
  merchantPublicKeyPem: pemSchema,
  /** 32 ASCII characters, used as the AES key as they are. */
  apiV3Key: z.string().regex(/^[\x21-\x7e]{32}$/),
  /** A certificate signs, or else the first, unless the caller asks for another by `Wechatpay-Serial`. */
  platformKeys: z.array(platformKeySchema).min(1),
  payeeShortName: z.string().min(1).max(40).default('示例大学'),
  payeeFullName: z.string().min(1).max(80).default('示例大学（测试）'),
  /** Append-only file of everything that happened; without it the state is lost with the process. */
  stateFile: z.string().min(1).optional(),
  /** Divides the gateway's own waits (notices, refunds): 1000 makes 15 s into 15 ms. */
  timeScale: z.number().positive().default(1),
  refundDelayMs: z.int().min(0).default(10_000),
  /** Refuses a nonce seen in the last ten minutes. Off: HTTP stacks send a POST again after a reset, header and all. */
  checkNonceReplay: z.boolean().default(false),
  /** The code for "this order is paid" differs between the pages of the documentation. */
  paidOrderCode: z.string().min(1).max(64).default('ORDERPAID'),
  /** Makes the dice of `probability` repeatable. */
  seed: z.int().default(1),
})

export type GatewayConfigInput = z.input<typeof gatewayConfigSchema>
export type GatewayConfig = z.output<typeof gatewayConfigSchema>
