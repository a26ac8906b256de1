import type { TerminalId } from '../../src/contract/ids.ts'
import type { CallerKind, StaffWith } from '../../src/contract/routes.ts'
import type { Proof } from '../../src/rules/assurance.ts'
import type { Role } from '../../src/rules/staff-roles.ts'

/** What is known of everyone. */
export interface AnyCaller {
  readonly ip: string
  /** What stands behind `Bearer` in the request's Authorization; null when there is nothing that could be a token. */
  readonly bearer: string | null
}

/** A terminal whose signature was checked. */
export interface TerminalCaller extends AnyCaller {
  readonly terminalId: TerminalId
}

/** A person whose login on the web was checked. */
export interface VisitorCaller extends AnyCaller {
  /** The register that it is about. */
  readonly personId: string
  /** Every register of the person. */
  readonly personIds: readonly string[]
  /** Whether the person has said which one it is about, or has only one. */
  readonly hasChosen: boolean
  /** By which the session is known where it is kept. */
  readonly sessionKey: string
  /** What the person has shown in it. */
  readonly proofs: readonly Proof[]
}

/** Somebody of staff whose login and permission were checked. */
export interface StaffCaller extends AnyCaller {
  readonly staffId: string
  readonly role: Role
  /** Where the account counts: `'*'` alone for everywhere, or the ids of sites. */
  readonly sites: readonly string[]
  /** By which the session is known where it is kept. */
  readonly sessionKey: string
  /** When the second proof was last shown in it. */
  readonly steppedUpAtMs: number
}

/** The caller that a handler is given, by who may call its route. */
export type CallerOf<Kind extends CallerKind> = Kind extends 'anyone'
  ? AnyCaller
  : Kind extends 'terminal'
    ? TerminalCaller
    : Kind extends 'visitor'
      ? VisitorCaller
      : StaffCaller

/** Whether a route is for staff, and with which permission. */
export const permissionOf = (kind: CallerKind): string | null =>
  typeof kind === 'string' ? null : (kind satisfies StaffWith).staff
