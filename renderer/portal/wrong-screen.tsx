import { type SyntheticEvent, useCallback, useState } from 'react'
import { RIGHT_CHARACTERS, type Spot, WRONGS, type Wrong } from '../../src/contract/enquiries-api.ts'
import type { Application, ApplicationId } from '../../src/contract/portal-api.ts'
import { textIn } from '../ui/formats.ts'
import { PressButton } from '../ui/press-button.tsx'
import { useLanguage } from '../web/app-words.tsx'
import { AnswerMailField } from './answer-mail-field.tsx'
import { Answered } from './answered.tsx'
import { type Act, useAnswer } from './asking.ts'
import { LongField } from './long-field.tsx'
import { PagePictures } from './page-pictures.tsx'
import { PlaceLink } from './place-link.tsx'
import { usePortal } from './portal-context.ts'
import { TroubleNote } from './trouble-note.tsx'
import { useBeginEnquiry } from './use-begin-enquiry.ts'
import { useWords } from './words.ts'

export interface WrongScreenProps {
  readonly applicationId: ApplicationId
  /** Where it stands at the beginning. */
  readonly first?: WrongFirst
}
interface WrongFirst {
  readonly act?: Act
  readonly spot?: Spot
  readonly isMissing?: boolean
}

/** What is wrong in a document: the spot on its page, what kind of thing it is, and what would be right. */
export function WrongScreen({ applicationId, first = {} }: WrongScreenProps) {
  const t = useWords()
  const { server } = usePortal()
  const asked = useAnswer(useCallback(() => server.application({ applicationId }), [server, applicationId]))
  return (
    <Answered asked={asked} what={t('application.loading')} title={t('wrong.title')}>
      {application => <WrongPart application={application} first={first} />}
    </Answered>
  )
}

function WrongPart({ application, first }: { readonly application: Application; readonly first: WrongFirst }) {
  const t = useWords()
  const language = useLanguage()
  const { server } = usePortal()
  const { applicationId } = application
  const [spot, setSpot] = useState<Spot | null>(first.spot ?? null)
  const [wrong, setWrong] = useState<Wrong | null>(null)
  const [isMissing, setIsMissing] = useState(first.isMissing ?? false)
  const key = `wrong/${applicationId}`
  const { text, setText, mail, setMail, isBusy, refusal, begin } = useBeginEnquiry(key, first.act)
  const send = (event: SyntheticEvent) => {
    event.preventDefault()
    if (wrong === null || text.trim() === '') return setIsMissing(true)
    begin({ applicationId, spot, wrong }, server.correct)
  }
  return (
    <>
      <div className="screen-head">
        <h1>{t('wrong.title')}</h1>
        <p className="lead">
          {textIn(language, application.title)} · <span className="number">{application.documentNumber}</span>
        </p>
        <p>
          {t('wrong.lead')} {application.state === 'draft' && t('wrong.leadDraft')}
        </p>
      </div>
      <div className="look-and-do">
        <div>
          <p>{t('mark.how')}</p>
          <PagePictures application={application} marking={{ spot, onSpot: setSpot }} />
          <SpotSaid spot={spot} onRemove={() => setSpot(null)} />
        </div>
        <div className="do">
          <form className="card" onSubmit={send} noValidate>
            <WrongChoice wrong={wrong} isMissing={isMissing && wrong === null} onWrong={setWrong} />
            <LongField
              label={t('wrong.right')}
              how={t('wrong.rightHow', { left: RIGHT_CHARACTERS - text.length })}
              missing={isMissing && text.trim() === '' ? t('wrong.sayRight') : null}
              value={text}
              max={RIGHT_CHARACTERS}
              onValue={setText}
            />
            <AnswerMailField mail={mail} onMail={setMail} />
            <div className="card-foot">
              <TroubleNote refusal={refusal} />
              <button type="submit" className="button act wide" disabled={isBusy}>
                {t(isBusy ? 'wrong.sending' : 'wrong.send')}
              </button>
              <PlaceLink to={{ screen: 'application', applicationId }} className="button quiet">
                {t('wrong.back')}
              </PlaceLink>
            </div>
          </form>
        </div>
      </div>
    </>
  )
}

interface WrongChoiceProps {
  readonly wrong: Wrong | null
  readonly isMissing: boolean
  readonly onWrong: (wrong: Wrong) => void
}

function WrongChoice({ wrong, isMissing, onWrong }: WrongChoiceProps) {
  const t = useWords()
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend takes no part in its grid
    <div className="purpose" role="group" aria-labelledby="wrong-what">
      <h2 id="wrong-what">{t('wrong.what')}</h2>
      <div className="chips">
        {WRONGS.map(one => (
          <PressButton key={one} look="plain" className="chip" pressed={one === wrong} onPress={() => onWrong(one)}>
            {t(`wrong.${one}`)}
          </PressButton>
        ))}
      </div>
      {isMissing && (
        <p className="wrong" role="alert">
          {t('wrong.chooseWhat')}
        </p>
      )}
    </div>
  )
}

const inHundred = (share: number) => Math.round(share * 100)

/** What is marked, in words, and the way to take it away. */
function SpotSaid({ spot, onRemove }: { readonly spot: Spot | null; readonly onRemove: () => void }) {
  const t = useWords()
  const said = () => {
    if (spot === null) return t('mark.none')
    const at = { page: spot.page, x: inHundred(spot.x), y: inHundred(spot.y) }
    if (spot.width === 0 || spot.height === 0) return t('mark.point', at)
    return t('mark.box', { ...at, width: inHundred(spot.width), height: inHundred(spot.height) })
  }
  return (
    <div className="spot-said">
      <p className="small" role="status">
        {said()}
      </p>
      {spot && (
        <PressButton look="quiet" onPress={onRemove}>
          {t('mark.remove')}
        </PressButton>
      )}
    </div>
  )
}
