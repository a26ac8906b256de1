import type { Pickup } from '../../src/contract/pickups-api.ts'
import type { Application } from '../../src/contract/portal-api.ts'
import { textIn } from '../ui/formats.ts'
import { PressButton } from '../ui/press-button.tsx'
import { useLanguage } from '../web/app-words.tsx'
import { Answered } from './answered.tsx'
import { type Act, useAct } from './asking.ts'
import { useKeptText } from './kept-text.ts'
import { KioskList } from './kiosk-list.tsx'
import { OpenPickup } from './open-pickup.tsx'
import { usePortal, useTimes } from './portal-context.ts'
import { TroubleNote } from './trouble-note.tsx'
import { usePickup } from './use-pickup.ts'
import { useWords } from './words.ts'

export interface PickupCardProps {
  readonly application: Application
  readonly onChange: () => void
  /** Where it stands at the beginning. */
  readonly first?: { readonly act?: Act; readonly code?: string; readonly showsKiosks?: boolean }
}

/** On paper, at any kiosk, by a code. */
export function PickupCard({ application: { applicationId }, onChange, first = {} }: PickupCardProps) {
  const t = useWords()
  const { server } = usePortal()
  const { asked, newest, refresh, onMade } = usePickup(applicationId, onChange)
  const { isBusy, refusal, run } = useAct(first.act)
  // The server keeps no digits; this tab does, for whoever comes back to it before the kiosk.
  const [kept, keep] = useKeptText(`pickup/${applicationId}`)
  const make = () =>
    void run(
      () => server.makePickup({ applicationId }),
      ({ pickup, code }) => {
        keep(`${pickup.pickupId} ${code}`)
        onMade(pickup)
        refresh()
        onChange()
      },
    )
  return (
    <section className="card" aria-labelledby="pickup">
      <h3 id="pickup">{t('pickup.title')}</h3>
      <p className="small">{t('pickup.how')}</p>
      <div className="card-foot pickup">
        <Answered asked={asked} what={t('pickup.loading')}>
          {() =>
            newest?.state === 'open' ? (
              <OpenPickup
                pickup={newest}
                code={first.code ?? codeOf(kept, newest)}
                isBusy={isBusy}
                onAnother={make}
                onEnded={refresh}
              />
            ) : (
              <>
                {newest && <LastPickup pickup={newest} />}
                <PressButton look="ghost" className="wide" disabled={isBusy} onPress={make}>
                  {t(isBusy ? 'pickup.making' : newest ? 'pickup.another' : 'pickup.make')}
                </PressButton>
              </>
            )
          }
        </Answered>
        <TroubleNote refusal={refusal} />
        <KioskList isOpenFirst={first.showsKiosks ?? false} />
      </div>
    </section>
  )
}

/** The digits that were kept, where they are those of this code. */
function codeOf(kept: string, { pickupId }: Pickup): string | null {
  const [id, code] = kept.split(' ')
  return id === pickupId && code !== undefined ? code : null
}

/** What became of a code that is good for nothing more. */
function LastPickup({ pickup: { state, endsAt, lastUsed } }: { readonly pickup: Pickup }) {
  const t = useWords()
  const language = useLanguage()
  const { time } = useTimes()
  if (state === 'over') return <p>{t('pickup.over', { time: time(endsAt) })}</p>
  if (state === 'ended' || lastUsed === null) return <p>{t('pickup.ended')}</p>
  return <p>{t('pickup.used', { time: time(lastUsed.at), kiosk: textIn(language, lastUsed.terminal) })}</p>
}
