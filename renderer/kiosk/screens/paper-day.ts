import type { Language } from '../../../src/contract/texts.ts'
import { sayIn } from '../words.ts'

/** The university's day, `2026年11月22日` or `22 Nov 2026`, in the order that the language's words give it. */
export function formatDay(iso: string, timeZone: string, language: Language): string {
  const at = new Date(iso)
  const of = (type: 'year' | 'month' | 'day', locale = 'en') => {
    const format = new Intl.DateTimeFormat(locale, { timeZone, [type]: type === 'month' ? 'short' : 'numeric' })
    return format.formatToParts(at).find(part => part.type === type)?.value ?? ''
  }
  return sayIn(language)('paper.day', { year: of('year'), month: of('month', language), day: of('day') })
}
