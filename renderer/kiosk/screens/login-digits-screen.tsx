import { FaultNote } from '../fault-note.tsx'
import { useWords } from '../kiosk-context.ts'
import { DigitsScreen } from './digits-screen.tsx'
import { LoginBack, type LoginOf, LoginTime, SilentNote } from './login-parts.tsx'

/** The digits that the phone shows, typed on ten large keys. */
export function LoginDigitsScreen({ login }: { readonly login: LoginOf<'code-wanted'> }) {
  const { t } = useWords()
  const { typed, digits, triesLeft, fault, silent, busy } = login
  return (
    <DigitsScreen
      name="phone-login"
      title={t('phoneLogin.digitsTitle', { digits })}
      lead={t('phoneLogin.digitsLead')}
      {...{ typed, digits, busy }}
      send={t(busy ? 'phoneLogin.busy' : 'phoneLogin.confirm')}
      back={<LoginBack />}
    >
      {fault ? <FaultNote fault={fault} tone="wait" /> : <SilentNote silent={silent} />}
      <div className="login-time">
        <b>{t('phoneLogin.tries', { count: triesLeft })}</b>
        <LoginTime word="phoneLogin.timeLeft" />
      </div>
    </DigitsScreen>
  )
}
