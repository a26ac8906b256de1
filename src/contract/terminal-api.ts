import { AUDIT_CHAIN_ROUTES } from './audit-chain-api.ts'
import { HANDOVERS_ROUTES } from './handovers-api.ts'
import { HEARTBEAT_ROUTES } from './heartbeat-api.ts'
import { ISSUING_ROUTES } from './issuing-api.ts'
import { LOGINS_ROUTES } from './logins-api.ts'
import { ORDERS_ROUTES } from './orders-api.ts'
import { COLLECT_ROUTES } from './pickups-api.ts'
import { REPORTS_ROUTES } from './reports-api.ts'
import { REPRINTS_ROUTES } from './reprints-api.ts'
import { TERMINAL_SETTINGS_ROUTES } from './settings-api.ts'
import { TERMINALS_ROUTES } from './terminals-api.ts'

/** Every request that a terminal may make, whichever room of the server answers it. */
export const TERMINAL_ROUTES = {
  ...TERMINALS_ROUTES,
  ...LOGINS_ROUTES,
  ...ISSUING_ROUTES,
  ...ORDERS_ROUTES,
  ...REPRINTS_ROUTES,
  ...COLLECT_ROUTES,
  ...HANDOVERS_ROUTES,
  ...TERMINAL_SETTINGS_ROUTES,
  ...HEARTBEAT_ROUTES,
  ...AUDIT_CHAIN_ROUTES,
  reportVisits: REPORTS_ROUTES.reportVisits,
} as const
