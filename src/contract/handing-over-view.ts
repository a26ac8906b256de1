import { z } from 'zod'
import { faultSchema } from './fault-schema.ts'
import { HANDOVER_ENDS } from './handovers-api.ts'
import { bilingualSchema } from './texts.ts'

/** The file of what came out goes to the visitor's phone. */
export const handingOver = z.object({
  screen: z.literal('handing-over'),
  title: bilingualSchema,
  handover: z.discriminatedUnion('step', [
    z.object({ step: z.literal('opening') }),
    /** The code at `url` waits for a phone; `host` is what stands in it, for comparing. */
    z.object({ step: z.literal('showing'), url: z.url(), host: z.string(), silent: faultSchema.nullable() }),
    /** A phone asks, and shows these digits; `busy` once the visitor has said that it is theirs. */
    z.object({
      step: z.literal('asked'),
      digits: z.string().regex(/^\d+$/),
      silent: faultSchema.nullable(),
      busy: z.boolean(),
    }),
    z.object({ step: z.literal('given') }),
    z.object({ step: z.literal('over'), why: z.enum(HANDOVER_ENDS) }),
    z.object({ step: z.literal('cannot-begin'), fault: faultSchema }),
  ]),
})
