import type { RecordLine } from '../../src/contract/history-api.ts'
import { formatYuan, textIn } from '../ui/formats.ts'
import { Icon } from '../ui/icons.tsx'
import type { Tone } from '../ui/note.tsx'
import { useLanguage } from '../web/app-words.tsx'
import { TONE_OF_STATE } from './application-row.tsx'
import { PlaceLink } from './place-link.tsx'
import { useTimes } from './portal-context.ts'
import { useWords } from './words.ts'

export const TONE_OF_RECORD: Readonly<Record<RecordLine['state'], Tone>> = {
  ...TONE_OF_STATE,
  failed: 'stop',
  visited: 'info',
}

/** One record as a line: what is on the web leads to where it is received, the rest to its own page. */
export function RecordRow({ line }: { readonly line: RecordLine }) {
  const t = useWords()
  const language = useLanguage()
  const { time } = useTimes()
  const { recordId, applicationId, way, title, documentNumber, state, at, purpose, place } = line
  const { copiesPrinted, copiesUnclear, chargedFen } = line
  const paper = [
    copiesPrinted > 0 && t('records.copies', { count: copiesPrinted }),
    copiesUnclear > 0 && t('records.unclear', { count: copiesUnclear }),
    chargedFen > 0 && formatYuan(chargedFen),
  ].filter(said => said !== false)
  const to =
    applicationId === null
      ? ({ screen: 'record', recordId } as const)
      : ({ screen: 'application', applicationId } as const)
  return (
    <PlaceLink to={to} className="row">
      <span className="row-text">
        <b>{textIn(language, title)}</b>
        <span className="small">
          {time(at)}
          {place !== null && ` · ${textIn(language, place)}`}
          {purpose && ` · ${purpose}`}
        </span>
        {documentNumber !== '' && <span className="small number">{documentNumber}</span>}
        {paper.length > 0 && <span className="small">{paper.join(' · ')}</span>}
      </span>
      {way !== 'visit' && <span className={`state tone-${TONE_OF_RECORD[state]}`}>{t(`state.${state}`)}</span>}
      <Icon name="forward" />
    </PlaceLink>
  )
}
