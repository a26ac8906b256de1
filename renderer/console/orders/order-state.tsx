import type { OrderListRow } from '../../../src/contract/order-desk-api.ts'
import { StateTag, type Tone } from '../parts/values.tsx'
import { useOrdersWords } from './words.ts'

const TONES: Readonly<Record<OrderListRow['state'], Tone>> = {
  ...{ opening: 'info', 'awaiting-payment': 'info', closing: 'info', ready: 'wait', closed: 'plain', ended: 'ok' },
}

/** How far an order has come. */
export function OrderState({ row }: { readonly row: Pick<OrderListRow, 'state' | 'isReprint' | 'heldFen'> }) {
  const t = useOrdersWords()
  return (
    <>
      <StateTag tone={row.heldFen > 0 ? 'wait' : TONES[row.state]}>{t(`states.${row.state}`)}</StateTag>
      {row.heldFen > 0 && <StateTag tone="wait">{t('held')}</StateTag>}
      {row.isReprint && <StateTag tone="plain">{t('reprint')}</StateTag>}
    </>
  )
}
