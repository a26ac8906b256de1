import type { SectionsOf } from '../ground/config/sections.ts'
import type { Ground } from '../ground/ground.ts'
import type { Room } from '../ground/room.ts'
import { StartRefused } from '../ground/start-refused.ts'
import type { Merchants } from './merchants.ts'
import { registerNoticeRoutes, type TakeNotice } from './notice-route.ts'
import { merchantsNamedTwice, openMerchants } from './payment-config.ts'
import type { PaymentRoom } from './payments.ts'
import type { PAYMENTS } from './payments-plan.ts'

/** The merchants of the configuration, unless others are given. Throws `StartRefused` when one is named twice. */
export function openPayments(
  { clock }: Pick<Ground, 'clock'>,
  config: SectionsOf<typeof PAYMENTS>,
  given?: Merchants,
): Room<PaymentRoom, typeof PAYMENTS> {
  const [twice] = merchantsNamedTwice(config)
  if (twice !== undefined) throw new StartRefused(`formerPayments: ${twice} is configured twice`)
  const merchants = given ?? openMerchants(config, clock)
  let take: TakeNotice | null = null
  return {
    doors: {
      merchants,
      hearNotices: hear => {
        take = hear
      },
    },
    handlers: {},
    pages: app => {
      if (!take) throw new Error('nobody hears the notices of merchants')
      return registerNoticeRoutes(app, merchants, take)
    },
  }
}
