import type { Bilingual } from '../../../src/contract/texts.ts'
import type { Serving } from '../../../src/rules/serving.ts'
import { type NoticeKind, type OpenAlert, type Verdicts, WELL_FOR_MS } from './judge-alerts.ts'

/** How one of these stands. `unknown` neither begins nor ends anything: what nobody told is no evidence. */
export interface Notice {
  readonly terminalId: string
  readonly kind: NoticeKind
  readonly state: 'on' | 'off' | 'unknown'
  readonly sinceMs: number
  /** What is told of it. */
  readonly said: Bilingual | null
}

/** Which notices begin and which are over. Of a terminal that staff have taken out, or that is shut out, nobody is told. */
export function judgeNotices<Open extends OpenAlert>(
  all: readonly { readonly terminalId: string; readonly siteId: string; readonly truth: Serving }[],
  notices: readonly Notice[],
  open: readonly Open[],
  nowMs: number,
): Verdicts<Open> {
  const watched = new Map(all.filter(({ truth }) => isWatched(truth)).map(one => [one.terminalId, one.siteId]))
  const keyOf = (one: { readonly terminalId: string | null; readonly kind: string }) => `${one.terminalId} ${one.kind}`
  const standing = new Map(notices.map(one => [keyOf(one), one]))
  const isOpen = new Set(open.map(keyOf))
  const begin = notices.flatMap(one => {
    const siteId = watched.get(one.terminalId)
    return one.state === 'on' && siteId !== undefined && !isOpen.has(keyOf(one))
      ? [{ ...one, siteId, missing: null, isTold: false }]
      : []
  })
  const [end, drop, well, notWell]: [Open[], Open[], Open[], Open[]] = [[], [], [], []]
  for (const alert of open) {
    const state = standing.get(keyOf(alert))?.state ?? 'unknown'
    if (!watched.has(alert.terminalId ?? '')) drop.push(alert)
    else if (state === 'off' && alert.wellSinceMs === null) well.push(alert)
    else if (state === 'off' && nowMs - (alert.wellSinceMs ?? nowMs) >= WELL_FOR_MS) end.push(alert)
    else if (state === 'on' && alert.wellSinceMs !== null) notWell.push(alert)
  }
  return { begin, end, drop, well, notWell }
}

const isWatched = ({ kind }: Serving): boolean =>
  kind === 'can' || kind === 'cannot' || kind === 'silent' || kind === 'closed'
