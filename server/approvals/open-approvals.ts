import type { SettingsInForce } from '../../src/settings/in-force.ts'
import type { Documents } from '../documents/documents.ts'
import type { SectionsOf } from '../ground/config/sections.ts'
import type { Ground } from '../ground/ground.ts'
import { houseSecret } from '../ground/house-secret.ts'
import { createPagePictures } from '../ground/rendering/page-pictures.ts'
import type { Room } from '../ground/room.ts'
import type { Issuing } from '../issuing/issuing.ts'
import type { Mail } from '../mail/mail.ts'
import type { Records } from '../records/records.ts'
import type { Staff } from '../staff/staff.ts'
import type { Approvals } from './approvals.ts'
import type { APPROVALS } from './approvals-plan.ts'
import { createAsking } from './ask.ts'
import { createDeciding } from './decide.ts'
import { createDelegations } from './delegations.ts'
import { createEraseApprovals } from './erase-approvals.ts'
import { createNotices } from './notices.ts'
import { createOfficers } from './officers.ts'
import { registerApprovalPages } from './pages/routes.ts'
import { remind } from './reminders.ts'
import { sayAtKiosk } from './say-at-kiosk.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

export interface ApprovalsNeeds {
  readonly records: Records
  readonly documents: Documents
  readonly issuing: Pick<Issuing, 'drafts' | 'revocations'>
  readonly mail: Mail
  readonly staff: Pick<Staff, 'whoWorks'>
  readonly settings: SettingsInForce
}

/** Applications that wait for an office, and the pages on which its staff decide. */
export async function openApprovals(
  ground: Ground,
  { records, documents, issuing, mail, staff, settings: inForce }: ApprovalsNeeds,
  { approvals: settings }: SectionsOf<typeof APPROVALS>,
): Promise<Room<Approvals, typeof APPROVALS>> {
  const { db, clock, house } = ground
  const key = await houseSecret(db, 'approvals-data-marks', new Date(clock.now()))
  const officers = createOfficers(db, clock)
  const delegations = createDelegations(db, clock, officers)
  const notices = createNotices({ ...ground, mail })
  const shared = { ...ground, documents, notices, key }
  const asking = createAsking({ ...shared, drafts: issuing.drafts })
  const deciding = createDeciding({
    ...shared,
    ...issuing,
    officers,
    subjects: { ...ground, records, documents, settings: inForce },
  })
  const pictures = createPagePictures({ clock })
  const reminding = () => remind({ ...shared, mail, settings })
  const limit = ground.limit('approvals pages', { times: 300, timesOfAll: 6_000, windowMs: MINUTE_MS })
  return {
    doors: {
      ...asking,
      sayAtKiosk: async (personId, offers) => {
        const isAsked = offers.some(({ approval }) => approval !== null)
        const waiting = isAsked ? await asking.waitingOf(personId) : []
        return offers.map(offer => sayAtKiosk(offer, waiting, house))
      },
      remind: reminding,
    },
    handlers: {},
    pages: app =>
      registerApprovalPages(app, {
        ...{ ...ground, documents, officers, delegations, deciding, pictures, limit, whoWorks: staff.whoWorks },
      }),
    sweeps: [{ name: 'approvals', everyMs: HOUR_MS, run: reminding }],
    erasing: createEraseApprovals({ clock, mail, drafts: issuing.drafts }),
    close: () => pictures.close(),
  }
}
