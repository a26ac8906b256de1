import type { Bilingual } from '../../../src/contract/texts.ts'
import { CLOCK, type Lack, type Serving } from '../../../src/rules/serving.ts'

/** Fewer are no site that could be silent as a whole. */
const SITE_TERMINALS_MIN = 2
/** Two heartbeats are late: those of a site that go silent together are told together. */
const LATE_MS = 75_000
/** What is well again must be so for so long before somebody is told. */
export const WELL_FOR_MS = 60_000

export interface Judged {
  readonly terminalId: string
  readonly siteId: string
  readonly truth: Serving
  readonly heardAtMs: number | null
  /** Since when it is meant to serve; null where it is meant to always. */
  readonly openSinceMs: number | null
  /** After which it counts as one that cannot serve; null: as after all of the house. */
  readonly callAfterMs?: number | null
}

/** What is told of a terminal that may serve all the same. */
export const NOTICE_KINDS = ['drifted', 'paper-low', 'toner-low'] as const
export type NoticeKind = (typeof NOTICE_KINDS)[number]
export const isNotice = ({ kind }: Pick<OpenAlert, 'kind'>): boolean => NOTICE_KINDS.some(one => one === kind)

export interface OpenAlert {
  readonly alertId: string
  readonly kind: 'silent' | 'cannot' | 'site-silent' | NoticeKind
  readonly siteId: string
  readonly terminalId: string | null
  readonly wellSinceMs: number | null
}

export interface NewAlert {
  readonly kind: OpenAlert['kind']
  readonly siteId: string
  readonly terminalId: string | null
  readonly missing: Lack | null
  readonly sinceMs: number
  /** What a notice says of itself. */
  readonly said?: Bilingual | null
  /** Of what another message tells already. */
  readonly isTold: boolean
}

/** What is to be written down and told. `drop`: over without a word, for staff know why. */
export interface Verdicts<Open extends OpenAlert> {
  readonly begin: readonly NewAlert[]
  readonly end: readonly Open[]
  readonly drop: readonly Open[]
  /** Seems well from now on, or is not after all. */
  readonly well: readonly Open[]
  readonly notWell: readonly Open[]
}

export interface Times {
  readonly nowMs: number
  /** Since when somebody listens without a break: nobody is silent who had no chance to speak. */
  readonly listeningSinceMs: number
  readonly silentAfterMs: number
  readonly cannotAfterMs: number
}

/** Which alerts begin and which are over, by what is known now and what was told before. */
export function judgeAlerts<Open extends OpenAlert>(
  all: readonly Judged[],
  open: readonly Open[],
  times: Times,
): Verdicts<Open> {
  const { nowMs, silentAfterMs } = times
  const expected = all.filter(isExpected)
  const bySite = Map.groupBy(expected, ({ siteId }) => siteId)
  const openOfTerminal = new Map(open.flatMap(one => (one.terminalId === null ? [] : [[one.terminalId, one] as const])))
  const openOfSite = new Map(open.flatMap(one => (one.terminalId === null ? [[one.siteId, one] as const] : [])))
  const quietMs = (one: Judged) => {
    const since = Math.max(one.heardAtMs ?? 0, times.listeningSinceMs, one.openSinceMs ?? 0)
    return nowMs - since
  }
  const isSilent = (one: Judged) => one.truth.kind === 'silent' && quietMs(one) >= silentAfterMs
  const begin: NewAlert[] = []
  const [end, drop, well, notWell]: [Open[], Open[], Open[], Open[]] = [[], [], [], []]
  const seemsWell = (alert: Open, isWell: boolean): boolean => {
    if (!isWell) {
      if (alert.wellSinceMs !== null) notWell.push(alert)
      return false
    }
    if (alert.wellSinceMs === null) well.push(alert)
    else if (nowMs - alert.wellSinceMs >= WELL_FOR_MS) end.push(alert)
    return alert.wellSinceMs !== null && nowMs - alert.wellSinceMs >= WELL_FOR_MS
  }

  for (const [siteId, terminals] of bySite) {
    const alert = openOfSite.get(siteId)
    const isWhole = terminals.length >= SITE_TERMINALS_MIN
    if (alert) {
      const isOver = seemsWell(
        alert,
        terminals.some(({ truth }) => truth.kind !== 'silent'),
      )
      // The message that the site is heard again names those that are not.
      if (isOver)
        for (const one of terminals.filter(one => isSilent(one) && !openOfTerminal.has(one.terminalId)))
          begin.push({ ...newOf(one, 'silent'), isTold: true })
      continue
    }
    if (isWhole && terminals.every(isSilent)) {
      const sinceMs = Math.min(...terminals.map(({ heardAtMs }) => heardAtMs ?? nowMs))
      begin.push({ kind: 'site-silent', siteId, terminalId: null, missing: null, sinceMs, isTold: false })
      continue
    }
    const isGoing = isWhole && terminals.every(one => quietMs(one) >= LATE_MS)
    for (const one of terminals) {
      if (openOfTerminal.has(one.terminalId)) continue
      if (isSilent(one) && !isGoing) begin.push(newOf(one, 'silent'))
    }
  }
  for (const alert of openOfSite.values()) if (!bySite.has(alert.siteId)) drop.push(alert)

  for (const one of all) {
    if (openOfTerminal.has(one.terminalId)) continue
    const missing = cannotBy(one, times)
    if (missing) begin.push({ ...newOf(one, 'cannot'), missing })
  }
  const byId = new Map(all.map(one => [one.terminalId, one]))
  for (const alert of openOfTerminal.values()) {
    const one = byId.get(alert.terminalId ?? '')
    if (!one || (!isExpected(one) && !isQuarantined(one))) drop.push(alert)
    else seemsWell(alert, one.truth.kind === 'can')
  }
  return { begin, end, drop, well, notWell }

  function newOf(one: Judged, kind: 'silent' | 'cannot'): NewAlert {
    const sinceMs = 'sinceMs' in one.truth ? one.truth.sinceMs : nowMs
    return { kind, siteId: one.siteId, terminalId: one.terminalId, missing: null, sinceMs, isTold: false }
  }
}

/** It is meant to serve, and has shown once that it tells how it is. */
const isExpected = ({ truth: { kind } }: Judged): boolean => kind === 'can' || kind === 'cannot' || kind === 'silent'

/** The house has shut it out by itself: nobody of staff knows. */
const isQuarantined = ({ truth }: Judged): boolean => truth.kind === 'shut-out' && truth.letIn === 'quarantined'

/** What it lacks so long that somebody should come; null where it serves, or may serve again in a moment. */
function cannotBy(one: Judged, { nowMs, listeningSinceMs, cannotAfterMs }: Times): Lack | null {
  if (isQuarantined(one)) return { part: 'key', code: 'terminal-quarantined' }
  const { truth, heardAtMs, openSinceMs, callAfterMs } = one
  if (truth.kind !== 'cannot') return null
  // Of a clock that is off it speaks just now, though it is not let in.
  const isHeard = truth.missing.part === CLOCK || (heardAtMs !== null && heardAtMs >= listeningSinceMs)
  if (!isHeard) return null
  return nowMs - Math.max(truth.sinceMs, openSinceMs ?? 0) >= (callAfterMs ?? cannotAfterMs) ? truth.missing : null
}
