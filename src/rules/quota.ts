import { z } from 'zod'
import type { Quote } from '../contract/documents.ts'

/** A day that a leap year has at least. */
const monthDaySchema = z
  .string()
  .refine(day => z.iso.date().safeParse(`2000-${day}`).success, 'must be month and day, MM-DD')

/** How a university counts free copies. */
export const quotaSettingSchema = z.strictObject({
  freeCopies: z.int().min(0).max(99),
  /** One count a person, or one a person and kind of document (its editions share it). */
  unit: z.enum(['person', 'person-and-kind']),
  /** How long a count lasts before it begins anew at nought. */
  period: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('ever') }),
    z.strictObject({ kind: z.literal('year'), startsOn: monthDaySchema }),
    z.strictObject({
      kind: z.literal('term'),
      /** First days of terms, in rising order. Days before the first of them count as one period too. */
      starts: z
        .array(z.iso.date())
        .min(1)
        .refine(days => days.every((day, i) => i === 0 || days[i - 1]! < day), 'must rise'),
    }),
  ]),
})
export type QuotaSetting = z.infer<typeof quotaSettingSchema>

/**
 * Under which name a person's free copies are counted. `day` is the local date, YYYY-MM-DD. The person stands last, so that
 * no person's key can be read as another's.
 */
export function quotaKey(setting: QuotaSetting, personId: string, kind: string, day: string): string {
  return `${periodOf(setting.period, day)}/${setting.unit === 'person' ? '*' : kind}/${personId}`
}

function periodOf(period: QuotaSetting['period'], day: string): string {
  switch (period.kind) {
    case 'ever':
      return 'ever'
    case 'year': {
      const year = Number(day.slice(0, 4))
      return `year-${day.slice(5) >= period.startsOn ? year : year - 1}`
    }
    case 'term':
      return `term-${period.starts.findLast(start => start <= day) ?? 'before'}`
  }
}

/** How many free copies are left; none when a lowered limit lies below what was used. */
export function quotaLeft(limit: number, used: number): number {
  return Math.max(0, limit - used)
}

/** What `copies` cost: free ones first, the rest at `unitPriceFen` each. */
export function quote(copies: number, freeCopiesLeft: number, unitPriceFen: number): Quote {
  const freeCopies = Math.min(copies, Math.max(0, freeCopiesLeft))
  const paidCopies = copies - freeCopies
  return { copies, freeCopies, paidCopies, unitPriceFen, amountFen: paidCopies * unitPriceFen }
}
