import { ISSUING_ROUTES } from './issuing-api.ts'
import { ORDERS_ROUTES } from './orders-api.ts'
import { REPRINTS_ROUTES } from './reprints-api.ts'
import { TERMINALS_ROUTES } from './terminals-api.ts'

/** Every request that a terminal may make, whichever room of the server answers it. */
export const TERMINAL_ROUTES = { ...TERMINALS_ROUTES, ...ISSUING_ROUTES, ...ORDERS_ROUTES, ...REPRINTS_ROUTES } as const
