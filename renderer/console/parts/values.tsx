import { Tag } from 'antd'
import type { ReactNode } from 'react'
import type { Bilingual } from '../../../src/contract/texts.ts'
import { formatYuan } from '../../../src/rules/money.ts'
import { wallDay, wallTime, wallTimeToSecond } from '../../../src/rules/wall-time.ts'
import { useConsole } from '../shell/console-context.ts'
import { useText } from '../shell/language.tsx'
import { usePartWords } from './words.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** An amount of fen as yuan. */
export const Money = ({ fen }: { readonly fen: number }) => <span className="number">{formatYuan(fen)}</span>

/** A text of the university in the language of the page. */
export function Both({ text }: { readonly text: Bilingual }) {
  return useText()(text)
}

/** Times as the clocks of the house show them. */
export function useTimes() {
  const { timeZone } = useConsole().start.house
  return {
    time: (iso: string) => wallTime(new Date(iso), timeZone),
    second: (iso: string) => wallTimeToSecond(new Date(iso), timeZone),
    day: (iso: string) => wallDay(new Date(iso), timeZone),
  }
}

/** A moment by the clock of the house; to the second where the mouse rests on it. */
export function Time({ iso }: { readonly iso: string | null }) {
  const { time, second } = useTimes()
  const t = usePartWords()
  if (iso === null) return <span className="soft">{t('none')}</span>
  return (
    <time className="number" dateTime={iso} title={second(iso)}>
      {time(iso)}
    </time>
  )
}

/** How long ago something was, in words; the moment itself where the mouse rests on it. */
export function Ago({ iso, nowMs = Date.now() }: { readonly iso: string; readonly nowMs?: number }) {
  const { second } = useTimes()
  const t = usePartWords()
  const ageMs = Math.max(0, nowMs - Date.parse(iso))
  const units = [
    ['days', DAY_MS],
    ['hours', HOUR_MS],
    ['minutes', MINUTE_MS],
  ] as const
  const unit = units.find(([, ms]) => ageMs >= ms)
  return (
    <time dateTime={iso} title={second(iso)}>
      {unit ? t(`time.${unit[0]}`, { count: Math.trunc(ageMs / unit[1]) }) : t('time.now')}
    </time>
  )
}

export type Tone = 'ok' | 'wait' | 'stop' | 'info' | 'plain'
const COLOURS = { ok: 'success', wait: 'warning', stop: 'error', info: 'processing', plain: 'default' } as const

/** A state in a word; the word says it, the colour only helps. */
export const StateTag = ({ tone, children }: { readonly tone: Tone; readonly children: ReactNode }) => (
  <Tag className="state" color={COLOURS[tone]}>
    {children}
  </Tag>
)
