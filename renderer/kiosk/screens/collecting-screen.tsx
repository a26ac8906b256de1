import type { Fault } from '../../../src/fault.ts'
import { Note } from '../../ui/note.tsx'
import { FaultNote } from '../fault-note.tsx'
import { type ContentOf, useWords } from '../kiosk-context.ts'
import { DigitsScreen } from './digits-screen.tsx'
import { LoginBack } from './login-parts.tsx'

/** A code of collection, typed on ten large keys or held under the scanner. */
export function CollectingScreen({ content }: { readonly content: ContentOf<'collecting'> }) {
  const { t } = useWords()
  const { typed, digits, canScan, fault, busy } = content
  return (
    <DigitsScreen
      name="collecting"
      title={t('collecting.title')}
      lead={t(canScan ? 'collecting.leadScan' : 'collecting.lead', { digits })}
      {...{ typed, digits, busy }}
      send={t(busy ? 'collecting.busy' : 'collecting.send')}
      back={<LoginBack />}
    >
      {busy && <Asking />}
      {fault && <WhyNot fault={fault} />}
    </DigitsScreen>
  )
}

function Asking() {
  const { t } = useWords()
  return (
    <>
      <div className="working" aria-hidden="true">
        <i />
      </div>
      <p className="saying still" role="status">
        {t('collecting.asking')}
      </p>
    </>
  )
}

/** A server that has heard too many wrong codes wants a pause, and another machine is no help. */
function WhyNot({ fault }: { readonly fault: Fault }) {
  const { t } = useWords()
  if (fault.code !== 'server-busy') return <FaultNote fault={fault} tone="wait" />
  return (
    <Note tone="wait">
      <b>{t('collecting.tooMany')}</b> {t('collecting.wait')}
    </Note>
  )
}
