import type { EntryCause } from './accounts.ts'
import type { MoneyFigures } from './figures.ts'
import { yuan as yuanOf } from './yuan.ts'

/** An order about which its row and the books do not say the same. */
export type OrderDifference =
  | {
      readonly kind: 'order-differs'
      readonly orderId: string
      readonly orderNumber: string
      readonly figures: readonly {
        readonly name: keyof MoneyFigures
        readonly orderFen: number
        readonly booksFen: number
      }[]
    }
  | {
      readonly kind: 'refund-rows-differ'
      readonly orderId: string
      readonly orderNumber: string
      readonly orderFen: number
      readonly refundRowsFen: number
    }
  | {
      readonly kind: 'charge-differs-from-paper'
      readonly orderId: string
      readonly orderNumber: string
      readonly copiesDelivered: number
      readonly paperFen: number
      readonly booksFen: number
    }
  | {
      readonly kind: 'refund-beyond-paid'
      readonly orderId: string
      readonly orderNumber: string
      readonly paidFen: number
      readonly refundFen: number
    }

/** An entry whose lines are not those of its cause, or of which no order knows. */
export type EntryDifference =
  | {
      readonly kind: 'entry-altered'
      readonly entryId: string
      readonly cause: EntryCause
      /** The number of the order; of a payment that no order knows its number at the provider. */
      readonly subject: string
      readonly lines: number
      readonly balanceFen: number
    }
  | {
      readonly kind: 'entry-without-order'
      readonly entryId: string
      readonly cause: EntryCause
      readonly subject: string
    }

/** A payment that no order knows about which its row, its refunds and the books do not say the same. */
export type UnclaimedDifference = {
  readonly kind: 'unclaimed-differs'
  readonly outTradeNo: string
  readonly figures: readonly {
    readonly name: keyof MoneyFigures
    readonly rowsFen: number
    readonly booksFen: number
  }[]
}

export type FileDifference = {
  readonly kind: 'file-damaged' | 'file-missing' | 'file-unreadable'
  readonly documentNumber: string
  readonly sha256: string
}

export type Difference =
  | OrderDifference
  | EntryDifference
  | UnclaimedDifference
  | FileDifference
  | { readonly kind: 'provider-balance-differs'; readonly ordersFen: number; readonly booksFen: number }

const yuan = (fen: number): string => `¥${yuanOf(fen)}`

const FIGURE_WORDS: Readonly<Record<keyof MoneyFigures, string>> = {
  paidFen: 'paid',
  chargedFen: 'charged',
  undecidedFen: 'not decided yet',
  refundFen: 'to be paid back',
  refundedFen: 'paid back',
}

/** A difference as a line for whoever has to find out. */
export function saidOf(difference: Difference): string {
  switch (difference.kind) {
    case 'order-differs': {
      const figures = difference.figures.map(
        ({ name, orderFen, booksFen }) => `${FIGURE_WORDS[name]} ${yuan(orderFen)}, by the books ${yuan(booksFen)}`,
      )
      return `order ${difference.orderNumber}: ${figures.join('; ')}`
    }
    case 'unclaimed-differs': {
      const figures = difference.figures.map(
        ({ name, rowsFen, booksFen }) => `${FIGURE_WORDS[name]} ${yuan(rowsFen)}, by the books ${yuan(booksFen)}`,
      )
      return `payment ${difference.outTradeNo}, which no order knows: ${figures.join('; ')}`
    }
    case 'refund-rows-differ':
      return `order ${difference.orderNumber}: to be paid back ${yuan(difference.orderFen)}, by its refunds ${yuan(difference.refundRowsFen)}`
    case 'charge-differs-from-paper':
      return `order ${difference.orderNumber}: the copies that came out (${difference.copiesDelivered}) cost ${yuan(difference.paperFen)}, by the books ${yuan(difference.booksFen)}`
    case 'refund-beyond-paid':
      return `order ${difference.orderNumber}: ${yuan(difference.refundFen)} are given back of ${yuan(difference.paidFen)} that were paid`
    case 'entry-altered':
      return `entry ${difference.entryId} (${difference.cause}, ${difference.subject}): its ${difference.lines} lines are not those of its cause, or make ${yuan(difference.balanceFen)}`
    case 'entry-without-order':
      return `entry ${difference.entryId} (${difference.cause}): there is no order ${difference.subject}`
    case 'file-damaged':
      return `document ${difference.documentNumber}: its file ${difference.sha256} is not what was issued`
    case 'file-missing':
      return `document ${difference.documentNumber}: its file ${difference.sha256} is missing`
    case 'file-unreadable':
      return `document ${difference.documentNumber}: its file ${difference.sha256} cannot be read`
    case 'provider-balance-differs':
      return `at the provider: ${yuan(difference.ordersFen)} by the orders, ${yuan(difference.booksFen)} by the books`
  }
}
