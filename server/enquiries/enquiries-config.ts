import { z } from 'zod'
import { officeIdSchema, WRONGS } from '../../src/contract/enquiries-api.ts'
import { bilingualSchema } from '../../src/contract/texts.ts'
import { readAddress } from '../mail/mail.ts'

const NONE = { zh: '', en: '' }
const address = z
  .string()
  .refine(typed => readAddress(typed).ok, 'must be one mail address, such as records@example.edu.cn')
const WHAT = new RegExp(String.raw`^(\*|[a-z0-9-]{1,40})(\.(undergraduate|graduate|staff))?(:(${WRONGS.join('|')}))?$`)
const what = z
  .string()
  .regex(WHAT, `must be KIND, KIND.GROUP, * or *.GROUP, and may end in one of :${WRONGS.join(' :')}`)

const officeSettingsSchema = z.strictObject({
  id: officeIdSchema,
  name: bilingualSchema,
  /** What it is for, as people read it. */
  about: bilingualSchema.default(NONE),
  room: bilingualSchema.default(NONE),
  phone: z.string().max(40).default(''),
  hours: bilingualSchema.default(NONE),
  /** Corrections of which documents come here: `transcript`, `transcript.graduate`, `*.staff`, `*:name`. */
  answersFor: z.array(what).max(100).default([]),
  /** Where it is told of what has waited too long; null: nowhere. */
  mail: address.nullable().default(null),
})
export type OfficeSettings = z.infer<typeof officeSettingsSchema>

/** Nothing stands twice: neither an office, nor what one of them answers for. */
function twice(offices: readonly OfficeSettings[]): string | null {
  const all = [...offices.map(({ id }) => id as string), ...offices.flatMap(({ answersFor }) => answersFor)]
  return all.find((one, at) => all.indexOf(one) !== at) ?? null
}

export const enquiriesSchema = z
  .strictObject({
    /** Empty: those that the kinds of document name. */
    offices: z.array(officeSettingsSchema).max(60).default([]),
    /** So long its person may open again what was closed. */
    reopenWithinDays: z.int().min(1).max(365).default(14),
    /** What was answered, or asked back, and nobody has written to for so long, is closed. */
    closesAfterDays: z.int().min(1).max(365).default(14),
    /** What waits longer for an office is old: it stands out, and the office is told. */
    oldAfterDays: z.int().min(1).max(90).default(3),
    /** So long after its end everything that was said is erased. */
    keptDays: z.int().min(1).max(3_650).default(365),
  })
  .refine(({ offices }) => twice(offices) === null, {
    error: issue => `${twice((issue.input as { offices: OfficeSettings[] }).offices)} stands twice`,
    path: ['offices'],
  })
  .prefault({})
export type EnquiriesSettings = z.infer<typeof enquiriesSchema>
