import { PressButton } from '../../ui/press-button.tsx'
import { FaultNote } from '../fault-note.tsx'
import { type ContentOf, useKiosk, useWords } from '../kiosk-context.ts'
import { DigitsScreen } from './digits-screen.tsx'

/** A code of staff, typed on ten large keys. */
export function EnteringCodeScreen({ content }: { readonly content: ContentOf<'entering-code'> }) {
  const { send } = useKiosk()
  const { t } = useWords()
  const { typed, digits, fault, busy } = content
  return (
    <DigitsScreen
      name="entering-code"
      title={t('reprint.codeTitle')}
      lead={t('reprint.codeLead', { digits })}
      {...{ typed, digits, busy }}
      send={t(busy ? 'previewing.busy' : 'reprint.print')}
      back={
        <PressButton look="quiet" disabled={busy} onPress={() => send({ kind: 'back' })}>
          {t('nav.back')}
        </PressButton>
      }
    >
      {fault && <FaultNote fault={fault} tone="wait" />}
    </DigitsScreen>
  )
}
