import { randomBytes } from 'node:crypto'
import type { SealedTokens } from '../../ground/sealed-token.ts'
import type { LoginSecrets } from '../ways/way.ts'

const PURPOSE = 'login'
const BYTES = 32

/** What a login proves itself with to its provider, kept sealed in its row. */
export interface SecretKeeper {
  make(backUrl: string, endsAtMs: number): { readonly secrets: LoginSecrets; readonly sealed: string }
  /** Null when it is not ours, or over. */
  open(sealed: string, nowMs: number): LoginSecrets | null
}

export function createSecretKeeper(tokens: SealedTokens): SecretKeeper {
  // Hex: WeCom takes letters and digits only.
  const random = () => randomBytes(BYTES).toString('hex')
  return {
    make: (backUrl, endsAtMs) => {
      const secrets = { backUrl, state: random(), nonce: random(), codeVerifier: random() }
      return { secrets, sealed: tokens.seal(PURPOSE, secrets, endsAtMs) }
    },
    open: (sealed, nowMs) => {
      const facts = tokens.open(PURPOSE, sealed, nowMs)
      if (!facts) return null
      const { backUrl, state, nonce, codeVerifier } = facts
      if (!backUrl || !state || !nonce || !codeVerifier) return null
      return { backUrl, state, nonce, codeVerifier }
    },
  }
}
