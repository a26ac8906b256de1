import type { Application } from '../../src/contract/portal-api.ts'
import { textIn } from '../ui/formats.ts'
import { Icon } from '../ui/icons.tsx'
import type { Tone } from '../ui/note.tsx'
import { useLanguage } from '../web/app-words.tsx'
import { PlaceLink } from './place-link.tsx'
import { useTimes } from './portal-context.ts'
import { useWords } from './words.ts'

/** Green is for what is in force alone. */
export const TONE_OF_STATE: Readonly<Record<Application['state'], Tone>> = {
  draft: 'info',
  waiting: 'wait',
  'sent-back': 'stop',
  withdrawn: 'info',
  applied: 'ok',
  replaced: 'wait',
  revoked: 'stop',
  expired: 'wait',
}

export interface ApplicationRowProps {
  readonly application: Application
  /** In a narrow place: without number and purpose. */
  readonly isShort?: boolean
}

/** One application, as a line that leads to it. */
export function ApplicationRow({ application, isShort = false }: ApplicationRowProps) {
  const t = useWords()
  const language = useLanguage()
  const { time } = useTimes()
  const { applicationId, title, state, documentNumber, createdAt, appliedAt, purpose } = application
  const said = <span className={`state tone-${TONE_OF_STATE[state]}`}>{t(`state.${state}`)}</span>
  return (
    <PlaceLink to={{ screen: 'application', applicationId }} className="row">
      <span className="row-text">
        <b>{textIn(language, title)}</b>
        <span className="small">
          {time(appliedAt ?? createdAt)}
          {!isShort && purpose && ` · ${purpose}`}
        </span>
        {isShort ? said : <span className="small number">{documentNumber}</span>}
      </span>
      {!isShort && said}
      <Icon name="forward" />
    </PlaceLink>
  )
}
