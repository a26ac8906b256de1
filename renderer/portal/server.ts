import { ENQUIRIES_ROUTES } from '../../src/contract/enquiries-api.ts'
import { ERASURE_ROUTES } from '../../src/contract/erasure-api.ts'
import { HISTORY_ROUTES } from '../../src/contract/history-api.ts'
import { LOOKS_ROUTES } from '../../src/contract/looks-api.ts'
import { MANDATES_ROUTES } from '../../src/contract/mandates-api.ts'
import { ME_ROUTES } from '../../src/contract/me-api.ts'
import { NOTICE_ROUTES } from '../../src/contract/notice-api.ts'
import { KIOSKS_ROUTES, PICKUPS_ROUTES } from '../../src/contract/pickups-api.ts'
import { PORTAL_ROUTES } from '../../src/contract/portal-api.ts'
import { RECEIVERS_ROUTES } from '../../src/contract/receivers-api.ts'
import { VERIFICATION_ROUTES } from '../../src/verification/api.ts'
import { createRouteClient, type RouteClient } from '../web/route-client.ts'
import { homeOf } from './place.ts'

/** What the portal asks of the server: about whoever is logged in, about documents, what offices are asked, and whose house it is. */
export const ASKED = {
  ...{ ...ME_ROUTES, ...PORTAL_ROUTES, ...PICKUPS_ROUTES, ...KIOSKS_ROUTES, ...MANDATES_ROUTES },
  ...{
    ...ENQUIRIES_ROUTES,
    ...HISTORY_ROUTES,
    ...RECEIVERS_ROUTES,
    ...ERASURE_ROUTES,
    ...LOOKS_ROUTES,
    ...NOTICE_ROUTES,
  },
  house: VERIFICATION_ROUTES.house,
} as const

/** The university's server, as the portal asks it. */
export type PortalServer = RouteClient<typeof ASKED>

const TIMEOUT_MS = 15_000
/** A document is drawn and sealed while one waits, and a file may come over a slow line. */
const PATIENT_TIMEOUT_MS = 90_000
const MAX_JSON_BYTES = 2_000_000

/** The portal lies at /p/…, whatever stands before that. */
const baseUrl = () => new URL('../', new URL(homeOf(location.pathname), location.href)).href

const clientWith = (timeoutMs: number): PortalServer =>
  createRouteClient(ASKED, { baseUrl, credentials: 'same-origin', timeoutMs, maxJsonBytes: MAX_JSON_BYTES })

const patient = clientWith(PATIENT_TIMEOUT_MS)

export const server: PortalServer = {
  ...clientWith(TIMEOUT_MS),
  draft: patient.draft,
  file: patient.file,
  myData: patient.myData,
  correct: patient.correct,
}
