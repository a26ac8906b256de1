import type { Money } from '../../src/contract/kiosk-view.ts'
import type { Bilingual } from '../../src/contract/texts.ts'
import { formatYuan } from '../ui/formats.ts'
import { useWords } from './kiosk-context.ts'

interface MoneyParts {
  readonly money: Money
  /** With what it was paid; null where it is not known. */
  readonly providerName: Bilingual | null
}

/** What becomes of the visitor's money, in a sentence. */
export function MoneyWords({ money, providerName }: MoneyParts) {
  const { t, text } = useWords()
  const provider = providerName && text(providerName)
  switch (money.kind) {
    case 'nothing-charged':
      return <b>{t('money.nothing-charged')}</b>
    case 'charged':
      return <b>{t('money.charged', { amount: formatYuan(money.amountFen) })}</b>
    case 'refunded': {
      // What was paid before anything came back; the view tells what is kept in the end.
      const amounts = { charged: formatYuan(money.chargedFen + money.refundFen), refund: formatYuan(money.refundFen) }
      return (
        <>
          <b>{money.chargedFen === 0 ? t('money.refundedAll', amounts) : t('money.refunded', amounts)}</b>{' '}
          <span className="spare">{provider ? t('money.refundWhen', { provider }) : t('money.refundWhenAnyhow')}</span>
        </>
      )
    }
    case 'to-be-refunded': {
      const amounts = { charged: formatYuan(money.chargedFen + money.refundFen), refund: formatYuan(money.refundFen) }
      return <b>{money.chargedFen === 0 ? t('money.toBeRefundedAll', amounts) : t('money.to-be-refunded', amounts)}</b>
    }
    case 'being-checked':
      return <b>{t('money.being-checked', { amount: formatYuan(money.amountFen), number: money.orderNumber })}</b>
  }
}
