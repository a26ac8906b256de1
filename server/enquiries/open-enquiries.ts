import type { Documents } from '../documents/documents.ts'
import type { SectionsOf } from '../ground/config/sections.ts'
import type { Ground } from '../ground/ground.ts'
import { houseSecret } from '../ground/house-secret.ts'
import type { Room } from '../ground/room.ts'
import type { Identity } from '../identity/identity.ts'
import type { Mail } from '../mail/mail.ts'
import type { Portal } from '../portal/portal.ts'
import type { Records } from '../records/records.ts'
import type { Staff } from '../staff/staff.ts'
import { createBegin } from './begin.ts'
import { createDesk } from './desk/desk-acts.ts'
import { createTemplates } from './desk/templates.ts'
import { createWorklist } from './desk/worklist.ts'
import type { Enquiries } from './enquiries.ts'
import { enquiriesHandlers } from './enquiries-handlers.ts'
import { enquiriesLimits } from './enquiries-limits.ts'
import type { ENQUIRIES } from './enquiries-plan.ts'
import { createEnquiryLetters } from './enquiry-letters.ts'
import { createEnquirySeals } from './enquiry-seals.ts'
import { createEraseEnquiries } from './erase-enquiries.ts'
import { createGoOn } from './go-on.ts'
import { createOffices } from './offices.ts'
import { registerDeskPages } from './pages/desk-routes.ts'
import { tidyEnquiries } from './tidy.ts'

const HOUR_MS = 3_600_000

export interface EnquiriesNeeds {
  readonly records: Records
  readonly documents: Pick<Documents, 'kinds'>
  readonly identity: Pick<Identity, 'holdsMailbox'>
  readonly mail: Mail
  readonly portal: Pick<Portal, 'application' | 'page'>
  readonly staff: Pick<Staff, 'whoWorks'>
}

/** What people say to be wrong and what they ask, and the offices that answer. */
export async function openEnquiries(
  ground: Ground,
  { records, documents, identity, mail, portal, staff }: EnquiriesNeeds,
  { enquiries: settings }: SectionsOf<typeof ENQUIRIES>,
): Promise<Room<Enquiries, typeof ENQUIRIES>> {
  const { db, clock, log, house } = ground
  const secret = (name: string) => houseSecret(db, name, new Date(clock.now()))
  const seals = createEnquirySeals({ seal: await secret('enquiries'), keys: await secret('enquiry-addresses') })
  const limits = enquiriesLimits(ground.limit)
  const offices = createOffices(settings.offices, documents.kinds, house)
  const views = { db, seals, offices, clock, reopenWithinDays: settings.reopenWithinDays }
  const letters = createEnquiryLetters({
    ...{ mail, seals, house, clock, limit: limits.letters, holdsMailbox: identity.holdsMailbox },
  })
  const tidy = () => tidyEnquiries({ db, clock, seals, offices, mail, house, settings })
  return {
    doors: { tidy },
    handlers: enquiriesHandlers({
      ...{ offices, mail, goOn: createGoOn({ ...views, limits }) },
      begin: createBegin({ ...views, log, portal, records, limits }),
    }),
    pages: app =>
      registerDeskPages(app, {
        ...{ db, clock, log, house, seals, offices, records, staff, limit: limits.pages },
        worklist: createWorklist({ db, clock, offices, oldAfterDays: settings.oldAfterDays }),
        desk: createDesk({ db, clock, seals, offices, letters }),
        templates: createTemplates({ db, clock, offices }),
      }),
    sweeps: [{ name: 'corrections and questions', everyMs: HOUR_MS, run: tidy }],
    erasing: createEraseEnquiries({ clock, mail }),
  }
}
