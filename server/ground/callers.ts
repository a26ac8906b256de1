import type { TerminalId } from '../../src/contract/ids.ts'
import type { CallerKind, StaffWith } from '../../src/contract/routes.ts'

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

/** A person whose login was checked. */
export interface VisitorCaller extends AnyCaller {
  readonly personId: string
}

/** Somebody of staff whose login and permission were checked. */
export interface StaffCaller extends AnyCaller {
  readonly staffId: string
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
