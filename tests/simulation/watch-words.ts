import type { ScreenContent } from '../../src/contract/kiosk-view.ts'
import { billOf, numberOfCode } from './bill.ts'
import type { SimulatedGateway } from './gateway.ts'
import type { Journal } from './journal.ts'
import type { Kiosk } from './kiosk.ts'
import type { SimulatedStore } from './store.ts'

export interface WordsParts {
  readonly journal: Journal
  readonly gateway: Pick<SimulatedGateway, 'journal'>
  readonly store: SimulatedStore
}

/**
 * Reads what every screen says of money: none is called given back before the server has said so, and nothing is called free of charge
 * that was paid.
 */
export function watchWords({ name, station }: Kiosk, { journal, gateway, store }: WordsParts): void {
  let outTradeNo: string | null = null
  let read = ''

  const readMoney = (content: ScreenContent) => {
    if (content.screen === 'paying') outTradeNo = numberOfCode(gateway, content.codeUrl)
    // Whoever chooses anew reads of what is asked for then.
    if (content.screen === 'attract' || content.screen === 'choosing') outTradeNo = null
    if (!('money' in content)) return
    const { money } = content
    if (money.kind === 'nothing-charged' && outTradeNo !== null) {
      const billed = billOf(gateway).get(outTradeNo)
      const keptFen = billed ? billed.paidFen - billed.refundedFen - billed.refundingFen : 0
      const what = `${name} says that nothing was charged, and ${keptFen} fen are paid under ${outTradeNo}`
      if (keptFen > 0) journal.breaks({ invariant: 'words on the screen', subject: outTradeNo, what })
    }
    if (money.kind === 'refunded' && content.screen === 'finished')
      void isAcknowledged(content.orderNumber, money.refundFen)
  }

  const isAcknowledged = async (orderNumber: string, refundFen: number) => {
    const row = await store.db
      .selectFrom('print_order')
      .select(['state', 'refund_fen'])
      .where('order_number', '=', orderNumber)
      .executeTakeFirst()
    if (!row || ((row.state === 'ended' || row.state === 'closed') && row.refund_fen >= refundFen)) return
    const what = `${name} says that ${refundFen} fen of order ${orderNumber} are refunded, and the server knows of ${row.refund_fen}`
    journal.breaks({ invariant: 'words on the screen', subject: orderNumber, what })
  }

  station.onView(view => {
    if (!view) return
    const now = JSON.stringify(view.content)
    if (now === read) return
    read = now
    readMoney(view.content)
  })
}
