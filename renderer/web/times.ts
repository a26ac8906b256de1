import { type Language, universityLanguage } from '../../src/contract/texts.ts'

/** A moment as the university's clocks show it, with the offset named: readers may sit anywhere. */
export function formatTime(iso: string, timeZone: string, language: Language): string {
  const at = new Date(iso)
  const text = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(at)
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'shortOffset' }).formatToParts(at)
  const zone = parts.find(({ type }) => type === 'timeZoneName')?.value.replace('GMT', 'UTC') ?? ''
  return timeZone === 'Asia/Shanghai' && universityLanguage(language) === 'zh-CN' ? text : `${text} (${zone})`
}

/** The same without the time of day. */
export function formatDay(iso: string, timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(new Date(iso))
}

/** Hex digits in groups that a person can compare. */
export function groupedHex(hex: string, size = 4): string {
  return hex.toUpperCase().replaceAll(new RegExp(`(.{${size}})(?=.)`, 'g'), '$1 ')
}
