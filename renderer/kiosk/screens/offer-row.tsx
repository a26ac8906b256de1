import type { VisitorOffer } from '../../../src/contract/documents.ts'
import { formatYuan } from '../../ui/formats.ts'
import { PressButton } from '../../ui/press-button.tsx'
import { useKiosk, useWords } from '../kiosk-context.ts'
import { useApprovalWords } from './approval-words.ts'

export interface OfferRowProps {
  readonly offer: VisitorOffer
  readonly index: number
  readonly chosen: boolean
  /** Shows where a phone applies for what needs an approval; null where there is no such place. */
  readonly onApproval: (() => void) | null
}

/** One line of what may be chosen; one that may not says why, and leads to the phone where that helps. */
export function OfferRow({ offer, index, chosen, onApproval }: OfferRowProps) {
  const { send } = useKiosk()
  const { t, text } = useWords()
  const sayApproval = useApprovalWords()
  const { approval } = offer
  if (approval && approval.state !== 'approved' && onApproval) {
    return (
      <PressButton look="plain" className="row by-phone" onPress={onApproval}>
        <span className="row-text">
          <b>{text(offer.title)}</b>
          <span>{sayApproval(approval)}</span>
        </span>
        <span className="row-end">
          <b className="to-phone">{t(approval.state === 'needed' ? 'approval.apply' : 'approval.see')}</b>
        </span>
      </PressButton>
    )
  }
  if (offer.unavailable && !offer.opensWithPin) {
    return (
      <div className="row off">
        <span className="row-text">
          <b>{text(offer.title)}</b>
          <span>{approval ? sayApproval(approval) : text(offer.unavailable)}</span>
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
        {approval?.state === 'approved' && <span className="row-pin">{sayApproval(approval)}</span>}
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
