import type { ReactNode } from 'react'
import type { Me } from '../../src/contract/me-api.ts'
import type { FixtureAnswers } from './fixture-server.ts'
import type { Place } from './place.ts'

/** A state of the portal with a name, for looking at and for tests. */
export interface PortalFixture {
  readonly name: string
  readonly screen: ReactNode
  readonly place: Place
  /** What the server answers otherwise than on a good day. */
  readonly server?: FixtureAnswers
  /** Null where nobody is logged in. */
  readonly me?: Me | null
  readonly isOnline?: boolean
}
