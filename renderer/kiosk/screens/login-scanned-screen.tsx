import { Note } from '../../ui/note.tsx'
import { useWords } from '../kiosk-context.ts'
import { PhonePicture } from '../pictures/phone-picture.tsx'
import { Screen } from '../screen.tsx'
import { LoginBack, type LoginOf, LoginTime, SilentNote } from './login-parts.tsx'

/** A phone goes on: the code is gone, and there is nothing to do here. */
export function LoginScannedScreen({ login: { refused, silent } }: { readonly login: LoginOf<'scanned'> }) {
  const { t } = useWords()
  return (
    <Screen
      name="phone-login"
      title={t('phoneLogin.scannedTitle')}
      lead={t('phoneLogin.scannedLead')}
      nav={<LoginBack />}
    >
      <div className="centre">
        <PhonePicture shows="person" />
      </div>
      <div className="working" aria-hidden="true">
        <i />
      </div>
      {refused && !silent && (
        <Note tone="wait">
          <b>{t(`phoneLogin.over.${refused}`)}</b> <span className="spare">{t('phoneLogin.againOnPhone')}</span>
        </Note>
      )}
      <SilentNote silent={silent} />
      <Note tone="info">{t('phoneLogin.notYours')}</Note>
      <div className="login-time">
        <LoginTime word="phoneLogin.timeLeft" />
      </div>
    </Screen>
  )
}
