import type { ScreenContent } from '../src/contract/kiosk-view.ts'
import { type Bilingual, both, textIn } from '../src/contract/texts.ts'
import type { Dock } from './dock.ts'
import { type ReceivedCopy, receivedFor } from './received.ts'
import type { ReprintReport, ToldReprint } from './visit-reprint.ts'
import type { VisitStep } from './visit-steps.ts'
import type { TakenAlong } from './visit-take-along.ts'
import type { VisitWishes } from './visit-wishes.ts'

export interface VisitReport {
  readonly ok: boolean
  /** Why the paper did not come out, in the words and the language of the screen; null when it did. */
  readonly why: string | null
  /** What to do about a visit that was broken off, in the same language; null where it came to an end. */
  readonly toDo: string | null
  /** What was wished for, or what a code of collection stood for; null where that was never seen. */
  readonly document: { readonly kind: string; readonly edition: string } | null
  readonly steps: readonly VisitStep[]
  readonly touches: number
  readonly orderNumber: string | null
  readonly copies: {
    readonly wanted: number
    readonly free: number
    readonly paid: number
    readonly delivered: number
    readonly givenBack: number
  }
  readonly amountFen: number
  /** What was kept in the end; null where nobody here knows whether it was paid. */
  readonly chargedFen: number | null
  readonly refundedFen: number
  readonly sheetsDelivered: number
  /** What the printer says it received for this order, one entry a copy; null when it can't be asked. */
  readonly received: readonly ReceivedCopy[] | null
  /** What came of copies that were called bad; null where none were. */
  readonly reprint: ReprintReport | null
  /** The file as a phone took it along; null where none did. */
  readonly takenAlong: TakenAlong | null
}

/** What is known of a visit so far. */
export interface Known {
  /** What a code of collection has brought to the screen. */
  collected: VisitReport['document']
  order: {
    readonly orderNumber: string
    readonly amountFen: number
    readonly free: number
    readonly paid: number
  } | null
  end: Extract<ScreenContent, { screen: 'finished' }> | null
  /** The touch that orders was given: there may be an order whose number was not seen. */
  isOrdered: boolean
  payment: 'none' | 'under-way' | 'paid'
  reprint: ToldReprint | null
  takenAlong: TakenAlong | null
}

/** All that is known of a visit that is over, or was broken off. */
export async function reportOf(visit: {
  readonly wishes: VisitWishes
  readonly dock: Dock | null
  readonly why: Bilingual | null
  readonly isBroken: boolean
  readonly known: Known
  readonly steps: readonly VisitStep[]
  readonly touches: number
}): Promise<VisitReport> {
  const { wishes, dock, why, isBroken, known, steps, touches } = visit
  const { order, end, reprint } = known
  const say = (words: Bilingual | null) => words && textIn(wishes.language, words)
  return {
    ok: why === null,
    ...{ why: say(why), toDo: isBroken ? say(toDoAbout(known)) : null },
    document: wishes.pickup === undefined ? { kind: wishes.document, edition: wishes.edition } : known.collected,
    ...{ steps, touches, orderNumber: order?.orderNumber ?? null },
    copies: {
      wanted: wishes.copies,
      free: order?.free ?? 0,
      paid: order?.paid ?? 0,
      delivered: end?.copiesDelivered ?? 0,
      givenBack: end?.copiesGivenBack ?? 0,
    },
    amountFen: order?.amountFen ?? 0,
    chargedFen: chargedFenOf(known),
    refundedFen: end?.money.kind === 'refunded' ? end.money.refundFen : 0,
    sheetsDelivered: end?.sheetsDelivered ?? 0,
    received: order && (await receivedFor(dock, order.orderNumber)),
    takenAlong: known.takenAlong,
    reprint: reprint && {
      ...reprint,
      why: say(reprint.why),
      received: reprint.orderNumber === null ? [] : await receivedFor(dock, reprint.orderNumber),
    },
  }
}

function chargedFenOf({ order, end, payment }: Known): number | null {
  switch (end?.money.kind) {
    case 'nothing-charged':
      return 0
    case 'charged':
      return end.money.amountFen
    case 'refunded':
    case 'to-be-refunded':
      return end.money.chargedFen
    case 'being-checked':
      return null
    default:
      return payment === 'none' ? 0 : payment === 'paid' ? (order?.amountFen ?? 0) : null
  }
}

function toDoAbout({ isOrdered, order, end }: Known): Bilingual {
  if (end && end.freeCopiesLeft !== null)
    return both(
      '订单已结清，之后自助机才出的问题：用 yinzheng doctor 看是否正常',
      'the order is settled, and what went wrong came after it: see by yinzheng doctor that the kiosk is well',
    )
  if (!isOrdered)
    return both(
      '什么都没有下单，也没有付款：用 yinzheng doctor 看自助机是否正常，再给一次命令',
      'nothing was ordered and nothing charged: see by yinzheng doctor that the kiosk is well, then give the command again',
    )
  const [zh, en] = order
    ? [`订单 ${order.orderNumber}`, `order ${order.orderNumber}`]
    : ['可能已开的订单', 'the order that may have been opened']
  return both(
    `${zh}由自助机和服务器自己办完或退还，两者都运行起来即可：用 yinzheng doctor 看是否正常；之后仍要人处理的，见服务器上的 yinzheng cases list`,
    `${en} is finished or given back by the station and the server themselves, once both run again: see by yinzheng doctor that they do; what needs a hand after that is in yinzheng cases list on the server`,
  )
}
