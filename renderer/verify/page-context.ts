import { createContext, useContext } from 'react'
import { createFileChecker, type FileChecker } from './file-checker.ts'
import type { GoTo } from './place.ts'
import { NOTHING_YET, type TrustBase } from './trust-base.ts'

/** What every screen may need. */
export interface PageParts {
  readonly trust: TrustBase
  readonly checker: FileChecker
  readonly goTo: GoTo
}

export const PageContext = createContext<PageParts>({
  trust: NOTHING_YET,
  checker: createFileChecker(),
  goTo: () => undefined,
})

export const usePage = (): PageParts => useContext(PageContext)

/** The university's clock, or this device's before anything is known of the university. */
export const timeZoneOf = ({ house }: TrustBase): string =>
  house?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone
