import { Note } from '../../ui/note.tsx'
import { PressButton } from '../../ui/press-button.tsx'
import { type ContentOf, useKiosk, useWords } from '../kiosk-context.ts'
import { Screen } from '../screen.tsx'
import { LoginBack } from './login-parts.tsx'
import { PageCode } from './page-code.tsx'

type Props = Pick<ContentOf<'card-pin'>, 'title' | 'page'> & { readonly why: 'unset' | 'locked' }

/** The card has no digits that could be typed: where its person sets them with a phone, and who helps otherwise. */
export function CardPinClosedScreen({ why, title, page }: Props) {
  const { send, view } = useKiosk()
  const { t, text } = useWords()
  const { helpPhone } = view
  return (
    <Screen
      name="card-pin"
      title={t(`cardPin.${why}Title`)}
      lead={t(`cardPin.${why}Lead`, { document: text(title) })}
      nav={
        <>
          <LoginBack />
          <PressButton look="act" onPress={() => send({ kind: 'confirm' })}>
            {t('cardPin.setNow')}
          </PressButton>
        </>
      }
    >
      {page && <PageCode page={page} label={t('cardPin.code', { host: page.host })} />}
      <Note tone="info">
        <b>{t('cardPin.howSet')}</b> <span className="spare">{t('cardPin.otherwise', { phone: helpPhone })}</span>
      </Note>
    </Screen>
  )
}
