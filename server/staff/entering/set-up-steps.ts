import type { InvitationRow } from '../accounts/invitations.ts'
import type { SessionToken } from '../sessions/staff-sessions.ts'

/** The first proof of an account that is being set up. */
export interface Opening {
  readonly name: string
  readonly proof: 'cas' | 'oidc' | 'local'
  readonly subjectKey: string
  readonly password?: string
  readonly providerSession?: string
}

/** How far a set-up has come. */
export type SetUpSeen =
  | { readonly step: 'over' }
  | { readonly step: 'first'; readonly invitation: InvitationRow; readonly proof: Opening['proof'] | null }
  | { readonly step: 'second'; readonly name: string; readonly secret: string; readonly options: unknown }

export type NotSetUp =
  | 'code-wrong'
  | 'wait'
  | 'wrong'
  | 'name'
  | 'short'
  | 'common'
  | 'taken'
  | 'over'
  | 'other-account'
export interface SetUpDone extends SessionToken {
  readonly recoveryCodes: readonly string[]
}
