import type { Kysely, Transaction } from 'kysely'
import { type Supplies, suppliesSchema } from '../../../src/contract/heartbeat-api.ts'
import { both } from '../../../src/contract/texts.ts'
import { SILENT_AFTER_MS } from '../../../src/rules/serving.ts'
import type { Tables } from '../../ground/store/tables.ts'
import type { ReadDrift } from '../../settings/settings.ts'
import type { Maintained } from '../maintained.ts'
import type { SeenTerminal } from '../read-terminals.ts'
import type { Notice } from './judge-notices.ts'

export interface NoticeParts {
  readonly drift: ReadDrift
  /** Read before the transaction: an embedded database has one line, and whoever asked on another one would wait for ever. */
  readonly settingsOf: (one: SeenTerminal) => Maintained
}

/** How everything stands now of which somebody is told beside whether a terminal can serve. `open`: of which somebody was told. */
export async function readNotices(
  tx: Transaction<Tables> | Kysely<Tables>,
  { drift, settingsOf }: NoticeParts,
  all: readonly SeenTerminal[],
  open: readonly { readonly terminalId: string | null; readonly kind: string }[],
  now: Date,
): Promise<Notice[]> {
  const told = open.flatMap(({ terminalId, kind }) => (kind === 'drifted' && terminalId !== null ? [terminalId] : []))
  const drifted = (await drift(tx, told)).map(
    ({ terminalId, isTold, isSame, runs, saved, sinceMs, refusedWhy }): Notice => ({
      ...{ terminalId, kind: 'drifted', sinceMs, state: isSame ? 'off' : isTold ? 'on' : 'unknown' },
      said: both(
        `运行的设置${runs === null ? '不是已发布的' : `是第 ${runs} 版`}，而不是已发布的第 ${saved} 版${refusedWhy === null ? '' : `（${refusedWhy}）`}`,
        `runs ${runs === null ? 'settings that nobody published' : `version ${runs} of its settings`}, and not version ${saved} that was published${refusedWhy === null ? '' : ` (${refusedWhy})`}`,
      ),
    }),
  )
  const wanted = all.filter(one => limitsOf(settingsOf(one)).some(limit => limit !== null))
  return [...drifted, ...(wanted.length === 0 ? [] : await shortages(tx, wanted, settingsOf, now))]
}

const limitsOf = ({ maintenance: { paperLowSheets, tonerLowPercent } }: Maintained) => [paperLowSheets, tonerLowPercent]

async function shortages(
  tx: Transaction<Tables> | Kysely<Tables>,
  wanted: readonly SeenTerminal[],
  settingsOf: (one: SeenTerminal) => Maintained,
  now: Date,
): Promise<Notice[]> {
  const rows = await tx
    .selectFrom('terminal_beat')
    .select(['terminal_id', 'supplies'])
    .where('heard_at', '>', new Date(now.getTime() - SILENT_AFTER_MS))
    .where('supplies', 'is not', null)
    .execute()
  const supplies = new Map(rows.map(row => [row.terminal_id, suppliesSchema.safeParse(row.supplies).data ?? null]))
  return wanted.flatMap(one => {
    const { paperLowSheets, tonerLowPercent } = settingsOf(one).maintenance
    const told = supplies.get(one.terminalId) ?? null
    const notice = (kind: Notice['kind'], limit: number | null, levels: readonly Told[]): Notice[] => {
      if (limit === null)
        return [{ terminalId: one.terminalId, kind, state: 'off', sinceMs: now.getTime(), said: null }]
      const low = levels.filter(({ value }) => value < limit)
      const state = levels.length === 0 ? 'unknown' : low.length > 0 ? 'on' : 'off'
      return [{ terminalId: one.terminalId, kind, state, sinceMs: now.getTime(), said: wordsOf(kind, low) }]
    }
    return [
      ...notice('paper-low', paperLowSheets, told ? traysTold(told) : []),
      ...notice('toner-low', tonerLowPercent, told ? tonerTold(told) : []),
    ]
  })
}

interface Told {
  readonly name: string
  readonly value: number
}

/** Levels that are told as figures; "some" and "unknown" are neither much nor little. */
const traysTold = ({ trays }: Supplies): Told[] =>
  trays.flatMap(({ name, level }) => (level.kind === 'known' ? [{ name, value: level.value }] : []))

/** What is used up by printing, and not the boxes that fill. */
const tonerTold = ({ markers }: Supplies): Told[] =>
  markers.flatMap(({ name, kind, level }) =>
    level.kind === 'known' && /toner|ink/i.test(kind) && !/waste/i.test(kind) ? [{ name, value: level.value }] : [],
  )

function wordsOf(kind: Notice['kind'], low: readonly Told[]) {
  const list = (unit: string) => low.map(({ name, value }) => `${name} ${value}${unit}`).join(', ')
  return kind === 'paper-low'
    ? both(`纸张不足：${list(' 张')}`, `is short of paper: ${list(' sheets')}`)
    : both(`墨粉不足：${list('%')}`, `is short of toner: ${list('%')}`)
}
