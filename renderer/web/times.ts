import { type Language, universityLanguage } from '../../src/contract/texts.ts'
import { offsetName, wallDay, wallTime } from '../../src/rules/wall-time.ts'

/** A moment as the university's clocks show it, with the offset named: readers may sit anywhere. */
export function formatTime(iso: string, timeZone: string, language: Language): string {
  const at = new Date(iso)
  const text = wallTime(at, timeZone)
  return timeZone === 'Asia/Shanghai' && universityLanguage(language) === 'zh-CN'
    ? text
    : `${text} (${offsetName(at, timeZone)})`
}

/** The same without the time of day. */
export function formatDay(iso: string, timeZone: string): string {
  return wallDay(new Date(iso), timeZone)
}

/** Hex digits in groups that a person can compare. */
export function groupedHex(hex: string, size = 4): string {
  return hex.toUpperCase().replaceAll(new RegExp(`(.{${size}})(?=.)`, 'g'), '$1 ')
}
