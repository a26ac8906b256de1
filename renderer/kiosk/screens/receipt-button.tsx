import { Icon } from '../../ui/icons.tsx'
import { PressButton } from '../../ui/press-button.tsx'
import { type ContentOf, useKiosk, useWords } from '../kiosk-context.ts'

/** Offers a receipt, and says how it went. */
export function ReceiptButton({ receipt }: { readonly receipt: ContentOf<'finished'>['receipt'] }) {
  const { send } = useKiosk()
  const { t } = useWords()
  const print = () => send({ kind: 'print-receipt' })
  switch (receipt) {
    case 'none':
      return null
    case 'offered':
      return (
        <PressButton look="ghost" onPress={print}>
          {t('finished.receipt')}
        </PressButton>
      )
    case 'failed':
      return (
        <PressButton look="ghost" onPress={print}>
          {t('finished.receiptAgain')}
        </PressButton>
      )
    case 'printing':
      return (
        <p className="nav-word" role="status">
          {t('finished.receiptPrinting')}
        </p>
      )
    case 'printed':
      return (
        <p className="nav-word tone-ok" role="status">
          <Icon name="ok" />
          {t('finished.receiptPrinted')}
        </p>
      )
  }
}
