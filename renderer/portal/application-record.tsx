import { useState } from 'react'
import type { ApplicationDetail } from '../../src/contract/portal-api.ts'
import { textIn } from '../ui/formats.ts'
import { Note } from '../ui/note.tsx'
import { PressButton } from '../ui/press-button.tsx'
import { useLanguage } from '../web/app-words.tsx'
import { Facts } from '../web/facts.tsx'
import { TONE_OF_STATE } from './application-row.tsx'
import { ApprovalWaiting, SentBack } from './approval-notes.tsx'
import { DownloadCard, type DownloadCardProps } from './download-card.tsx'
import { EnquiryList } from './enquiry-list.tsx'
import { LetterCard, type LetterCardProps } from './letter-card.tsx'
import { LetterList } from './letter-list.tsx'
import { MandateCard, type MandateCardProps } from './mandate-card.tsx'
import { PagePictures } from './page-pictures.tsx'
import { PickupCard, type PickupCardProps } from './pickup-card.tsx'
import { PlaceLink } from './place-link.tsx'
import { useTimes } from './portal-context.ts'
import { ReceiverCard, type ReceiverCardProps } from './receiver-card.tsx'
import { ShareCard, type ShareCardProps } from './share-card.tsx'
import { ShareList } from './share-list.tsx'
import { StepsLine } from './steps-line.tsx'
import { useWords } from './words.ts'

/** A link that is opened often makes a long list. */
const STEPS_FIRST = 6

export interface ApplicationRecordProps {
  readonly application: ApplicationDetail
  /** It was applied for a moment ago. */
  readonly isNew: boolean
  readonly onChange: () => void
  /** Where the ways to receive it stand at the beginning. */
  readonly first?: {
    readonly download?: Pick<DownloadCardProps, 'first' | 'userAgent'>
    readonly letter?: LetterCardProps['first']
    readonly share?: ShareCardProps['first']
    readonly pickup?: PickupCardProps['first']
    readonly mandate?: MandateCardProps['first']
    readonly receiver?: ReceiverCardProps['first']
  }
}

/** What was applied for: the ways to receive it, and everything that has happened. */
export function ApplicationRecord({ application, isNew, onChange, first = {} }: ApplicationRecordProps) {
  const t = useWords()
  const language = useLanguage()
  const { applicationId, state, shares, approval, hasFile } = application
  return (
    <>
      <div className="screen-head">
        {isNew && state === 'applied' && <StepsLine at="receive" />}
        <h1>{textIn(language, application.title)}</h1>
        {isNew && state === 'applied' && (
          <Note tone="ok">
            <b>{t('receive.applied')}</b>
          </Note>
        )}
        {state === 'waiting' && <ApprovalWaiting application={application} onChange={onChange} />}
        {state === 'sent-back' && approval && <SentBack approval={approval} />}
        {(state === 'replaced' || state === 'revoked' || state === 'expired') && (
          <Note tone={TONE_OF_STATE[state]}>
            <b>{t(`state.${state}`)}</b>
            <p>{t(`stateHow.${state}`)}</p>
          </Note>
        )}
      </div>
      {state === 'applied' ? (
        <section className="receive" aria-labelledby="receive">
          <h2 id="receive">{t('receive.title')}</h2>
          <p className="small">{t(hasFile ? 'receive.keeps' : 'receive.onPaper')}</p>
          <div className="receive-ways">
            {hasFile && (
              <>
                <DownloadCard application={application} onDone={onChange} {...first.download} />
                <LetterCard
                  application={application}
                  onSent={onChange}
                  {...(first.letter ? { first: first.letter } : {})}
                />
                <ShareCard
                  application={application}
                  onMade={onChange}
                  {...(first.share ? { first: first.share } : {})}
                />
              </>
            )}
            <PickupCard
              application={application}
              onChange={onChange}
              {...(first.pickup ? { first: first.pickup } : {})}
            />
            <MandateCard
              application={application}
              onChange={onChange}
              {...(first.mandate ? { first: first.mandate } : {})}
            />
            {hasFile && (
              <ReceiverCard
                application={application}
                onChange={onChange}
                {...(first.receiver ? { first: first.receiver } : {})}
              />
            )}
          </div>
        </section>
      ) : state === 'waiting' ? null : (
        <PlaceLink to={{ screen: 'apply' }} className="button act start">
          {t('application.anew')}
        </PlaceLink>
      )}
      <LetterList application={application} onChange={onChange} />
      {shares.length > 0 && <ShareList shares={shares} onChange={onChange} />}
      <EnquiryList title={t('enquiry.list')} applicationId={applicationId} />
      <div className="row-keys">
        <PlaceLink to={{ screen: 'wrong', applicationId }} className="button quiet">
          {t('application.wrong')}
        </PlaceLink>
        <PlaceLink to={{ screen: 'contact-about', applicationId }} className="button quiet">
          {t('application.contact')}
        </PlaceLink>
      </div>
      <div className="two-halves">
        <FactsCard application={application} />
        <StepsCard application={application} />
      </div>
      <PlaceLink to={{ screen: 'record', recordId: application.recordId }} className="note-link">
        {t('record.whole')}
      </PlaceLink>
      <PlaceLink to={{ screen: 'records' }} className="note-link">
        {t('application.toRecords')}
      </PlaceLink>
    </>
  )
}

function FactsCard({ application }: { readonly application: ApplicationDetail }) {
  const t = useWords()
  const { time } = useTimes()
  const [isOpen, setIsOpen] = useState(false)
  const { state, documentNumber, appliedAt, expiresAt, pages, purpose } = application
  return (
    <section className="card" aria-labelledby="facts">
      <h2 id="facts">{t('application.facts')}</h2>
      <Facts
        facts={[
          [
            t('application.state'),
            <span key="state" className={`state tone-${TONE_OF_STATE[state]}`}>
              {t(`state.${state}`)}
            </span>,
          ],
          [t('application.number'), documentNumber],
          appliedAt === null ? null : [t('application.applied'), time(appliedAt)],
          [t('application.expires'), expiresAt === null ? t('application.noEnd') : time(expiresAt)],
          [t('application.pages'), pages],
          purpose === '' ? null : [t('application.purpose'), purpose],
        ]}
      />
      {state !== 'sent-back' && state !== 'withdrawn' && (
        <PressButton look="quiet" className="start" expanded={isOpen} onPress={() => setIsOpen(!isOpen)}>
          {t(isOpen ? 'pages.hide' : 'pages.show')}
        </PressButton>
      )}
      {isOpen && <PagePictures application={application} />}
    </section>
  )
}

function StepsCard({ application }: { readonly application: ApplicationDetail }) {
  const t = useWords()
  const language = useLanguage()
  const { time } = useTimes()
  const [isWhole, setIsWhole] = useState(false)
  const newestFirst = application.steps.map((step, place) => ({ ...step, place })).reverse()
  const shown = isWhole ? newestFirst : newestFirst.slice(0, STEPS_FIRST)
  const rest = newestFirst.length - shown.length
  return (
    <section className="card" aria-labelledby="steps">
      <h2 id="steps">{t('application.steps')}</h2>
      <ol className="history">
        {shown.map(({ place, at, what, said }) => (
          <li key={place} data-what={what}>
            <span className="small number">{time(at)}</span>
            {textIn(language, said)}
          </li>
        ))}
      </ol>
      {rest > 0 && (
        <PressButton look="quiet" className="start" onPress={() => setIsWhole(true)}>
          {t('application.earlier', { count: rest })}
        </PressButton>
      )}
    </section>
  )
}
