import type { COMPLAINTS_ROUTES } from '../../../src/contract/complaints-api.ts'
import { fault } from '../../../src/fault.ts'
import { err, ok } from '../../../src/result.ts'
import type { Ground } from '../../ground/ground.ts'
import type { HandlersOf } from '../../ground/room.ts'
import { steppedUp } from '../../ground/step-up.ts'
import type { Merchants } from '../../payments/payments.ts'
import { actOnComplaint, changeErrand } from './act-on-complaint.ts'
import { listComplaints } from './list-complaints.ts'
import { complaintFor, linesAndPictures, oneComplaint } from './one-complaint.ts'

const UNKNOWN = err(fault('case-unknown'))
const NO_PLACE = err(fault('server-nonsense', 'no such place in the list'))

/** What the console asks of complaints. `wake` has what was written down done at once. */
export function deskHandlers(
  ground: Pick<Ground, 'db' | 'clock'>,
  { merchants, wake }: { readonly merchants: Pick<Merchants, 'find'>; readonly wake: () => void },
): HandlersOf<typeof COMPLAINTS_ROUTES> {
  const { db, clock } = ground
  return {
    staffComplaints: async (wish, { sites }) => {
      const page = await listComplaints(db, sites, wish)
      return page === null ? NO_PLACE : ok(page)
    },
    staffComplaint: async ({ complaintId }, caller) => {
      const one = await oneComplaint(db, complaintId, caller)
      return one === null ? UNKNOWN : ok(one)
    },
    complaintPicture: async ({ complaintId, place }, { sites }) => {
      const row = await complaintFor(db, complaintId, sites)
      const id = row === null ? undefined : (await linesAndPictures(db, row)).pictures[place]
      if (!row || id === undefined) return UNKNOWN
      const merchant = merchants.find({ provider: row.provider, merchantId: row.merchant_id })
      const picture = await merchant?.payments.complaints?.picture(id)
      if (!picture) return UNKNOWN
      if (!picture.ok) return err(fault('server-nonsense', picture.error.code))
      return ok({ bytes: picture.value.bytes, mediaType: picture.value.type })
    },
    actOnComplaint: async ({ complaintId, ...wanted }, caller) => {
      if (!wanted.isPreview) {
        const fresh = steppedUp(caller, clock)
        if (!fresh.ok) return fresh
      }
      if (!(await complaintFor(db, complaintId, caller.sites))) return UNKNOWN
      const acted = await actOnComplaint(ground, complaintId, wanted, caller)
      if (acted === null) return UNKNOWN
      if (acted.outcome === 'done' && !wanted.isPreview) wake()
      return ok(acted)
    },
    takeBackComplaintErrand: async (wish, caller) => {
      const fresh = steppedUp(caller, clock)
      if (!fresh.ok) return fresh
      if (!(await complaintFor(db, wish.complaintId, caller.sites))) return UNKNOWN
      return ok(await changeErrand(ground, wish, 'taken-back', caller))
    },
    retryComplaintErrand: async (wish, caller) => {
      if (!(await complaintFor(db, wish.complaintId, caller.sites))) return UNKNOWN
      const acted = await changeErrand(ground, wish, 'at-once', caller)
      if (acted.outcome === 'done') wake()
      return ok(acted)
    },
  }
}
