import { useCallback, useEffect, useState } from 'react'
import { documentKindSchema, editionSchema } from '../../src/contract/documents.ts'
import { type EnquiryId, enquiryIdSchema } from '../../src/contract/enquiries-api.ts'
import {
  type ApplicationId,
  applicationIdSchema,
  type RecordId,
  recordIdSchema,
} from '../../src/contract/portal-api.ts'
import { MAIN_ID } from '../web/page-frame.tsx'

const SCREENS = [
  'apply',
  'records',
  'errands',
  'contact',
  'sessions',
  'my-data',
  'looks',
  'notice',
  'erasure',
  'register',
] as const

/** Which screen is shown. */
export type Place =
  | { readonly screen: (typeof SCREENS)[number] }
  /** Of one application: all of it, what is wrong in it, and a question about it. */
  | { readonly screen: keyof typeof OF_APPLICATION; readonly applicationId: ApplicationId }
  | { readonly screen: 'record'; readonly recordId: RecordId }
  | { readonly screen: 'enquiry'; readonly enquiryId: EnquiryId }
  /** What is wrong in a document that was seen elsewhere, at a kiosk. */
  | { readonly screen: 'wrong-in'; readonly kind: string; readonly edition: string }

/** Under which folder each lies; its id stands behind that. */
const OF_APPLICATION = { application: 'a', wrong: 'w', 'contact-about': 'q' } as const
const NAMED = /\/([acwqkr])\/([^/]*)$/

/** The folder that the portal's addresses lie in, `/p/` or whatever stands before that. */
export function homeOf(pathname: string): string {
  const own = NAMED.test(pathname) ? pathname.replace(NAMED, '/') : pathname
  return own.replace(/[^/]*$/, '')
}

/** Reads the address: `/p/`, `/p/records`, `/p/a/APPLICATION`, `/p/r/RECORD`. What is none of ours is the first screen. */
export function placeOf(pathname: string): Place {
  const named = NAMED.exec(pathname)
  if (named) return namedPlace(named[1] ?? '', named[2] ?? '') ?? { screen: 'apply' }
  const last = pathname.split('/').at(-1)
  return { screen: SCREENS.find(screen => screen === last) ?? 'apply' }
}

function namedPlace(folder: string, name: string): Place | null {
  if (folder === 'c') {
    const enquiryId = enquiryIdSchema.safeParse(name)
    return enquiryId.success ? { screen: 'enquiry', enquiryId: enquiryId.data } : null
  }
  if (folder === 'r') {
    const recordId = recordIdSchema.safeParse(name)
    return recordId.success ? { screen: 'record', recordId: recordId.data } : null
  }
  if (folder === 'k') {
    const [kind, edition] = name.split('_')
    const isOne = documentKindSchema.safeParse(kind).success && editionSchema.safeParse(edition).success
    return isOne ? { screen: 'wrong-in', kind: kind ?? '', edition: edition ?? '' } : null
  }
  const screens = Object.keys(OF_APPLICATION) as (keyof typeof OF_APPLICATION)[]
  const screen = screens.find(one => OF_APPLICATION[one] === folder)
  const applicationId = applicationIdSchema.safeParse(name)
  return screen && applicationId.success ? { screen, applicationId: applicationId.data } : null
}

/** The address of a place, from the portal's folder on. */
export function pathOf(place: Place): string {
  if ('applicationId' in place) return `${OF_APPLICATION[place.screen]}/${place.applicationId}`
  if (place.screen === 'record') return `r/${place.recordId}`
  if (place.screen === 'enquiry') return `c/${place.enquiryId}`
  if (place.screen === 'wrong-in') return `k/${place.kind}_${place.edition}`
  return place.screen === 'apply' ? '' : place.screen
}

export type GoTo = (place: Place) => void

/** The place that the address names, and the way to another. */
export function usePlace(): [Place, GoTo] {
  const [place, setPlace] = useState(() => placeOf(location.pathname))
  useEffect(() => {
    const back = () => {
      // The skip link moves the reader, not the screen.
      if (location.hash === `#${MAIN_ID}`) return
      setPlace(placeOf(location.pathname))
    }
    window.addEventListener('popstate', back)
    return () => window.removeEventListener('popstate', back)
  }, [])
  const goTo = useCallback((next: Place) => {
    history.pushState(null, '', homeOf(location.pathname) + pathOf(next))
    setPlace(next)
    window.scrollTo(0, 0)
    // Whoever reads by ear or by keyboard goes on where the new screen begins.
    document.getElementById(MAIN_ID)?.focus({ preventScroll: true })
  }, [])
  return [place, goTo]
}
