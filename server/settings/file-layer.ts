import type { Bilingual } from '../../src/contract/texts.ts'
import type { Tariff } from '../../src/rules/tariff.ts'
import { type Settings, settingsSchema } from '../../src/settings/settings.ts'

/** The parts of the server's file that terminals go by as long as nobody has set anything else. */
export interface FileConfig {
  readonly university: { readonly helpPhone: string }
  readonly tariff: Tariff
  readonly quota: { readonly freeCopies: number }
  readonly orders: { readonly maxCopies: number; readonly badCopiesGoTo: Bilingual | null }
}

/** What the server's file says of everything that can be set. */
export function fileLayer({ university, tariff, quota, orders }: FileConfig): Settings {
  return settingsSchema.parse({
    hours: { week: null, closedDays: [] },
    documents: { offered: null },
    prices: tariff,
    copies: { freeCopies: quota.freeCopies, maxCopies: orders.maxCopies, badCopiesGoTo: orders.badCopiesGoTo },
    help: { phone: university.helpPhone, notice: null },
    delays: {
      ...{ idleSeconds: null, askSeconds: null, noticeSeconds: null, asideSeconds: null, refusedSeconds: null },
      ...{ answerSeconds: null, paperSeconds: null, leaveSeconds: null, payMarginSeconds: null },
    },
    look: { logo: null, accent: null },
    sounds: { volumePercent: 0, touches: false, quietHours: null },
    paper: { trays: [] },
    maintenance: {
      ...{ week: null, callAfterSeconds: null, paperLowSheets: null, tonerLowPercent: null, backByItself: false },
    },
  } satisfies Settings)
}
