import type { Enquiry } from '../../src/contract/enquiries-api.ts'
import { textIn } from '../ui/formats.ts'
import { Icon } from '../ui/icons.tsx'
import type { Tone } from '../ui/note.tsx'
import { useLanguage } from '../web/app-words.tsx'
import { PlaceLink } from './place-link.tsx'
import { useTimes } from './portal-context.ts'
import { useWords } from './words.ts'

export const TONE_OF_ENQUIRY: Readonly<Record<Enquiry['state'], Tone>> = {
  open: 'info',
  asked: 'wait',
  answered: 'ok',
  closed: 'ok',
}

/** A correction or a question, as a line that leads to what was said. */
export function EnquiryRow({ enquiry }: { readonly enquiry: Enquiry }) {
  const t = useWords()
  const language = useLanguage()
  const { time } = useTimes()
  const { enquiryId, kind, number, office, state, document, changedAt, unread } = enquiry
  return (
    <PlaceLink to={{ screen: 'enquiry', enquiryId }} className="row">
      <span className="row-text">
        <b>{t(kind === 'correction' ? 'enquiry.titleCorrection' : 'enquiry.titleQuestion', { number })}</b>
        <span className="small">
          {textIn(language, office)}
          {document && ` · ${textIn(language, document.title)}`}
        </span>
        <span className="small">{time(changedAt)}</span>
        {unread > 0 && <b className="state tone-wait">{t('enquiry.unread', { count: unread })}</b>}
      </span>
      <span className={`state tone-${TONE_OF_ENQUIRY[state]}`}>{t(`enquiry.${state}`)}</span>
      <Icon name="forward" />
    </PlaceLink>
  )
}
