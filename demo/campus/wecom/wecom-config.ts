import { z } from 'zod'

const id = z.string().min(1).max(64)

/** What the WeCom double can be told. */
export const wecomConfigSchema = z.strictObject({
  corpId: id.default('ww00000000000test'),
  /** The corporation's applications, each with a secret and an access token of its own. */
  apps: z
    .array(
      z.strictObject({
        agentId: z.string().regex(/^\d{1,12}$/),
        secret: z.string().min(1).max(128),
        /** The only host that it sends people back to; null for any. */
        trustedHost: z.string().min(1).nullable().default(null),
      }),
    )
    .min(1)
    .default([{ agentId: '1000002', secret: 'wecom-double-secret', trustedHost: null }]),
  /** People with WeCom who are no members of the corporation: they have an openid and no userid. */
  outsiders: z
    .array(z.strictObject({ id, name: z.string().min(1).max(80) }))
    .default([{ id: 'oTESToutsider', name: '校外访客' }]),
})
export type WecomConfig = z.output<typeof wecomConfigSchema>
export type WecomApp = WecomConfig['apps'][number]

/** Somebody who has WeCom on a phone. */
export interface WecomPerson {
  readonly id: string
  readonly name: string
  readonly isMember: boolean
}
