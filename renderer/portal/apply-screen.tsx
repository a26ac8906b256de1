import { useCallback, useState } from 'react'
import type { PortalOffer } from '../../src/contract/portal-api.ts'
import { textIn } from '../ui/formats.ts'
import { Icon } from '../ui/icons.tsx'
import { Note } from '../ui/note.tsx'
import { PressButton } from '../ui/press-button.tsx'
import { useLanguage } from '../web/app-words.tsx'
import { Answered } from './answered.tsx'
import { ApplicationRow } from './application-row.tsx'
import { type Act, useAct, useAnswer } from './asking.ts'
import { groupOffers } from './offer-groups.ts'
import { PlaceLink } from './place-link.tsx'
import { usePortal, useTimes } from './portal-context.ts'
import { StepsLine } from './steps-line.tsx'
import { TroubleNote } from './trouble-note.tsx'
import { useWords } from './words.ts'
import { Working } from './working.tsx'

const nameOf = ({ kind, edition }: Pick<PortalOffer, 'kind' | 'edition'>) => `${kind}/${edition}`
const LATEST = 3

export interface ApplyScreenProps {
  /** Where the making of a document stands at the beginning. */
  readonly first?: { readonly wanted: string; readonly act: Act }
}

/** What the person may apply for, and what was applied for last. */
export function ApplyScreen({ first }: ApplyScreenProps) {
  const t = useWords()
  const { server } = usePortal()
  const asked = useAnswer(useCallback(() => server.offers({}), [server]))
  return (
    <div className="two-columns">
      <section className="offers" aria-labelledby="apply-title">
        <StepsLine at="choose" />
        <h1 id="apply-title">{t('apply.title')}</h1>
        <p className="lead">{t('apply.lead')}</p>
        <Answered asked={asked} what={t('apply.loading')}>
          {({ offers }) => <Offers offers={offers} {...(first ? { first } : {})} />}
        </Answered>
      </section>
      <Latest />
    </div>
  )
}

function Offers({ offers, first }: ApplyScreenProps & { readonly offers: readonly PortalOffer[] }) {
  const t = useWords()
  const language = useLanguage()
  const { server, goTo } = usePortal()
  const { isBusy, refusal, run } = useAct(first?.act)
  const [wanted, setWanted] = useState(first?.wanted ?? null)
  const { toBeHad, notNow } = groupOffers(offers)
  const make = (offer: PortalOffer) => {
    const waiting = offer.approval?.waiting
    if (waiting) return goTo({ screen: 'application', applicationId: waiting.applicationId })
    setWanted(nameOf(offer))
    const { kind, edition } = offer
    void run(
      () => server.draft({ kind, edition }),
      ({ applicationId }) => goTo({ screen: 'application', applicationId }),
    )
  }
  return (
    <>
      {toBeHad.length === 0 && (
        <Note tone="info">
          <b>{t('apply.nothing')}</b>
          <p>{t('apply.nothingHow')}</p>
        </Note>
      )}
      {toBeHad.map(({ kind, offers: editions }) => (
        <ul key={kind} className="rows">
          {editions.map(offer => (
            <li key={offer.edition}>
              <OfferRow offer={offer} disabled={isBusy} onPress={() => make(offer)} />
              {wanted === nameOf(offer) && (
                <>
                  {isBusy && <Working what={t('apply.making')} />}
                  <TroubleNote refusal={refusal} onAgain={() => make(offer)} />
                </>
              )}
            </li>
          ))}
        </ul>
      ))}
      {notNow.length > 0 && (
        <section className="not-now" aria-labelledby="not-now">
          <h2 id="not-now">{t('apply.notNow')}</h2>
          <ul className="rows">
            {notNow.map(offer => (
              <li key={nameOf(offer)} className="row off">
                <span className="row-text">
                  <b>{textIn(language, offer.title)}</b>
                  <span className="small">{offer.unavailable && textIn(language, offer.unavailable)}</span>
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

function OfferRow(props: { readonly offer: PortalOffer; readonly disabled: boolean; readonly onPress: () => void }) {
  const t = useWords()
  const language = useLanguage()
  const { time } = useTimes()
  const { title, detail, validityDays, freeCopiesLeft, approval } = props.offer
  const facts = [
    validityDays === null ? t('apply.validAlways') : t('apply.validDays', { days: validityDays }),
    ...(freeCopiesLeft > 0 ? [t('apply.freePaper', { count: freeCopiesLeft })] : []),
  ]
  return (
    <PressButton look="plain" className="row" disabled={props.disabled} onPress={props.onPress}>
      <span className="row-text">
        <b>{textIn(language, title)}</b>
        <span>{textIn(language, detail)}</span>
        <span className="small">{facts.join(' · ')}</span>
        {approval && (
          <span className="small approval-line">
            {approval.waiting
              ? t('approval.waiting', { office: textIn(language, approval.office), time: time(approval.waiting.since) })
              : t('approval.needs', { office: textIn(language, approval.office) })}
          </span>
        )}
      </span>
      <span className="row-act">
        <span className="row-word">{t(approval?.waiting ? 'approval.see' : 'apply.view')}</span>
        <Icon name="forward" />
      </span>
    </PressButton>
  )
}

/** The last few applications, for whoever comes back for one; nothing where there is none. */
function Latest() {
  const t = useWords()
  const { server } = usePortal()
  const { answer } = useAnswer(useCallback(() => server.applications({}), [server]))
  if (answer.step !== 'here' || answer.value.applications.length === 0) return null
  return (
    <section className="latest" aria-labelledby="latest">
      <h2 id="latest">{t('apply.latest')}</h2>
      <ul className="rows">
        {answer.value.applications.slice(0, LATEST).map(application => (
          <li key={application.applicationId}>
            <ApplicationRow application={application} isShort />
          </li>
        ))}
      </ul>
      <PlaceLink to={{ screen: 'records' }}>{t('apply.all')}</PlaceLink>
    </section>
  )
}
