import { z } from 'zod'
import { faultSchema } from './fault-schema.ts'
import { phonePageSchema } from './phone-page-view.ts'
import { bilingualSchema } from './texts.ts'

/** The digits of the campus card are typed, which the chosen document asks for. What they are stays in the station. */
export const cardPinViewSchema = z.object({
  screen: z.literal('card-pin'),
  /** The document that asks for them. */
  title: bilingualSchema,
  /** Where its person sets them, with a phone; null where that is not known. */
  page: phonePageSchema.nullable(),
  pin: z.discriminatedUnion('step', [
    z.object({
      step: z.literal('typing'),
      typedDigits: z.int().min(0),
      digits: z.int().min(1),
      triesLeft: z.int().min(1),
      /** Those of before were not right. */
      isWrong: z.boolean(),
      /** Why nobody can say now whether they are right; gone with the next touch of a key. */
      fault: faultSchema.nullable(),
      busy: z.boolean(),
    }),
    z.object({ step: z.literal('unset') }),
    z.object({ step: z.literal('locked') }),
  ]),
})
