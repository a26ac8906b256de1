import { fileURLToPath } from 'node:url'
import type { SettingsInForce } from '../../src/settings/in-force.ts'
import type { Approvals } from '../approvals/approvals.ts'
import type { Documents } from '../documents/documents.ts'
import type { Ground } from '../ground/ground.ts'
import { houseSecret } from '../ground/house-secret.ts'
import { openPageFiles } from '../ground/pages/page-files.ts'
import type { PersonalRows } from '../ground/personal-data.ts'
import { createPagePictures } from '../ground/rendering/page-pictures.ts'
import type { Room } from '../ground/room.ts'
import type { Identity } from '../identity/identity.ts'
import type { Issuing } from '../issuing/issuing.ts'
import type { Mail } from '../mail/mail.ts'
import type { NoticeRoom } from '../notice/notice.ts'
import type { Orders } from '../orders/orders.ts'
import type { Records } from '../records/records.ts'
import type { Verification } from '../verification/verification.ts'
import { createApplicationDrafts } from './drafts.ts'
import { createEraseApplications } from './erase-applications.ts'
import { createHandOut } from './hand-out.ts'
import { historyHandlers } from './history/history-handlers.ts'
import { createLastLook } from './last-look.ts'
import { createLetterAddresses } from './letter-addresses.ts'
import { createLetters, LETTER_PURPOSE } from './letters.ts'
import { mandateHandlers } from './mandates/mandate-handlers.ts'
import { createMandateLetters } from './mandates/mandate-letters.ts'
import { createMandates, type MandateParts } from './mandates/mandates.ts'
import { openErrandsOf } from './mandates/open-errands.ts'
import { createSharedLinks } from './open-share.ts'
import { createOwnApplications } from './own-applications.ts'
import { registerPortalPage } from './page-routes.ts'
import { createPickupCodes } from './pickups/pickup-codes.ts'
import { pickupHandlers } from './pickups/pickup-handlers.ts'
import { createPickups } from './pickups/pickups.ts'
import type { Portal } from './portal.ts'
import { portalHandlers } from './portal-handlers.ts'
import { portalLimits } from './portal-limits.ts'
import type { PORTAL } from './portal-plan.ts'
import { createShareCodes } from './share-codes.ts'
import { registerSharePages } from './share-routes.ts'
import { createShares } from './shares.ts'

const BUILT_PAGE = fileURLToPath(new URL('../../dist/renderer/portal', import.meta.url))
const DROP_EVERY_MS = 10 * 60_000

export interface PortalNeeds {
  readonly records: Records
  readonly documents: Documents
  readonly issuing: Issuing
  readonly orders: Pick<Orders, 'freeCopiesLeft' | 'historyOf'>
  readonly verification: Pick<Verification, 'checksOf'>
  readonly mail: Mail
  readonly identity: MandateParts['identity'] & Pick<Identity, 'accountsOf'>
  /** What each room keeps of people. */
  readonly personal: readonly PersonalRows[]
  readonly approvals: Approvals
  readonly settings: SettingsInForce
  readonly notice: Pick<NoticeRoom, 'owedBy'>
}

/** What people do on the web by themselves. */
export async function openPortal(ground: Ground, needs: PortalNeeds): Promise<Room<Portal, typeof PORTAL>> {
  const { db, clock, log, house, tokens } = ground
  const { records, documents, issuing, orders, verification, identity, mail, personal, approvals, settings } = needs
  const { notice } = needs
  const { givesFile } = documents
  const secret = (name: string) => houseSecret(db, name, new Date(clock.now()))
  const limits = portalLimits(ground.limit)
  const pictures = createPagePictures({ clock })
  const subjects = { ...ground, records, documents, settings }
  const drafts = createApplicationDrafts({
    ...subjects,
    ...{ drafts: issuing.drafts, approvals, limit: limits.drafts, key: await secret('portal-data-marks') },
  })
  const handOut = createHandOut({ ...ground, records: issuing.records, pictures, givesFile })
  const addresses = createLetterAddresses({ db, clock, tokens, key: await secret('portal-addresses') })
  const deliveries = { db, clock, mail, addresses, timeZone: house.timeZone }
  mail.lookBefore(LETTER_PURPOSE, createLastLook(db))
  const codes = createShareCodes(await secret('portal-share-codes'))
  const pickupCodes = createPickupCodes(await secret('portal-pickup-codes'))
  const pickups = createPickups({ db, clock, codes: pickupCodes, limit: limits.pickups, visits: identity.visits })
  const mandateLetters = createMandateLetters({ mail, house, clock, log })
  const mandates = createMandates({
    ...{ ...ground, records, identity, pickups },
    ...{ letters: mandateLetters, limit: limits.mandates },
  })
  const links = createSharedLinks({ ...ground, codes, records: issuing.records, givesFile })
  const shares = createShares({
    ...{ db, clock, codes, givesFile, limit: limits.shares, publicBaseUrl: house.publicBaseUrl },
  })
  return {
    doors: {
      ...{ dropOldDrafts: drafts.dropOld, collect: pickups.collect },
      ...createOwnApplications({ db, clock, handOut, givesFile }),
      errandsOf: openErrandsOf({ db, clock, documents }),
    },
    handlers: {
      ...pickupHandlers(pickups, notice),
      ...mandateHandlers(mandates, notice),
      ...portalHandlers({
        ...{ db, clock, subjects, kinds: documents.kinds, givesFile, freeCopiesLeft: orders.freeCopiesLeft },
        ...{ approvals, notice, sends: mail.sends },
        ...{ records: issuing.records, drafts, handOut, deliveries, limits },
        letters: createLetters({ ...deliveries, house, handOut, limits }),
        shares,
      }),
      ...historyHandlers({
        ...{ db, clock, log, house, timeZone: house.timeZone, records: issuing.records, orders, verification },
        ...{ deliveries, shares, personal, accountsOf: identity.accountsOf, limit: limits.myData },
        approvals,
      }),
    },
    pages: async app => {
      const files = openPageFiles(BUILT_PAGE)
      if (!files) log.warn('the portal was not built: nobody can apply on the web')
      registerPortalPage(app, files)
      await registerSharePages(app, { links, content: ground.content, limit: limits.sharedPages, house })
    },
    sweeps: [
      { name: 'old drafts', everyMs: DROP_EVERY_MS, run: () => drafts.dropOld() },
      { name: 'codes of collection', everyMs: DROP_EVERY_MS, run: () => pickups.tidy() },
    ],
    erasing: createEraseApplications({ db, mail, visits: identity.visits }),
    close: () => pictures.close(),
  }
}
