import type { ApplicationDetail } from '../../src/contract/portal-api.ts'
import { textIn } from '../ui/formats.ts'
import { useLanguage } from '../web/app-words.tsx'
import { ApprovalNeeded, NoticeField } from './approval-notes.tsx'
import { type Act, useAct } from './asking.ts'
import { useKeptText } from './kept-text.ts'
import { PagePictures } from './page-pictures.tsx'
import { PlaceLink } from './place-link.tsx'
import { usePortal } from './portal-context.ts'
import { PurposeField, usePurposeKind } from './purpose-field.tsx'
import { StepsLine } from './steps-line.tsx'
import { TroubleNote } from './trouble-note.tsx'
import { useWords } from './words.ts'
import { Working } from './working.tsx'

export interface DraftPartProps {
  readonly application: ApplicationDetail
  readonly onApplied: () => void
  /** Where the applying stands at the beginning. */
  readonly first?: Act
}

/** The real pages, to be checked before anything is applied for. */
export function DraftPart({ application, onApplied, first }: DraftPartProps) {
  const t = useWords()
  const language = useLanguage()
  const { server } = usePortal()
  const { applicationId } = application
  const [purpose, setPurpose] = useKeptText(`purpose/${applicationId}`)
  const [noticeTo, setNoticeTo] = useKeptText(`notice/${applicationId}`)
  const purposeKind = usePurposeKind(purpose)
  const { approval } = application
  const isAsked = approval !== null && (!approval.purposes || !purposeKind || approval.purposes.includes(purposeKind))
  const { isBusy, refusal, run } = useAct(first)
  const apply = () =>
    void run(
      () =>
        server.apply({
          ...{ applicationId, purpose: purpose.trim(), purposeKind },
          notice: { to: isAsked ? noticeTo.trim() || null : null, language },
        }),
      () => {
        setPurpose('')
        setNoticeTo('')
        onApplied()
      },
    )
  return (
    <>
      <div className="screen-head">
        <StepsLine at="check" />
        <h1>{textIn(language, application.title)}</h1>
        <p className="lead">{t('draft.lead')}</p>
        {approval && <ApprovalNeeded approval={approval} />}
      </div>
      <div className="look-and-do">
        <PagePictures application={application} />
        <div className="do">
          <PlaceLink to={{ screen: 'wrong', applicationId }} className="button ghost wide">
            {t('draft.wrong')}
          </PlaceLink>
          <form
            className="card"
            onSubmit={event => {
              event.preventDefault()
              apply()
            }}
          >
            <PurposeField purpose={purpose} onPurpose={setPurpose} />
            {isAsked && approval.canNotify && <NoticeField to={noticeTo} onTo={setNoticeTo} />}
            <div className="card-foot">
              {isBusy && <Working what={t('draft.applying')} />}
              <TroubleNote refusal={refusal} />
              <button type="submit" className="button act wide" disabled={isBusy}>
                {t(isBusy ? 'draft.applying' : isAsked ? 'approval.ask' : 'draft.next')}
              </button>
              <PlaceLink to={{ screen: 'apply' }} className="button quiet">
                {t('draft.other')}
              </PlaceLink>
            </div>
          </form>
        </div>
      </div>
    </>
  )
}
