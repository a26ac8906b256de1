import { useWords } from '../kiosk-context.ts'
import { LoginBack, type LoginOf } from './login-parts.tsx'
import { PhoneCodeScreen } from './phone-code-screen.tsx'

/** The code by which somebody logs in with a phone. */
export function LoginCodeScreen({ login }: { readonly login: LoginOf<'opening' | 'showing'> }) {
  const { t } = useWords()
  return (
    <PhoneCodeScreen
      name="phone-login"
      title={t('phoneLogin.title')}
      nav={<LoginBack />}
      steps={[
        ['code', t('phoneLogin.stepScan')],
        ['person', t('phoneLogin.stepPhone')],
        ['digits', t('phoneLogin.stepDigits')],
      ]}
      shown={login.step === 'showing' ? login : null}
      opening={t('phoneLogin.opening')}
      left="phoneLogin.left"
      labelOf={host => t('phoneLogin.code', { host })}
    >
      <b>{t('phoneLogin.only')}</b>
    </PhoneCodeScreen>
  )
}
