import type { ScreenContent } from '../../src/contract/kiosk-view.ts'
import type { FiguresTold, Journal } from './journal.ts'
import type { Kiosk } from './kiosk.ts'
import { readSlip, type SlipSeen } from './slip-seen.ts'
import type { SimulatedStore } from './store.ts'

interface Figures {
  readonly sheets: number
  readonly copies: number
  /** Sheets that were ordered, and those of a copy; null while they were not said. */
  readonly sheetsOrdered: number | null
  readonly sheetsPerCopy: number | null
}

export interface FiguresParts {
  readonly journal: Pick<Journal, 'breaks' | 'figures'>
  readonly store: Pick<SimulatedStore, 'db'>
}

/**
 * Reads every figure of paper as a visitor does, on the screens and on the slip: confirmed ones do not fall, over a break neither; none is
 * beyond what was ordered; and once the server has settled the order, a copy that came out, one that did not and one of which nobody can
 * tell are each told as what they are. With the paper itself they are compared at the end, see `invariants.ts`.
 */
export function watchFigures({ name, station }: Kiosk, { journal, store }: FiguresParts): void {
  const seen = new Map<string, Figures>()
  let read = ''
  const breaks = (subject: string, what: string) =>
    journal.breaks({ invariant: 'figures on the screen', subject, what: `${name}, ${subject}: ${what}` })

  const readScreen = (content: ScreenContent) => {
    if (content.screen !== 'printing' && content.screen !== 'finished') return
    const { orderNumber, sheetsDelivered: sheets, copiesDelivered: copies } = content
    const before = seen.get(orderNumber)
    const isPrinting = content.screen === 'printing'
    const sheetsPerCopy = isPrinting ? content.sheetsPerCopy : (before?.sheetsPerCopy ?? null)
    const sheetsOrdered = sheetsPerCopy === null ? null : content.copies * sheetsPerCopy
    if (sheets < (before?.sheets ?? 0))
      breaks(orderNumber, `${before!.sheets} sheets were confirmed, and now ${sheets}`)
    if (copies < (before?.copies ?? 0))
      breaks(orderNumber, `${before!.copies} copies were confirmed, and now ${copies}`)
    if (sheetsOrdered !== null && sheets > sheetsOrdered) breaks(orderNumber, `${sheets} of ${sheetsOrdered} sheets`)
    const unclear = isPrinting ? 0 : content.copiesUnclear
    if (copies + unclear > content.copies)
      breaks(orderNumber, `${copies} copies and ${unclear} unclear ones of ${content.copies}`)
    seen.set(orderNumber, { sheets, copies, sheetsOrdered, sheetsPerCopy })
    if (content.screen === 'finished' && content.freeCopiesLeft !== null)
      settled(orderNumber, { copiesDelivered: copies, copiesUnclear: unclear }, 'the screen')
  }

  const readTheSlip = (slip: SlipSeen) => {
    const { orderNumber, copiesDelivered, copiesUnclear, copies, sheets } = slip
    const told = `the slip has ${copiesDelivered} of ${copies} copies, ${copiesUnclear} unclear ones and ${sheets} sheets`
    const sheetsPerCopy = seen.get(orderNumber)?.sheetsPerCopy ?? null
    const isWrong = sheetsPerCopy !== null && sheets !== copiesDelivered * sheetsPerCopy
    if (isWrong || !(copiesDelivered + copiesUnclear <= copies)) breaks(orderNumber, told)
    settled(orderNumber, { copiesDelivered, copiesUnclear }, 'the slip')
  }

  const settled = (orderNumber: string, told: FiguresTold, where: string) => {
    journal.figures.set(orderNumber, told)
    void compare(orderNumber, told, where)
  }
  const compare = async (orderNumber: string, { copiesDelivered, copiesUnclear }: FiguresTold, where: string) => {
    const row = await store.db
      .selectFrom('print_order')
      .select(['copies_delivered', 'copies_unclear'])
      .where('order_number', '=', orderNumber)
      .where('state', '=', 'ended')
      .executeTakeFirst()
    // Fewer are unclear where some of them were proven meanwhile not to have come out.
    if (!row || (row.copies_delivered === copiesDelivered && row.copies_unclear <= copiesUnclear)) return
    const known = `${row.copies_delivered} copies that came out and ${row.copies_unclear} unclear ones`
    breaks(
      orderNumber,
      `${where} has ${copiesDelivered} copies and ${copiesUnclear} unclear ones, and the server ${known}`,
    )
  }

  station.onView(view => {
    if (!view) return
    const now = JSON.stringify(view.content)
    if (now === read) return
    read = now
    readScreen(view.content)
  })
  station.onSlip(lines => {
    const slip = readSlip(lines)
    if (slip) readTheSlip(slip)
  })
}
