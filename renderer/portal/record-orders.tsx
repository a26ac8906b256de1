import type { RecordOrder } from '../../src/contract/history-api.ts'
import { formatYuan, textIn } from '../ui/formats.ts'
import { useLanguage } from '../web/app-words.tsx'
import { Facts } from '../web/facts.tsx'
import { useTimes } from './portal-context.ts'
import { useWords } from './words.ts'

/** Copies on paper: where, how many came out by the printer's own count, and what became of the money and of free copies. */
export function RecordOrders({ orders }: { readonly orders: readonly RecordOrder[] }) {
  const t = useWords()
  return (
    <section>
      <h2>{t('record.paper')}</h2>
      {orders.map(order => (
        <OrderCard key={order.orderNumber} order={order} />
      ))}
    </section>
  )
}

function OrderCard({ order }: { readonly order: RecordOrder }) {
  const t = useWords()
  const language = useLanguage()
  const { time } = useTimes()
  const { orderNumber, place, at, copies, state, copiesDelivered, copiesUnclear, sheetsDelivered, isReprint } = order
  const { amountFen, paidFen, heldFen, paidBy, paymentNumber, transactionNumber, refunds, quota } = order
  const period = quota.period === null ? '' : ` · ${t('record.period', { period: quota.period })}`
  return (
    <div className="card">
      <h3>
        {textIn(language, place)} {isReprint && <span className="state tone-info">{t('record.reprint')}</span>}
      </h3>
      <Facts
        facts={[
          [t('record.order'), orderNumber],
          [t('record.at'), time(at)],
          [t('record.orderState'), t(`record.orderStates.${state}`)],
          [t('record.copies'), t('record.copiesOf', { delivered: copiesDelivered, copies })],
          copiesUnclear > 0 ? [t('record.unclear'), copiesUnclear] : null,
          sheetsDelivered === null ? null : [t('record.sheets'), sheetsDelivered],
          quota.used > 0
            ? [t('record.free'), t('record.freeUsed', { used: quota.used, back: quota.givenBack }) + period]
            : null,
          amountFen > 0 ? [t('record.price'), formatYuan(amountFen)] : null,
          paidFen > 0
            ? [t('record.paid'), `${formatYuan(paidFen)}${paidBy === null ? '' : ` · ${textIn(language, paidBy)}`}`]
            : null,
          paidFen > 0 && paymentNumber !== null ? [t('record.paymentNumber'), paymentNumber] : null,
          transactionNumber === null ? null : [t('record.transactionNumber'), transactionNumber],
          heldFen > 0 ? [t('record.held'), formatYuan(heldFen)] : null,
        ]}
      />
      {refunds.map(({ number, refundFen, state: how, at: since, paidAt }) => (
        <p key={number}>
          <b>{t('record.refund', { amount: formatYuan(refundFen) })}</b> {t(`record.refundStates.${how}`)} ·{' '}
          {time(paidAt ?? since)} <span className="small number">{number}</span>
        </p>
      ))}
    </div>
  )
}
