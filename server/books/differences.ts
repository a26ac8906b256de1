import { sentence } from '../cases/cases.ts'
import type { EntryCause } from './accounts.ts'
import type { MoneyFigures } from './figures.ts'

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

const FIGURE_WORDS: Readonly<Record<keyof MoneyFigures, string>> = {
  paidFen: 'paid',
  chargedFen: 'charged',
  undecidedFen: 'not decided yet',
  refundFen: 'to be paid back',
  refundedFen: 'paid back',
  lostFen: 'lost',
}

/** A difference as a sentence of cases, for whoever has to find out. */
export function saidOf(difference: Difference): string {
  switch (difference.kind) {
    case 'order-differs': {
      const { orderNumber, figures } = difference
      const parts = figures.map(({ name, orderFen: rowsFen, booksFen }) =>
        sentence('figure-differs', { figure: FIGURE_WORDS[name], rowsFen, booksFen }),
      )
      return sentence('order-differs', { orderNumber, parts: parts.join('; ') })
    }
    case 'unclaimed-differs': {
      const parts = difference.figures.map(({ name, rowsFen, booksFen }) =>
        sentence('figure-differs', { figure: FIGURE_WORDS[name], rowsFen, booksFen }),
      )
      return sentence('unclaimed-differs', { number: difference.outTradeNo, parts: parts.join('; ') })
    }
    case 'refund-rows-differ': {
      const { orderNumber, orderFen, refundRowsFen: rowsFen } = difference
      return sentence('refund-rows-differ', { orderNumber, orderFen, rowsFen })
    }
    case 'charge-differs-from-paper': {
      const { orderNumber, copiesDelivered: copies, paperFen, booksFen } = difference
      return sentence('charge-differs-from-paper', { orderNumber, copies, paperFen, booksFen })
    }
    case 'refund-beyond-paid':
      return sentence('refund-beyond-paid', difference)
    case 'entry-altered':
      return sentence('entry-altered', difference)
    case 'entry-without-order':
      return sentence('entry-without-order', difference)
    case 'file-damaged':
    case 'file-missing':
    case 'file-unreadable':
      return sentence(difference.kind, difference)
    case 'provider-balance-differs':
      return sentence('provider-balance-differs', difference)
  }
}
