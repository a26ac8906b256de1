import { pickupScanOf } from '../../src/contract/pickup-scan.ts'
import type { Pickup } from '../../src/contract/pickups-api.ts'
import { textIn } from '../ui/formats.ts'
import { PressButton } from '../ui/press-button.tsx'
import { QrCode } from '../ui/qr-code.tsx'
import { useLanguage } from '../web/app-words.tsx'
import { EndingKeys, useEnding } from './ending.tsx'
import { usePortal, useTimes } from './portal-context.ts'
import { TroubleNote } from './trouble-note.tsx'
import { useWords } from './words.ts'

export interface OpenPickupProps {
  readonly pickup: Pickup
  /** Its digits, where this browser still has them. */
  readonly code: string | null
  readonly isBusy: boolean
  readonly onAnother: () => void
  readonly onEnded: () => void
}

/** A code that is good at the kiosks: its digits large and as a picture to hold under the scanner, and the ways to another or none. */
export function OpenPickup({ pickup, code, isBusy, onAnother, onEnded }: OpenPickupProps) {
  const t = useWords()
  const language = useLanguage()
  const { time } = useTimes()
  const { pickupId, endsAt, lastUsed } = pickup
  return (
    <>
      <div role="status" className="pickup-open">
        {code === null ? (
          <p>
            <b>{t('pickup.unseen')}</b> {t('pickup.unseenHow')}
          </p>
        ) : (
          <>
            <QrCode text={pickupScanOf(code)} label={t('pickup.picture')} />
            <p className="pickup-code number">{code.replace(/^\d{4}/, '$& ')}</p>
            <p className="small">{t('pickup.atKiosk')}</p>
          </>
        )}
        <p>{t('pickup.until', { time: time(endsAt) })}</p>
        {lastUsed && (
          <p>{t('pickup.typed', { time: time(lastUsed.at), kiosk: textIn(language, lastUsed.terminal) })}</p>
        )}
      </div>
      <EndOrAnother pickupId={pickupId} isMaking={isBusy} onAnother={onAnother} onEnded={onEnded} />
    </>
  )
}

interface EndOrAnotherProps extends Pick<OpenPickupProps, 'onAnother' | 'onEnded'> {
  readonly pickupId: Pickup['pickupId']
  readonly isMaking: boolean
}

function EndOrAnother({ pickupId, isMaking, onAnother, onEnded }: EndOrAnotherProps) {
  const t = useWords()
  const { server } = usePortal()
  const ending = useEnding(() => server.endPickup({ pickupId }), onEnded)
  return (
    <>
      {ending.isAsking && <b>{t('pickup.endSure')}</b>}
      <EndingKeys
        ending={ending}
        className="pickup-keys"
        words={{ end: t('pickup.end'), no: t('pickup.endNo'), yes: t('pickup.endYes') }}
        isHeld={isMaking}
        after={
          <PressButton look="quiet" disabled={isMaking} onPress={onAnother}>
            {t(isMaking ? 'pickup.making' : 'pickup.another')}
          </PressButton>
        }
      />
      <TroubleNote refusal={ending.refusal} />
    </>
  )
}
