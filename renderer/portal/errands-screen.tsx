import { useCallback } from 'react'
import type { Errand } from '../../src/contract/mandates-api.ts'
import { textIn } from '../ui/formats.ts'
import { Note } from '../ui/note.tsx'
import { PressButton } from '../ui/press-button.tsx'
import { useLanguage } from '../web/app-words.tsx'
import { Answered } from './answered.tsx'
import { useAct, useAnswer } from './asking.ts'
import { useKeptText } from './kept-text.ts'
import { KioskList } from './kiosk-list.tsx'
import { MANDATE_TONES } from './mandate-list.tsx'
import { OpenPickup } from './open-pickup.tsx'
import { usePortal, useTimes } from './portal-context.ts'
import { TroubleNote } from './trouble-note.tsx'
import { useWords } from './words.ts'

/** What others have named the person to collect. */
export function ErrandsScreen() {
  const t = useWords()
  const { server } = usePortal()
  const asked = useAnswer(useCallback(() => server.errands({}), [server]))
  return (
    <section className="narrow">
      <h1>{t('errands.title')}</h1>
      <p className="lead">{t('errands.lead')}</p>
      <Answered asked={asked} what={t('errands.loading')}>
        {({ errands }) =>
          errands.length === 0 ? (
            <Note tone="info">
              <b>{t('errands.none')}</b>
            </Note>
          ) : (
            <>
              {errands.map(errand => (
                <ErrandCard key={errand.mandateId} errand={errand} onChange={asked.refresh} />
              ))}
              <KioskList />
            </>
          )
        }
      </Answered>
    </section>
  )
}

function ErrandCard({ errand, onChange }: { readonly errand: Errand; readonly onChange: () => void }) {
  const t = useWords()
  const language = useLanguage()
  const { time } = useTimes()
  const { server } = usePortal()
  const { isBusy, refusal, run } = useAct()
  const { mandateId, ownerMasked, title, state, endsAt, collected, pickup } = errand
  // The server keeps no digits; this tab does.
  const [kept, keep] = useKeptText(`errand/${mandateId}`)
  const [keptId, code] = kept.split(' ')
  const make = () =>
    void run(
      () => server.makeErrandPickup({ mandateId }),
      made => {
        keep(`${made.pickup.pickupId} ${made.code}`)
        onChange()
      },
    )
  return (
    <article className={`card pickup tone-${MANDATE_TONES[state]}`} aria-labelledby={mandateId}>
      <h2 id={mandateId}>{textIn(language, title)}</h2>
      <p>{t('errands.owner', { name: textIn(language, ownerMasked) })}</p>
      <span className="state">{t(`mandate.state.${state}`)}</span>
      <p className="small">
        {collected
          ? t('mandate.collected', { time: time(collected.at), kiosk: textIn(language, collected.terminal) })
          : t('share.until', { time: time(endsAt) })}
      </p>
      {state === 'open' &&
        (pickup?.state === 'open' ? (
          <OpenPickup
            pickup={pickup}
            code={keptId === pickup.pickupId && code !== undefined ? code : null}
            isBusy={isBusy}
            onAnother={make}
            onEnded={onChange}
          />
        ) : (
          <PressButton look="act" className="wide" disabled={isBusy} onPress={make}>
            {t(isBusy ? 'pickup.making' : 'pickup.make')}
          </PressButton>
        ))}
      <TroubleNote refusal={refusal} />
    </article>
  )
}
