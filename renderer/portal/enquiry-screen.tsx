import { useCallback, useEffect } from 'react'
import type { EnquiryDetail, EnquiryId, EnquiryMessage } from '../../src/contract/enquiries-api.ts'
import { textIn } from '../ui/formats.ts'
import { Note } from '../ui/note.tsx'
import { PressButton } from '../ui/press-button.tsx'
import { useLanguage } from '../web/app-words.tsx'
import { Facts } from '../web/facts.tsx'
import { Answered } from './answered.tsx'
import { useAct, useAnswer } from './asking.ts'
import { BackForm, type BackFormProps } from './back-form.tsx'
import { TONE_OF_ENQUIRY } from './enquiry-row.tsx'
import { PlaceLink } from './place-link.tsx'
import { usePortal, useTimes } from './portal-context.ts'
import { TroubleNote } from './trouble-note.tsx'
import { useWords } from './words.ts'

export interface EnquiryScreenProps {
  readonly enquiryId: EnquiryId
  /** Where the writing back stands at the beginning. */
  readonly first?: BackFormProps['first']
}

/** A correction or a question: how far it is, and everything that was said. */
export function EnquiryScreen({ enquiryId, first = {} }: EnquiryScreenProps) {
  const t = useWords()
  const { server } = usePortal()
  const asked = useAnswer(useCallback(() => server.enquiry({ enquiryId }), [server, enquiryId]))
  return (
    <section className="narrow">
      <Answered asked={asked} what={t('enquiry.loading')} title={t('contact.title')}>
        {enquiry => <Conversation enquiry={enquiry} first={first} onChange={asked.refresh} />}
      </Answered>
    </section>
  )
}

interface ConversationProps {
  readonly enquiry: EnquiryDetail
  readonly first: NonNullable<EnquiryScreenProps['first']>
  readonly onChange: () => void
}

function Conversation({ enquiry, first, onChange }: ConversationProps) {
  const t = useWords()
  const { server, onRead } = usePortal()
  const { enquiryId, number, kind, version, unread, messages, mayWrite } = enquiry
  // biome-ignore lint/correctness/useExhaustiveDependencies: who is told of it is no reason to read it again
  useEffect(() => {
    if (unread > 0) void server.markRead({ enquiryId, version }).then(onRead)
  }, [server, enquiryId, version, unread])
  return (
    <>
      <h1>{t(kind === 'correction' ? 'enquiry.titleCorrection' : 'enquiry.titleQuestion', { number })}</h1>
      <Standing enquiry={enquiry} />
      <h2>{t('enquiry.said')}</h2>
      <ol className="talk">
        {messages
          .map((message, place) => ({ message, place }))
          .map(({ message, place }) => (
            <Said key={place} message={message} />
          ))}
      </ol>
      {mayWrite ? (
        <BackForm enquiry={enquiry} first={first} onDone={onChange} />
      ) : (
        <p className="small">{t('enquiry.overHow')}</p>
      )}
      <FactsCard enquiry={enquiry} />
      <PlaceLink to={{ screen: 'contact' }}>{t('enquiry.toContact')}</PlaceLink>
    </>
  )
}

/** How far it is; and where something was put right, the way to the document. */
function Standing({ enquiry: { state, outcome, document } }: { readonly enquiry: EnquiryDetail }) {
  const t = useWords()
  const { server, goTo } = usePortal()
  const { isBusy, refusal, run } = useAct()
  const make = () => {
    if (!document) return
    const { kind, edition } = document
    void run(
      () => server.draft({ kind, edition }),
      ({ applicationId }) => goTo({ screen: 'application', applicationId }),
    )
  }
  return (
    <>
      <Note tone={TONE_OF_ENQUIRY[state]}>
        <b>{t(`enquiry.${state}`)}</b>
        {state === 'open' && <p>{t('enquiry.openHow')}</p>}
        {state === 'asked' && <p>{t('enquiry.askedHow')}</p>}
        {outcome && <p>{t(`enquiry.outcome.${outcome}`)}</p>}
      </Note>
      {outcome === 'corrected' && document && (
        <PressButton look="act" disabled={isBusy} onPress={make}>
          {t(isBusy ? 'enquiry.remaking' : 'enquiry.remake')}
        </PressButton>
      )}
      <TroubleNote refusal={refusal} />
    </>
  )
}

const WORD_OF = {
  said: 'enquiry.whatSaid',
  answered: 'enquiry.whatAnswered',
  asked: 'enquiry.whatAsked',
  'handed-over': 'enquiry.whatHanded-over',
  closed: 'enquiry.whatClosed',
  reopened: 'enquiry.whatReopened',
} as const satisfies Record<EnquiryMessage['what'], string>

function Said({ message: { at, by, what, office, text } }: { readonly message: EnquiryMessage }) {
  const t = useWords()
  const language = useLanguage()
  const { time } = useTimes()
  const who = by === 'person' ? t('enquiry.you') : textIn(language, office)
  return (
    <li data-by={by}>
      <p className="small">
        <b>{t(WORD_OF[what], { who })}</b> <span className="number">{time(at)}</span>
      </p>
      {text !== '' && (
        <p className="talk-text" dir="auto">
          {text}
        </p>
      )}
    </li>
  )
}

function FactsCard({ enquiry }: { readonly enquiry: EnquiryDetail }) {
  const t = useWords()
  const language = useLanguage()
  const { number, office, document, wrong, spot, mailMasked } = enquiry
  return (
    <section className="card">
      <Facts
        facts={[
          [t('enquiry.number'), number],
          [t('enquiry.office'), textIn(language, office)],
          document && [t('enquiry.document'), `${textIn(language, document.title)} · ${document.number}`],
          wrong && [t('enquiry.wrong'), t(`wrong.${wrong}`)],
          spot && [t('enquiry.spot'), t('enquiry.spotOn', { page: spot.page })],
          mailMasked === null ? null : [t('enquiry.mail'), mailMasked],
        ]}
      />
    </section>
  )
}
