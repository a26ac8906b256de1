import type { Language } from '../../../src/contract/texts.ts'

/** The university's day, `2026年11月22日` or `22 Nov 2026`, as it stands on the paper. */
export function formatDay(iso: string, timeZone: string, language: Language): string {
  const options = { timeZone, year: 'numeric', month: language === 'en' ? 'short' : 'numeric', day: 'numeric' } as const
  const parts = new Intl.DateTimeFormat('en-US', options).formatToParts(new Date(iso))
  const of = (type: 'year' | 'month' | 'day') => parts.find(part => part.type === type)?.value ?? ''
  return language === 'en'
    ? `${of('day')} ${of('month')} ${of('year')}`
    : `${of('year')}年${of('month')}月${of('day')}日`
}
