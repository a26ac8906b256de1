import { randomBytes } from 'node:crypto'
import type { LoginSecrets } from '../ways/way.ts'

const secret = () => randomBytes(32).toString('base64url')

/** The secrets of a new login, as tests begin one. */
export const newLogin = (): LoginSecrets => ({
  backUrl: 'https://print.example.edu.cn/auth/oidc/back',
  state: secret(),
  nonce: secret(),
  codeVerifier: secret(),
})
