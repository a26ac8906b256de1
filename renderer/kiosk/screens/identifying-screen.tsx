import { PressButton } from '../../ui/press-button.tsx'
import { type ContentOf, useKiosk, useWords } from '../kiosk-context.ts'
import { LayPicture } from '../pictures/lay-picture.tsx'
import { TapPicture } from '../pictures/tap-picture.tsx'
import { Screen } from '../screen.tsx'

/** A card is being read and its owner looked up, or somebody who is known is looked up once more. */
export function IdentifyingScreen({ content: { means } }: { readonly content: ContentOf<'identifying'> }) {
  const { send } = useKiosk()
  const { t } = useWords()
  const { title, lead, picture } = {
    'campus-card': { title: t('identifying.card'), lead: t('identifying.cardNote'), picture: <TapPicture /> },
    'id-card': { title: t('identifying.idCard'), lead: t('identifying.idCardNote'), picture: <LayPicture /> },
    known: { title: t('identifying.known'), lead: t('identifying.cardNote'), picture: null },
  }[means]
  return (
    <Screen
      name="identifying"
      title={title}
      lead={lead}
      nav={
        <PressButton look="quiet" onPress={() => send({ kind: 'finish' })}>
          {t('nav.finish')}
        </PressButton>
      }
    >
      {picture && <div className="centre">{picture}</div>}
      <div className="working" aria-hidden="true">
        <i />
      </div>
    </Screen>
  )
}
