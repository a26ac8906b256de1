import { useEffect } from 'react'
import type { ApplicationDetail, Delivery } from '../../src/contract/portal-api.ts'
import { textIn } from '../ui/formats.ts'
import { Icon } from '../ui/icons.tsx'
import type { Tone } from '../ui/note.tsx'
import { PressButton } from '../ui/press-button.tsx'
import { useLanguage } from '../web/app-words.tsx'
import { useAct } from './asking.ts'
import { usePortal, useTimes } from './portal-context.ts'
import { TroubleNote } from './trouble-note.tsx'
import { useWords } from './words.ts'

export const LETTER_TONES: Readonly<Record<Delivery['state'], Tone>> = {
  waiting: 'info',
  sent: 'ok',
  delayed: 'wait',
  bounced: 'stop',
  'given-up': 'stop',
  stopped: 'stop',
}

const LOOK_AGAIN_MS = 5_000

export interface LetterListProps {
  readonly application: ApplicationDetail
  readonly onChange: () => void
}

/** The letters that were sent, how far each has come, and the way to send it once more. Looks again while one is on its way. */
export function LetterList({ application: { deliveries, state: standing }, onChange }: LetterListProps) {
  const t = useWords()
  const isOnItsWay = deliveries.some(({ state }) => state === 'waiting')
  useEffect(() => {
    if (!isOnItsWay) return
    const timer = setInterval(onChange, LOOK_AGAIN_MS)
    return () => clearInterval(timer)
  }, [isOnItsWay, onChange])
  if (deliveries.length === 0) return null
  return (
    <section className="narrow-list" aria-labelledby="letters">
      <h2 id="letters">{t('letter.list')}</h2>
      <ul className="rows">
        {deliveries.map(delivery => (
          <li key={delivery.deliveryId}>
            <LetterRow delivery={delivery} isInForce={standing === 'applied'} onChange={onChange} />
          </li>
        ))}
      </ul>
    </section>
  )
}

interface LetterRowProps {
  readonly delivery: Delivery
  /** What is no longer in force is not sent once more. */
  readonly isInForce: boolean
  readonly onChange: () => void
}

function LetterRow({ delivery, isInForce, onChange }: LetterRowProps) {
  const t = useWords()
  const language = useLanguage()
  const { time } = useTimes()
  const { server } = usePortal()
  const { isBusy, refusal, run } = useAct()
  const { deliveryId, toMasked, state, said, at, maySendAgain } = delivery
  return (
    <div className={`row still tone-${LETTER_TONES[state]}`}>
      <Icon name={LETTER_TONES[state]} />
      <span className="row-text">
        <b>{toMasked}</b>
        <span className="state">{t(`letter.state.${state}`)}</span>
        <span>{textIn(language, said)}</span>
        <span className="small">{time(at)}</span>
        <TroubleNote refusal={refusal} />
      </span>
      {maySendAgain && isInForce && (
        <PressButton
          look="quiet"
          disabled={isBusy}
          onPress={() => void run(() => server.sendAgain({ deliveryId }), onChange)}
        >
          {t(isBusy ? 'letter.sending' : 'letter.again')}
        </PressButton>
      )}
    </div>
  )
}
