import type { ContentOf } from '../kiosk-context.ts'
import { LoginCodeScreen } from './login-code-screen.tsx'
import { LoginDigitsScreen } from './login-digits-screen.tsx'
import { CannotBeginScreen, LoginOverScreen, LoginPausedScreen } from './login-over-screen.tsx'
import { LoginScannedScreen } from './login-scanned-screen.tsx'

/** Logging in with a phone: the code, what the phone does meanwhile, its digits, and why it came to nothing. */
export function PhoneLoginScreen({ content: { login } }: { readonly content: ContentOf<'phone-login'> }) {
  switch (login.step) {
    case 'opening':
    case 'showing':
      return <LoginCodeScreen login={login} />
    case 'scanned':
      return <LoginScannedScreen login={login} />
    case 'code-wanted':
      return <LoginDigitsScreen login={login} />
    case 'paused':
      return <LoginPausedScreen />
    case 'over':
      return <LoginOverScreen why={login.why} />
    case 'cannot-begin':
      return <CannotBeginScreen fault={login.fault} />
  }
}
