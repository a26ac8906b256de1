import { createContext, useContext, useMemo } from 'react'
import type { ConsoleStart } from '../../../src/contract/console-api.ts'
import type { RouteTable } from '../../../src/contract/routes.ts'
import type { RouteClient } from '../../web/route-client.ts'
import type { Place } from './place.ts'
import type { AskServer, Attendance } from './server.ts'

/** What every page may need. */
export interface ConsoleParts {
  readonly ask: AskServer
  /** Who is logged in, what they may do, and whose house it is. */
  readonly start: ConsoleStart
  readonly place: Place
  /** The address of a place, for a link. */
  readonly addressOf: (place: Place) => string
  readonly goTo: (place: Place, how?: 'step' | 'replace') => void
  /** The address of one of the server's other pages, `staff/enquiries`. */
  readonly beside: (path: string) => string
}

export const ConsoleContext = createContext<ConsoleParts | null>(null)

export function useConsole(): ConsoleParts {
  const parts = useContext(ConsoleContext)
  if (!parts) throw new Error('no console above this part')
  return parts
}

/** Asks the server by the routes of a table: one function each, which never rejects. `unattended`: what the page asks by itself now and then. */
export const useServer = <const Routes extends RouteTable>(
  routes: Routes,
  attendance?: Attendance,
): RouteClient<Routes> => {
  const { ask } = useConsole()
  // One client from render to render: what hangs on it is not asked anew each time.
  return useMemo(() => ask(routes, attendance), [ask, routes, attendance])
}

/** Whether whoever is logged in has a permission. The server asks itself; this hides what would be refused. */
export function useMay(): (permission: string) => boolean {
  const { permissions } = useConsole().start
  return permission => permissions.includes(permission)
}
