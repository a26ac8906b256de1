import { z } from 'zod'
import { type Bilingual, bilingualSchema } from '../../src/contract/texts.ts'
import { PURPOSES, type Purpose } from '../../src/rules/purposes.ts'

/** As offices are told apart in files and on pages. */
export const officeIdSchema = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/)

/** How `kind.json` says that an office of the university must agree before anything of the kind is issued. */
export const officeApprovalSchema = z.strictObject({
  office: officeIdSchema,
  /** Where it is not the office that answers for the kind. */
  name: bilingualSchema.optional(),
  /** Why, in words for who applies. */
  reason: bilingualSchema,
  /** So long the office takes at most, as it promises: Monday to Friday. */
  withinWorkingDays: z.int().min(1).max(60).default(3),
  /** For these purposes, and wherever none of the usual ones is named; null: always. */
  purposes: z.array(z.enum(PURPOSES)).min(1).nullable().default(null),
  /** For these people alone; whoever is left out has the kind without. */
  groups: z
    .array(z.enum(['undergraduate', 'graduate', 'staff']))
    .min(1)
    .optional(),
  levels: z
    .array(z.enum(['bachelor', 'master', 'doctor']))
    .min(1)
    .optional(),
  statuses: z
    .array(z.enum(['enrolled', 'graduated', 'employed', 'left']))
    .min(1)
    .optional(),
  /** So long after it was issued the document may be printed at kiosks by a card alone. */
  printableDays: z.int().min(1).max(3_650).default(30),
})

export type OfficeApproval = z.infer<typeof officeApprovalSchema>

/** What an offer says of the approval that it needs. */
export interface OfferApproval {
  readonly office: string
  readonly officeName: Bilingual
  readonly reason: Bilingual
  readonly withinWorkingDays: number
  readonly purposes: readonly Purpose[] | null
  readonly printableDays: number
}

/** Whether the office is asked for this purpose; null: said in own words, or not at all. */
export const isAskedFor = ({ purposes }: Pick<OfferApproval, 'purposes'>, purpose: Purpose | null): boolean =>
  purposes === null || purpose === null || purposes.includes(purpose)
