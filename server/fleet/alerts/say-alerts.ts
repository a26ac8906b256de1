import { type Bilingual, both } from '../../../src/contract/texts.ts'
import { FAULTS, type FaultCode } from '../../../src/fault.ts'
import type { Lack } from '../../../src/rules/serving.ts'
import { wallTime } from '../../../src/rules/wall-time.ts'
import { isNotice, type NoticeKind, type OpenAlert } from './judge-alerts.ts'

/** One thing that is told. */
export interface ToldAlert {
  readonly kind: OpenAlert['kind']
  readonly isOver: boolean
  readonly site: Bilingual
  /** Null of a whole site. */
  readonly terminal: { readonly name: Bilingual; readonly place: Bilingual } | null
  readonly missing: Lack | null
  /** What a notice says of itself. */
  readonly said: Bilingual | null
  readonly sinceMs: number
  /** Of a site that is heard again: the names of those that are not. */
  readonly stillSilent: readonly Bilingual[]
}

const LINES_MAX = 15

export const PARTS: Readonly<Record<string, Bilingual>> = {
  'page-printer': both('打印机', 'the page printer'),
  storage: both('磁盘', 'the disk'),
  server: both('服务器连接', 'the line to the server'),
  'card-readers': both('读卡器', 'the card readers'),
  staff: both('工作人员停用', 'staff have it out of service'),
  hours: both('不在开放时间', 'it is outside its hours'),
  key: both('密钥在两处使用，已隔离', 'its key is in use at two places; it is in quarantine'),
  station: both('主程序', 'the program'),
  clock: both('时钟不准', 'its clock is off'),
}

/** A message about everything that is told at once. */
export function sayAlerts(told: readonly ToldAlert[], language: 'zh' | 'en', timeZone: string) {
  const say = ({ zh, en }: Bilingual) => (language === 'zh' ? zh : en)
  const ill = told.filter(({ isOver }) => !isOver).length
  const subject = say(
    ill > 0
      ? both(`自助机异常 ${ill} 项`, `Kiosks: ${ill} in trouble`)
      : both(`自助机恢复 ${told.length} 项`, `Kiosks: ${told.length} well again`),
  )
  const lines = told.slice(0, LINES_MAX).map(one => `${one.isOver ? '○' : '●'} ${say(lineOf(one, timeZone))}`)
  const more = told.length - lines.length
  if (more > 0) lines.push(say(both(`……另有 ${more} 项，见控制台。`, `… and ${more} more: see the console.`)))
  return { subject, text: [subject, ...lines].join('\n') }
}

function lineOf(
  { kind, isOver, site, terminal, missing, said, sinceMs, stillSilent }: ToldAlert,
  timeZone: string,
): Bilingual {
  const since = wallTime(sinceMs, timeZone)
  if (!terminal)
    return isOver
      ? both(
          `${site.zh}：又有消息了${stillSilent.length > 0 ? `；仍没有消息：${stillSilent.map(({ zh }) => zh).join('、')}` : ''}`,
          `${site.en}: heard again${stillSilent.length > 0 ? `; still silent: ${stillSilent.map(({ en }) => en).join(', ')}` : ''}`,
        )
      : both(
          `${site.zh}：所有自助机自 ${since} 起没有消息，先查网络和供电`,
          `${site.en}: no kiosk was heard since ${since}; look at network and power first`,
        )
  const zh = `${terminal.name.zh}（${[terminal.place.zh, site.zh].filter(Boolean).join('，')}）`
  const en = `${terminal.name.en} (${[terminal.place.en, site.en].filter(Boolean).join(', ')})`
  const over = OVER[kind as NoticeKind]
  if (isNotice({ kind })) {
    const what = isOver || !said ? over : said
    return both(`${zh}：${what.zh}`, `${en}: ${what.en}`)
  }
  if (isOver)
    return both(`${zh}：可以办理了（自 ${since} 起的异常已过）`, `${en}: can serve again (in trouble since ${since})`)
  if (kind === 'silent') return both(`${zh}：自 ${since} 起没有消息`, `${en}: not heard since ${since}`)
  const part = missing && (PARTS[missing.part] ?? both(missing.part, missing.part))
  const why = missing && (wordsOfClock(missing) ?? wordsOfFault(missing.code))
  return both(
    `${zh}：自 ${since} 起不能办理：${[part?.zh, why?.zh].filter(Boolean).join('，')}`,
    `${en}: can't serve since ${since}: ${[part?.en, why?.en].filter(Boolean).join(', ')}`,
  )
}

/** By how much a clock is off. */
function wordsOfClock({ minutesAhead }: Lack): Bilingual | null {
  if (minutesAhead === undefined) return null
  const minutes = Math.abs(minutesAhead)
  return minutesAhead > 0
    ? both(`快了 ${minutes} 分钟`, `ahead by ${minutes} min`)
    : both(`慢了 ${minutes} 分钟`, `behind by ${minutes} min`)
}

/** What is said when it is over. */
const OVER: Readonly<Record<NoticeKind, Bilingual>> = {
  drifted: both('又运行已发布的设置了', 'runs the settings again that were published for it'),
  'paper-low': both('纸张已补充', 'has paper enough again'),
  'toner-low': both('墨粉已补充', 'has toner enough again'),
}

/** What staff are told of a fault that the house knows. */
function wordsOfFault(code: string): Bilingual | null {
  if (!Object.hasOwn(FAULTS, code)) return null
  const { ref, staff } = FAULTS[code as FaultCode]
  return both(`${ref} ${staff.zh}`, `${ref} ${staff.en}`)
}
