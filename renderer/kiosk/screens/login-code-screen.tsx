import { Note } from '../../ui/note.tsx'
import { QrCode } from '../../ui/qr-code.tsx'
import { useWords } from '../kiosk-context.ts'
import { PhonePicture } from '../pictures/phone-picture.tsx'
import { Screen } from '../screen.tsx'
import { LoginBack, type LoginOf, LoginTime, SilentNote } from './login-parts.tsx'

/** The code that a phone scans, and what follows on the phone. A new code comes into the place of the one before it. */
export function LoginCodeScreen({ login }: { readonly login: LoginOf<'opening' | 'showing'> }) {
  const { t } = useWords()
  const shown = login.step === 'showing' ? login : null
  return (
    <Screen name="phone-login" title={t('phoneLogin.title')} nav={<LoginBack />}>
      <Steps />
      <div className="code">
        {shown ? (
          <QrCode text={shown.url} label={t('phoneLogin.code', { host: shown.host })} />
        ) : (
          <>
            <p className="lead" role="status">
              {t('phoneLogin.opening')}
            </p>
            <div className="working" aria-hidden="true">
              <i />
            </div>
          </>
        )}
      </div>
      <div className={`panel payee ${shown ? '' : 'awaited'}`}>
        <div>
          <span>{t('phoneLogin.host')}</span>
          <b className="host">
            <bdi>{shown?.host ?? '…'}</bdi>
          </b>
        </div>
        <LoginTime word="phoneLogin.left" />
      </div>
      <SilentNote silent={shown?.silent ?? null} />
      <Note tone="info">
        <b>{t('phoneLogin.only')}</b>
      </Note>
    </Screen>
  )
}

/** What is to be done, in three pictures. */
function Steps() {
  const { t } = useWords()
  return (
    <ol className="login-steps">
      <li>
        <PhonePicture shows="code" />
        <span>{t('phoneLogin.stepScan')}</span>
      </li>
      <li>
        <PhonePicture shows="person" />
        <span>{t('phoneLogin.stepPhone')}</span>
      </li>
      <li>
        <PhonePicture shows="digits" />
        <span>{t('phoneLogin.stepDigits')}</span>
      </li>
    </ol>
  )
}
