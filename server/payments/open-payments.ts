import type { SectionsOf } from '../ground/config/sections.ts'
import type { Ground } from '../ground/ground.ts'
import type { Room } from '../ground/room.ts'
import { StartRefused } from '../ground/start-refused.ts'
import { openMemory } from './memory.ts'
import type { Merchants } from './merchants.ts'
import { registerNoticeRoutes, type TakeComplaint, type TakeNotice } from './notice-route.ts'
import { merchantsNamedTwice, openMerchants } from './payment-config.ts'
import type { PaymentRoom } from './payments.ts'
import type { PAYMENTS } from './payments-plan.ts'
import { PROVIDERS } from './providers.ts'
import { createUpkeep } from './upkeep.ts'

const HOUR_MS = 3_600_000

/** The merchants of the configuration, unless others are given. Throws `StartRefused` when one is named twice. */
export async function openPayments(
  ground: Pick<Ground, 'db' | 'clock' | 'log'>,
  config: SectionsOf<typeof PAYMENTS>,
  given?: Merchants,
): Promise<Room<PaymentRoom, typeof PAYMENTS>> {
  const [twice] = merchantsNamedTwice(config)
  if (twice !== undefined) throw new StartRefused(`formerPayments: ${twice} is configured twice`)
  const merchants = given ?? (await openOwn(ground, config))
  let take: TakeNotice | null = null
  let takeComplaint: TakeComplaint | null = null
  return {
    doors: {
      merchants,
      hearNotices: hear => {
        take = hear
      },
      hearComplaints: hear => {
        takeComplaint = hear
      },
    },
    handlers: {},
    sweeps: [{ name: 'keys of payment providers', everyMs: HOUR_MS, run: createUpkeep(ground, merchants) }],
    pages: app => {
      if (!take) throw new Error('nobody hears the notices of merchants')
      const [ofMoney, ofComplaints] = [take, takeComplaint]
      return registerNoticeRoutes(app, merchants, async (from, notice) => {
        if (notice.kind !== 'complaint') return ofMoney(from, notice)
        await ofComplaints?.(from, notice.complaintId)
        return ofComplaints !== null
      })
    },
  }
}

async function openOwn(
  ground: Pick<Ground, 'db' | 'clock' | 'log'>,
  config: SectionsOf<typeof PAYMENTS>,
): Promise<Merchants> {
  const memoryOf = await openMemory(ground)
  return openMerchants(config, ground.clock, PROVIDERS, key => ({ log: ground.log, memory: memoryOf(key) }))
}
