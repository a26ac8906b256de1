import { describe, expect, it } from 'vitest'
import type { EnquiryId } from '../../src/contract/enquiries-api.ts'
import type { ApplicationId, RecordId } from '../../src/contract/portal-api.ts'
import { homeOf, type Place, pathOf, placeOf } from './place.ts'

const applicationId = 'Zk3vQ9s_LmT1-aB7xYcD0e' as ApplicationId
const PLACES: readonly Place[] = [
  { screen: 'apply' },
  { screen: 'records' },
  { screen: 'errands' },
  { screen: 'sessions' },
  { screen: 'looks' },
  { screen: 'notice' },
  { screen: 'register' },
  { screen: 'my-data' },
  { screen: 'erasure' },
  { screen: 'contact' },
  { screen: 'application', applicationId },
  { screen: 'wrong', applicationId },
  { screen: 'contact-about', applicationId },
  { screen: 'enquiry', enquiryId: 'Zk3vQ9s_LmT1-aB7xYcD0e' as EnquiryId },
  { screen: 'wrong-in', kind: 'transcript', edition: 'zh-plain' },
  { screen: 'record', recordId: applicationId as string as RecordId },
]

describe('an address of the portal', () => {
  it.each(['/p/', '/campus/print/p/', '/a/p/', '/p/p/'])('leads from and to every screen below %s', home => {
    for (const place of PLACES) {
      expect(placeOf(home + pathOf(place))).toEqual(place)
      expect(homeOf(home + pathOf(place))).toBe(home)
    }
  })

  it.each(['/p/apply', '/p/nowhere', '/p/a/', '/p/a/short', '/p/a/%3Cscript%3E', '/p/c/short', '/p/k/transcript'])(
    '%s is the first screen',
    path => {
      expect(placeOf(path)).toEqual({ screen: 'apply' })
      expect(homeOf(path)).toBe('/p/')
    },
  )
})
