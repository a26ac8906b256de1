import { createContext, useContext } from 'react'
import type { Me } from '../../src/contract/me-api.ts'
import type { House } from '../../src/verification/api.ts'
import { useLanguage } from '../web/app-words.tsx'
import { formatDay, formatTime } from '../web/times.ts'
import type { GoTo, Place } from './place.ts'
import type { PortalServer } from './server.ts'

/** What every screen may need. */
export interface PortalParts {
  readonly server: PortalServer
  /** Null before it is known. */
  readonly house: House | null
  /** Whoever is logged in; null while nobody is. */
  readonly me: Me | null
  readonly place: Place
  readonly isOnline: boolean
  readonly goTo: GoTo
  /** What offices have said that the person has not read. */
  readonly unread: number
  /** Something of it was read. */
  readonly onRead: () => void
  /** The server has said anew who is logged in. */
  readonly onMe: (me: Me) => void
  /** The person is to show anew who they are, and comes back. */
  readonly onProve: () => void
  /** Logged out, and where the university's own login is left too. */
  readonly onLeft: (providerUrl: string | null) => void
}

export const PortalContext = createContext<PortalParts | null>(null)

export function usePortal(): PortalParts {
  const parts = useContext(PortalContext)
  if (!parts) throw new Error('no portal above this part')
  return parts
}

/** Writes times down by the university's clock, or by this device's before anything is known of the university. */
export function useTimes(): { readonly time: (iso: string) => string; readonly day: (iso: string) => string } {
  const language = useLanguage()
  const timeZone = usePortal().house?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone
  return { time: iso => formatTime(iso, timeZone, language), day: iso => formatDay(iso, timeZone) }
}
