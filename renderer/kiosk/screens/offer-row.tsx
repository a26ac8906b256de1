import type { VisitorOffer } from '../../../src/contract/documents.ts'
import { formatYuan } from '../../ui/formats.ts'
import { PressButton } from '../../ui/press-button.tsx'
import { useKiosk, useWords } from '../kiosk-context.ts'

/** One line of what may be chosen; one that may not says why. */
export function OfferRow(props: { readonly offer: VisitorOffer; readonly index: number; readonly chosen: boolean }) {
  const { offer, index, chosen } = props
  const { send } = useKiosk()
  const { t, text } = useWords()
  if (offer.unavailable && !offer.opensWithPin) {
    return (
      <div className="row off">
        <span className="row-text">
          <b>{text(offer.title)}</b>
          <span>{text(offer.unavailable)}</span>
        </span>
        <span className="row-end">{t('choosing.unavailable')}</span>
      </div>
    )
  }
  return (
    <PressButton look="plain" className="row" pressed={chosen} onPress={() => send({ kind: 'select-offer', index })}>
      <span className="row-mark" aria-hidden="true" />
      <span className="row-text">
        <b>{text(offer.title)}</b>
        <span>{text(offer.detail)}</span>
        {offer.opensWithPin && <span className="row-pin">{t('choosing.withPin')}</span>}
      </span>
      <span className="row-end">
        {offer.unitPriceFen === 0 || offer.freeCopiesLeft > 0 ? (
          <b className="free">{t('choosing.free')}</b>
        ) : (
          <b>{formatYuan(offer.unitPriceFen)}</b>
        )}
        {offer.unitPriceFen > 0 && (
          <span>
            {offer.freeCopiesLeft > 0
              ? t('choosing.thenPerCopy', { price: formatYuan(offer.unitPriceFen) })
              : t('choosing.perCopy')}
          </span>
        )}
      </span>
    </PressButton>
  )
}
