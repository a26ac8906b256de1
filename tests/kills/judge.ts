import type { DockSheet } from '../../renderer/dev-dock/page-printer-contract.ts'
import { quote } from '../../src/rules/quota.ts'
import type { Paid } from './bill.ts'
import type { CaseSeen } from './cases.ts'
import type { Victim } from './plans.ts'
import { COPIES, FREE_COPIES, UNIT_PRICE_FEN } from './steps.ts'

/** What lies in the tray, stands on the bill and is in a person's hands after a visit. */
export interface Remains {
  readonly sheets: readonly DockSheet[]
  readonly orders: readonly Paid[]
  readonly cases: readonly CaseSeen[]
  readonly victims: readonly Victim[]
}

export type Broken = 'lost' | 'given away' | 'double' | 'unordered' | 'case' | 'quota' | 'unsettled' | 'bug' | 'books'
export interface Violation {
  readonly broken: Broken
  readonly what: string
}

/** Kinds of cases that a visit may leave behind: only the power of a printer makes it impossible to tell what came out. */
const CASES_OF_A_POWER_CUT = ['copy-unclear', 'late-paper']

/** Copies that lie whole in the tray, and those that lie there once more. */
export function copiesOf(sheets: readonly DockSheet[]): { whole: number; tooMany: number } {
  const copies = new Map<string, Map<string, number>>()
  for (const { jobName, pages, ofSheets } of sheets) {
    const copy =
      copies.get(jobName) ?? new Map<string, number>(Array.from({ length: ofSheets }, (_, at) => [`${at + 1}`, 0]))
    copies.set(jobName, copy)
    const page = pages.join('+')
    copy.set(page, (copy.get(page) ?? 0) + 1)
  }
  const times = [...copies.values()].map(copy => Math.min(...copy.values()))
  return {
    whole: times.filter(count => count > 0).length,
    tooMany: times.reduce((sum, count) => sum + Math.max(0, count - 1), 0),
  }
}

/** What the payer has paid in the end, what is on its way back, and what is due for the paper in the tray. */
export function moneyOf({ sheets, orders }: Pick<Remains, 'sheets' | 'orders'>) {
  const sum = (of: (order: Paid) => number) => orders.reduce((total, order) => total + of(order), 0)
  const copies = copiesOf(sheets)
  return {
    ...copies,
    paidFen: sum(({ paidFen }) => paidFen),
    keptFen: sum(({ paidFen, refundedFen }) => paidFen - refundedFen),
    refundingFen: sum(({ refundingFen }) => refundingFen),
    dueFen: quote(Math.min(copies.whole, COPIES), FREE_COPIES, UNIT_PRICE_FEN).amountFen,
  }
}

/** Cases that a person has still in hand: one that has ended excuses nothing. */
export const openOf = (cases: readonly CaseSeen[]): CaseSeen[] => cases.filter(({ state }) => state !== 'ended')

/** What is held until a person has decided. */
export const heldFen = (cases: readonly CaseSeen[]): number =>
  openOf(cases).reduce((sum, { amountFen }) => sum + (amountFen ?? 0), 0)

/** Delivered and given back is paid for, no copy came twice, and a person is asked only where nothing can be told. */
export function judge(remains: Remains): Violation[] {
  const { cases, victims } = remains
  const { whole, tooMany, paidFen, keptFen, dueFen } = moneyOf(remains)
  const said = `${whole} of ${COPIES} copies came out, ${paidFen} fen paid, ${keptFen} kept, ${dueFen} due; cases: ${cases.map(({ kind }) => kind).join(', ') || 'none'}`
  const violations: Violation[] = []
  const add = (broken: Broken) => void violations.push({ broken, what: said })
  if (tooMany > 0) add('double')
  if (whole > COPIES) add('unordered')
  if (keptFen > dueFen + heldFen(cases)) add('lost')
  if (keptFen < dueFen && openOf(cases).length === 0) add('given away')
  const allowed = victims.includes('printer') ? CASES_OF_A_POWER_CUT : []
  if (cases.some(({ kind }) => !allowed.includes(kind))) add('case')
  return violations
}

/** Free copies that must be left to somebody after the only visit of their life; a range where nobody can tell what came out. */
export function freeCopiesLeft({ sheets, cases }: Remains): { least: number; most: number } {
  const { whole } = copiesOf(sheets)
  const least = FREE_COPIES - Math.min(whole, FREE_COPIES)
  return { least, most: openOf(cases).length > 0 ? FREE_COPIES : least }
}
