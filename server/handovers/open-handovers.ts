import { ok } from '../../src/result.ts'
import type { Documents } from '../documents/documents.ts'
import type { Ground } from '../ground/ground.ts'
import type { Room } from '../ground/room.ts'
import type { Identity } from '../identity/identity.ts'
import type { Issuing } from '../issuing/issuing.ts'
import { eraseHandovers } from './erase-handovers.ts'
import type { Handovers } from './handovers.ts'
import type { HANDOVERS } from './handovers-plan.ts'
import { createKioskSide } from './kiosk-side.ts'
import { registerPhonePages } from './phone-routes.ts'
import { createPhoneSide } from './phone-side.ts'

const MINUTE_MS = 60_000
const TIDY_EVERY_MS = 60 * MINUTE_MS

export interface HandoversNeeds {
  readonly identity: Pick<Identity, 'visits'>
  readonly documents: Pick<Documents, 'givesFile'>
  readonly issuing: Pick<Issuing, 'records'>
}

/** What was just printed, taken along on a phone. */
export async function openHandovers(
  ground: Ground,
  { identity, documents, issuing }: HandoversNeeds,
): Promise<Room<Handovers, typeof HANDOVERS>> {
  const { db, clock, house, content } = ground
  const { records } = issuing
  const kiosks = createKioskSide({
    ...{ db, clock, records, visits: identity.visits },
    givesFile: documents.givesFile,
  })
  const phones = createPhoneSide({ db, clock, records })
  const limit = ground.limit('handovers pages', { times: 120, timesOfAll: 6_000, windowMs: MINUTE_MS })
  return {
    doors: {},
    handlers: {
      beginHandover: async ({ visitId, jobId }, { terminalId }) => {
        const begun = await kiosks.begin(terminalId, visitId, jobId)
        if (!begun.ok) return begun
        const { handover, pageId, withinMs } = begun.value
        return ok({ handover, url: `${house.publicBaseUrl}/t/${pageId}`, withinMs })
      },
      handover: async ({ handover }, { terminalId }) => ok(await kiosks.state(terminalId, handover)),
      giveHandover: async ({ handover, digits }, { terminalId }) => ok(await kiosks.give(terminalId, handover, digits)),
      endHandover: async ({ handover }, { terminalId }) => {
        await kiosks.end(terminalId, handover)
        return ok({})
      },
    },
    pages: app => registerPhonePages(app, { phones, house, limit, content }),
    sweeps: [{ name: 'handovers', everyMs: TIDY_EVERY_MS, run: () => phones.tidy() }],
    erasing: eraseHandovers,
  }
}
