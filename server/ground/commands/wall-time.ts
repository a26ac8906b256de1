import { type Bilingual, both } from '../../../src/contract/texts.ts'
import { wallTimeToSecond } from '../../../src/rules/wall-time.ts'

/** A moment as a clock on the wall of the house shows it, `2026-11-29 10:00:05`; `timeZone` is an IANA name. */
export function sayTime(timeZone: string, at: Date): string {
  return wallTimeToSecond(at, timeZone)
}

/** Whose clock the times of a page are by. */
export const sayZone = (timeZone: string): Bilingual =>
  timeZone === 'Asia/Shanghai'
    ? both('时间均为北京时间（Asia/Shanghai）。', 'Times are those of Beijing (Asia/Shanghai).')
    : both(`时间均按 ${timeZone}。`, `Times are those of ${timeZone}.`)
