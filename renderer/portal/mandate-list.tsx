import type { Mandate } from '../../src/contract/mandates-api.ts'
import { textIn } from '../ui/formats.ts'
import type { Tone } from '../ui/note.tsx'
import { useLanguage } from '../web/app-words.tsx'
import { EndingKeys, useEnding } from './ending.tsx'
import { usePortal, useTimes } from './portal-context.ts'
import { TroubleNote } from './trouble-note.tsx'
import { useWords } from './words.ts'

export const MANDATE_TONES: Readonly<Record<Mandate['state'], Tone>> = {
  open: 'info',
  collected: 'ok',
  over: 'wait',
  ended: 'wait',
}

interface MandateListProps {
  readonly mandates: readonly Mandate[]
  readonly onChange: () => void
}

/** Who was named, what came of it, and the way to end it. */
export function MandateList({ mandates, onChange }: MandateListProps) {
  return (
    <ul className="kiosks">
      {mandates.map(mandate => (
        <MandateRow key={mandate.mandateId} mandate={mandate} onChange={onChange} />
      ))}
    </ul>
  )
}

function MandateRow({ mandate, onChange }: { readonly mandate: Mandate; readonly onChange: () => void }) {
  const t = useWords()
  const language = useLanguage()
  const { time } = useTimes()
  const { server } = usePortal()
  const { mandateId, collector, state, endsAt, collected } = mandate
  const ending = useEnding(() => server.endMandate({ mandateId }), onChange)
  return (
    <li className={`tone-${MANDATE_TONES[state]}`}>
      <b>
        {collector.nameMasked} <span className="number">{collector.numberMasked}</span>
      </b>
      <span className="state">{t(`mandate.state.${state}`)}</span>
      <span className="small">
        {collected
          ? t('mandate.collected', { time: time(collected.at), kiosk: textIn(language, collected.terminal) })
          : t('share.until', { time: time(endsAt) })}
      </span>
      {ending.isAsking && <b>{t('mandate.endSure')}</b>}
      {state === 'open' && (
        <EndingKeys
          ending={ending}
          className="pickup-keys"
          words={{ end: t('mandate.end'), no: t('mandate.endNo'), yes: t('mandate.endYes') }}
        />
      )}
      <TroubleNote refusal={ending.refusal} />
    </li>
  )
}
