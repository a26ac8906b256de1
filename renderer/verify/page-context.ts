import { createContext, useContext } from 'react'
import type { FileChecker } from './file-checker.ts'
import type { GoTo } from './place.ts'
import type { VerificationServer } from './server.ts'
import type { TrustBase } from './trust-base.ts'

/** What every screen may need. */
export interface PageParts {
  readonly server: VerificationServer
  readonly trust: TrustBase
  readonly checker: FileChecker
  readonly goTo: GoTo
}

export const PageContext = createContext<PageParts | null>(null)

export function usePage(): PageParts {
  const parts = useContext(PageContext)
  if (!parts) throw new Error('no page above this part')
  return parts
}

/** The university's clock, or this device's before anything is known of the university. */
export const timeZoneOf = ({ house }: TrustBase): string =>
  house?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone
