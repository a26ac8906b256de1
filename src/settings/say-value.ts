import { formatYuan } from '../rules/money.ts'
import type { MaintenanceWeek } from './maintenance.ts'
import { type OpenSpan, WEEKDAYS, type WeekHours } from './opening-hours.ts'
import { type SettingPath, valueAt } from './sections.ts'
import type { Trays } from './trays.ts'

const span = ({ opens, closes }: OpenSpan): string => `${opens}–${closes}`
const SHORT = ['一 Mo', '二 Tu', '三 We', '四 Th', '五 Fr', '六 Sa', '日 Su'] as const

/** A value in one line, for lists of what changes; null where nothing is said. */
export function sayValue(path: SettingPath, value: unknown): string | null {
  if (value === undefined) return null
  if (value === null) return '–'
  if (path === 'hours.week') {
    const week = value as WeekHours
    return WEEKDAYS.map((day, i) => `${SHORT[i]} ${week[day].map(span).join(', ') || '–'}`).join('; ')
  }
  if (path === 'maintenance.week') {
    const week = value as MaintenanceWeek
    return WEEKDAYS.map((day, i) => [SHORT[i], week[day].map(({ from, to }) => `${from}–${to}`).join(', ')] as const)
      .flatMap(([day, windows]) => (windows === '' ? [] : [`${day} ${windows}`]))
      .join('; ')
  }
  if (path === 'paper.trays') return (value as Trays).map(({ kind, tray }) => `${kind}: ${tray}`).join('; ') || '–'
  if (valueAt(path).isAmount && typeof value === 'number') return formatYuan(value)
  if (path === 'look.logo') return `PNG, ${Math.round((String(value).length * 3) / 4_096)} kB`
  return sayPlain(value)
}

function sayPlain(value: unknown): string {
  if (Array.isArray(value)) return value.map(sayPlain).join('; ') || '–'
  if (typeof value === 'boolean') return value ? '✓' : '✗'
  if (typeof value === 'object' && value !== null) return Object.values(value).map(sayPlain).join(' / ')
  return String(value)
}
