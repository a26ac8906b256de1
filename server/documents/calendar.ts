import { wallDay } from '../../src/rules/wall-time.ts'

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** A day as it is written in each language, and its parts for the document's own date. */
export interface Day {
  readonly year: number
  readonly month: number
  readonly day: number
  /** `2026年11月22日` or `22 November 2026`. */
  readonly text: string
  /** `2026年11月` or `November 2026`. */
  readonly monthText: string
}

/** A day of the form YYYY-MM-DD. Throws on anything else: the records' adapter has checked it. */
export function dayOf(isoDay: string, language: 'zh' | 'en'): Day {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(isoDay)
  const [year = 0, month = 0, day = 0] = (match ?? []).slice(1).map(Number)
  const monthName = MONTHS[month - 1]
  if (!match || !monthName || day < 1 || day > 31) throw new Error('a day is not of the form YYYY-MM-DD')
  return language === 'zh'
    ? { year, month, day, text: `${year}年${month}月${day}日`, monthText: `${year}年${month}月` }
    : { year, month, day, text: `${day} ${monthName} ${year}`, monthText: `${monthName} ${year}` }
}

/** The day that `instant` falls on in `timeZone`. */
export function dayAt(instant: Date, timeZone: string, language: 'zh' | 'en'): Day {
  return dayOf(wallDay(instant, timeZone), language)
}
