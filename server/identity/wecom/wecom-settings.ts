import { z } from 'zod'
import { secureUrl } from '../../../src/secure-url.ts'

const address = secureUrl.max(255).refine(url => !/[?#]/.test(url), 'no query and no fragment')

/** How the house is known to WeCom: one application of the university's corporation. `at` makes a path absolute. */
export function wecomSettingsSchema(at: (path: string) => string) {
  return z.strictObject({
    corpId: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
    agentId: z
      .union([z.int().min(0), z.string()])
      .transform(String)
      .pipe(z.string().regex(/^\d{1,12}$/)),
    /** The application's secret is the first line. */
    secretFile: z.string().min(1).transform(at),
    /** Of another WeCom than the public one. */
    addresses: z
      .strictObject({
        /** Where a browser inside WeCom is sent. */
        inApp: address.default('https://open.weixin.qq.com/connect/oauth2/authorize'),
        /** Where any other browser is sent: a page with a code that WeCom on the phone scans. */
        panel: address.default('https://login.work.weixin.qq.com/wwlogin/sso/login'),
        /** What the server asks. */
        api: address.default('https://qyapi.weixin.qq.com').transform(url => url.replace(/\/+$/, '')),
      })
      .prefault({}),
  })
}
export type WecomSettings = z.output<ReturnType<typeof wecomSettingsSchema>>
