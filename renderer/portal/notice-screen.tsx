import { useCallback, useEffect } from 'react'
import type { OwnNotice } from '../../src/contract/notice-api.ts'
import { textIn } from '../ui/formats.ts'
import { PressButton } from '../ui/press-button.tsx'
import { useLanguage } from '../web/app-words.tsx'
import { Answered } from './answered.tsx'
import { type Act, useAct, useAnswer } from './asking.ts'
import { ConsentList, type ConsentListFirst } from './consent-list.tsx'
import { LogOutButton } from './log-out-button.tsx'
import { PlaceLink } from './place-link.tsx'
import { usePortal } from './portal-context.ts'
import { TroubleNote } from './trouble-note.tsx'
import { useWords } from './words.ts'

export interface NoticeScreenProps {
  /** Stands before what the person wants, and is told when it was agreed to. */
  readonly onAgreed?: (() => void) | undefined
  readonly first?: ({ readonly agree?: Act } & ConsentListFirst) | undefined
}

/** What is done with the person's data: to be agreed to before anything is made, and to be read and withdrawn at any time. */
export function NoticeScreen({ onAgreed, first }: NoticeScreenProps) {
  const t = useWords()
  const { server } = usePortal()
  const asked = useAnswer(useCallback(() => server.ownNotice({}), [server]))
  // Agreed to at a kiosk meanwhile, or in another window: there is nothing to stand before.
  const isAgreed = asked.answer.step === 'here' && !asked.answer.value.isOwed
  useEffect(() => {
    if (isAgreed) onAgreed?.()
  }, [isAgreed, onAgreed])
  return (
    <section className="narrow">
      <h1>{t('notice.title')}</h1>
      <Answered asked={asked} what={t('notice.loading')}>
        {own => (
          <>
            <NoticeText own={own} />
            {own.isOwed && <Agree own={own} {...{ onAgreed, first }} onChange={asked.refresh} />}
            {!onAgreed && <ConsentList own={own} first={first} onChange={asked.refresh} />}
          </>
        )}
      </Answered>
    </section>
  )
}

function NoticeText({ own: { notice, isOwed } }: { readonly own: OwnNotice }) {
  const t = useWords()
  const language = useLanguage()
  const { house } = usePortal()
  if (notice === null) return <p className="lead">{t('notice.none')}</p>
  return (
    <>
      <p className="lead">{t(isOwed ? 'notice.lead' : 'notice.leadSeen')}</p>
      <dl className="card notice-points">
        {notice.points.map(({ head, text }) => (
          <div key={head.zh}>
            <dt>{textIn(language, head)}</dt>
            <dd>{textIn(language, text)}</dd>
          </div>
        ))}
      </dl>
      <p className="small">
        {t('notice.version', { version: notice.version })}
        {house?.helpPhone && <> · {t('notice.whom', { phone: house.helpPhone })}</>}
      </p>
    </>
  )
}

interface AgreeProps extends NoticeScreenProps {
  readonly own: OwnNotice
  readonly onChange: () => void
}

function Agree({ own: { notice }, onAgreed, onChange, first }: AgreeProps) {
  const t = useWords()
  const language = useLanguage()
  const { server } = usePortal()
  const { isBusy, refusal, run } = useAct(first?.agree)
  if (notice === null) return null
  const agree = () =>
    void run(
      () => server.agree({ digest: notice.digest, language }),
      () => (onAgreed ? onAgreed() : onChange()),
    )
  return (
    <div className="card">
      {/* Another text holds by now: it is asked for. */}
      <TroubleNote refusal={refusal} {...(refusal?.fault.code === 'notice-changed' && { onAgain: onChange })} />
      <PressButton look="act" className="wide" disabled={isBusy} onPress={agree}>
        {t(isBusy ? 'notice.agreeing' : 'notice.agree')}
      </PressButton>
      <p className="small">
        {t('notice.noHow')} <PlaceLink to={{ screen: 'my-data' }}>{t('you.myData')}</PlaceLink>
      </p>
      {onAgreed && <LogOutButton />}
    </div>
  )
}
