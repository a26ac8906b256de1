import { useState } from 'react'
import type { OwnConsent, OwnNotice } from '../../src/contract/notice-api.ts'
import { textIn } from '../ui/formats.ts'
import { PressButton } from '../ui/press-button.tsx'
import { useLanguage } from '../web/app-words.tsx'
import { useAct } from './asking.ts'
import { PlaceLink } from './place-link.tsx'
import { usePortal, useTimes } from './portal-context.ts'
import { SureKeys } from './sure-keys.tsx'
import { TroubleNote } from './trouble-note.tsx'
import { useWords } from './words.ts'

export interface ConsentListFirst {
  readonly isSure?: boolean
}

interface ConsentListProps {
  readonly own: OwnNotice
  readonly first?: ConsentListFirst | undefined
  readonly onChange: () => void
}

/** To what the person has agreed, and the way to withdraw it: what that means is said before. */
export function ConsentList({ own: { notice, consents }, first, onChange }: ConsentListProps) {
  const t = useWords()
  return (
    <>
      <h2>{t('notice.mine')}</h2>
      {consents.length === 0 && <p>{t('notice.never')}</p>}
      <ul className="rows">
        {consents.map(consent => (
          <li key={`${consent.digest} ${consent.agreedAt}`}>
            <ConsentRow consent={consent} isInForce={consent.digest === notice?.digest} />
          </li>
        ))}
      </ul>
      {consents.some(({ withdrawnAt }) => withdrawnAt === null) && <Withdraw first={first} onChange={onChange} />}
    </>
  )
}

function ConsentRow({ consent, isInForce }: { readonly consent: OwnConsent; readonly isInForce: boolean }) {
  const t = useWords()
  const language = useLanguage()
  const { time } = useTimes()
  const { version, agreedAt, place, withdrawnAt, withdrawnReason } = consent
  return (
    <div className="row still">
      <span className="row-text">
        <b>
          {t('notice.version', { version })}{' '}
          {isInForce && withdrawnAt === null && <span className="state tone-ok">{t('notice.inForce')}</span>}
        </b>
        <span className="small">
          {t('notice.at', { time: time(agreedAt), place: place ? textIn(language, place) : t('notice.web') })}
        </span>
        {withdrawnAt && (
          <span className="small">
            {withdrawnReason === null
              ? t('notice.withdrawn', { time: time(withdrawnAt) })
              : t('notice.withdrawnForYou', { time: time(withdrawnAt), reason: withdrawnReason })}
          </span>
        )}
      </span>
    </div>
  )
}

function Withdraw({ first, onChange }: Pick<ConsentListProps, 'first' | 'onChange'>) {
  const t = useWords()
  const { server } = usePortal()
  const [isSure, setIsSure] = useState(first?.isSure ?? false)
  const { isBusy, refusal, run } = useAct()
  const withdraw = () =>
    void run(
      () => server.withdrawConsent({}),
      () => {
        setIsSure(false)
        onChange()
      },
    )
  return (
    <div className="card">
      <p>{t('notice.withdrawMeans')}</p>
      <p>
        <PlaceLink to={{ screen: 'erasure' }}>{t('notice.erase')}</PlaceLink>
      </p>
      <TroubleNote refusal={refusal} />
      {isSure ? (
        <>
          <p>
            <b>{t('notice.withdrawSure')}</b>
          </p>
          <SureKeys
            {...{ isBusy, no: t('notice.withdrawNo'), yes: t('notice.withdrawYes') }}
            onNo={() => setIsSure(false)}
            onYes={withdraw}
          />
        </>
      ) : (
        <PressButton look="quiet" className="start" onPress={() => setIsSure(true)}>
          {t('notice.withdraw')}
        </PressButton>
      )}
    </div>
  )
}
