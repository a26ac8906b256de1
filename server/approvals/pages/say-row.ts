import type { Bilingual } from '../../../src/contract/texts.ts'
import { wallTime } from '../../../src/rules/wall-time.ts'
import type { ApprovalRow } from '../approval-rows.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** How long something has waited, to the hour, and from two days on to the day. */
export function sayAge(sinceMs: number): Bilingual {
  const hours = Math.max(0, Math.floor(sinceMs / HOUR_MS))
  const days = Math.floor(sinceMs / DAY_MS)
  if (days >= 2) return { zh: `${days} 天`, en: `${days} days` }
  if (hours === 0) return { zh: '不到 1 小时', en: 'less than an hour' }
  return { zh: `${hours} 小时`, en: hours === 1 ? 'one hour' : `${hours} hours` }
}

/** Who has decided, and in whose place: `A for B`. */
export const sayDecider = (name: string | null, inPlaceOf: string | null): Bilingual | null => {
  if (name === null) return null
  return inPlaceOf === null
    ? { zh: name, en: name }
    : { zh: `${name}（代${inPlaceOf}）`, en: `${name} for ${inPlaceOf}` }
}

export const applicantOf = ({ name_masked_zh, name_masked_en, number_masked }: ApprovalRow): string =>
  `${name_masked_zh} ${name_masked_en === name_masked_zh ? '' : name_masked_en} ${number_masked}`.replaceAll(/ +/g, ' ')

export const timeIn = (timeZone: string) => (at: Date) => wallTime(at, timeZone)
