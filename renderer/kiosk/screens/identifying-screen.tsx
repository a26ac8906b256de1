import { PressButton } from '../../ui/press-button.tsx'
import { type ContentOf, useKiosk, useWords } from '../kiosk-context.ts'
import { LayPicture } from '../pictures/lay-picture.tsx'
import { TapPicture } from '../pictures/tap-picture.tsx'
import { Screen } from '../screen.tsx'

/** A card is being read and its owner looked up. */
export function IdentifyingScreen({ content: { means } }: { readonly content: ContentOf<'identifying'> }) {
  const { send } = useKiosk()
  const { t } = useWords()
  const byCard = means === 'campus-card'
  return (
    <Screen
      name="identifying"
      title={byCard ? t('identifying.card') : t('identifying.idCard')}
      lead={byCard ? t('identifying.cardNote') : t('identifying.idCardNote')}
      nav={
        <PressButton look="quiet" onPress={() => send({ kind: 'finish' })}>
          {t('nav.finish')}
        </PressButton>
      }
    >
      <div className="centre">{byCard ? <TapPicture /> : <LayPicture />}</div>
      <div className="working" aria-hidden="true">
        <i />
      </div>
    </Screen>
  )
}
