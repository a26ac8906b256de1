import { type Kysely, sql } from 'kysely'
import { z } from 'zod'
import { type CopyEvidence, copyEvidenceSchema } from '../../src/contract/orders-api.ts'
import { endOfDay } from '../ground/end-of-day.ts'
import type { Tables } from '../ground/store/tables.ts'
import { addDays } from './calendar.ts'
import type { ReportedSheets } from './reconciliation.ts'

type SheetsOfTerminal = Omit<ReportedSheets, 'kiosk'>

/** Whether a terminal prints on both sides is read from what it has printed in so many days. */
const LOOK_BACK_DAYS = 30

/** An order whose sheets are not those of its copies. */
export interface OddSheets {
  readonly orderId: string
  readonly terminalId: string
  readonly copies: number
  readonly copiesDelivered: number
  readonly sheetsCounted: number
  /** What the copies have, and what was under way may have had at most. */
  readonly sheetsAtLeast: number
  readonly sheetsAtMost: number
  /** Of an order whose terminal has told each copy: those that do not fit. */
  readonly oddCopies: readonly Pick<CopyEvidence, 'copyNumber' | 'end' | 'sheetsCounted'>[]
}

interface EndedOrder {
  readonly orderId: string
  readonly terminalId: string
  readonly copies: number
  readonly copiesDelivered: number
  readonly sheetsCounted: number
  readonly pages: number
  /** What its terminal has told of each copy; null of an order that ended otherwise, or at a terminal of before. */
  readonly told: unknown
  readonly isWhole: boolean
  readonly isOfTheDay: boolean
}

/**
 * Compares the sheets that printers have counted with the copies that orders were settled by, for the orders that ended on a day of the
 * house. Where the terminal has told each copy, each is judged by itself: a delivered one has all of its sheets and no more. A copy that
 * did not come out whole may have left fewer sheets than it has.
 */
export async function matchSheets(
  db: Kysely<Tables>,
  day: string,
  timeZone: string,
): Promise<{ readonly odd: readonly OddSheets[]; readonly byTerminal: readonly SheetsOfTerminal[] }> {
  const since = endOfDay(timeZone, addDays(day, -LOOK_BACK_DAYS))
  const start = endOfDay(timeZone, addDays(day, -1))
  const { rows } = await sql<EndedOrder>`
    select o.order_id as "orderId", o.terminal_id as "terminalId", o.copies, o.copies_delivered as "copiesDelivered",
      o.sheets_delivered as "sheetsCounted", d.pages, o.outcome_told -> 'copies' as told,
      (o.copies_delivered = o.copies and o.outcome_fault is null) as "isWhole", (o.over_at > ${start}) as "isOfTheDay"
    from print_order o join document d on d.document_id = o.document_id
    where o.state = 'ended' and o.sheets_delivered is not null and d.pages is not null
      and o.over_at > ${since} and o.over_at <= ${endOfDay(timeZone, day)}
    order by o.over_at
  `.execute(db)
  const bothSides = terminalsOnBothSides(rows)
  const ofTheDay = rows.filter(({ isOfTheDay }) => isOfTheDay)
  const odd = ofTheDay.flatMap(order => oddOf(order, bothSides.get(order.terminalId)))
  return { odd, byTerminal: sumsOf(ofTheDay) }
}

const onBothSides = (pages: number) => Math.ceil(pages / 2)

/** Which terminals print on both sides, by the most of their whole orders of several pages; one that has none is not named. */
function terminalsOnBothSides(orders: readonly EndedOrder[]): ReadonlyMap<string, boolean> {
  const votes = new Map<string, number>()
  for (const { terminalId, copies, sheetsCounted, pages, isWhole } of orders) {
    if (!isWhole || pages < 2) continue
    const vote = Number(sheetsCounted === copies * onBothSides(pages)) - Number(sheetsCounted === copies * pages)
    votes.set(terminalId, (votes.get(terminalId) ?? 0) + vote)
  }
  return new Map([...votes].filter(([, sum]) => sum !== 0).map(([terminalId, sum]) => [terminalId, sum > 0]))
}

const toldSchema = z.array(copyEvidenceSchema).min(1)

function oddOf(order: EndedOrder, isBothSides: boolean | undefined): OddSheets[] {
  const { orderId, terminalId, copies, copiesDelivered, sheetsCounted, pages } = order
  const told = toldSchema.safeParse(order.told).data ?? []
  const ways = isBothSides === undefined ? [true, false] : [isBothSides]
  const bounds = ways.map(both => {
    const aCopy = both ? onBothSides(pages) : pages
    const delivered = told.filter(({ end }) => end === 'delivered').length
    const sheetsAtLeast = (told.length > 0 ? delivered : copiesDelivered) * aCopy
    return {
      sheetsAtLeast,
      sheetsAtMost: copies * aCopy,
      oddCopies: told.filter(copy => !isOf(copy, aCopy)).map(oddCopy),
    }
  })
  const fits = ({ sheetsAtLeast, sheetsAtMost, oddCopies }: (typeof bounds)[number]) =>
    oddCopies.length === 0 && sheetsCounted >= sheetsAtLeast && sheetsCounted <= sheetsAtMost
  if (bounds.some(fits)) return []
  return bounds.slice(0, 1).map(one => ({ ...{ orderId, terminalId, copies, copiesDelivered, sheetsCounted }, ...one }))
}

/** Whether a copy may have left the sheets that were counted of it. */
const isOf = ({ end, sheetsCounted }: CopyEvidence, aCopy: number): boolean =>
  end === 'delivered' ? sheetsCounted === aCopy : sheetsCounted <= aCopy
const oddCopy = ({ copyNumber, end, sheetsCounted }: CopyEvidence) => ({ copyNumber, end, sheetsCounted })

function sumsOf(orders: readonly EndedOrder[]): SheetsOfTerminal[] {
  const sums = new Map<string, SheetsOfTerminal>()
  for (const { terminalId, copiesDelivered, sheetsCounted } of orders) {
    const before = sums.get(terminalId) ?? { terminalId, copiesDelivered: 0, sheetsCounted: 0 }
    sums.set(terminalId, {
      terminalId,
      copiesDelivered: before.copiesDelivered + copiesDelivered,
      sheetsCounted: before.sheetsCounted + sheetsCounted,
    })
  }
  return [...sums.values()].sort((a, b) => (a.terminalId < b.terminalId ? -1 : 1))
}
