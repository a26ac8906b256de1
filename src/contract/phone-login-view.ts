import { z } from 'zod'
import { faultSchema } from './fault-schema.ts'
import { LOGIN_ENDS, LOGIN_REFUSALS } from './logins-api.ts'

/** Somebody logs in with a phone. `silent` says why the server is not heard, once that has lasted a while. */
export const phoneLoginViewSchema = z.object({
  screen: z.literal('phone-login'),
  login: z.discriminatedUnion('step', [
    z.object({ step: z.literal('opening') }),
    /** The code at `url` waits for a phone; `host` is what stands in it, for comparing. */
    z.object({ step: z.literal('showing'), url: z.url(), host: z.string(), silent: faultSchema.nullable() }),
    z.object({
      step: z.literal('scanned'),
      /** What came of the last try on the phone, until another begins. */
      refused: z.enum(LOGIN_REFUSALS).nullable(),
      silent: faultSchema.nullable(),
    }),
    z.object({
      step: z.literal('code-wanted'),
      typed: z.string().regex(/^\d*$/),
      digits: z.int().min(1),
      triesLeft: z.int().min(1),
      /** What is wrong with what was typed, or why nobody can say so now; gone with the next touch of a key. */
      fault: faultSchema.nullable(),
      silent: faultSchema.nullable(),
      busy: z.boolean(),
    }),
    /** Nobody has scanned for minutes: a new code needs a touch. */
    z.object({ step: z.literal('paused') }),
    z.object({ step: z.literal('over'), why: z.enum(LOGIN_ENDS) }),
    z.object({ step: z.literal('cannot-begin'), fault: faultSchema }),
  ]),
})
