import type { Settings } from './settings.ts'

/** Settings as a house has them that has set nothing, for tests and for looking at. */
export const FILE_SETTINGS: Settings = {
  hours: { week: null, closedDays: [] },
  documents: { offered: null },
  prices: { zhFen: 200, enFen: 500 },
  copies: { freeCopies: 5, maxCopies: 20, badCopiesGoTo: null },
  help: { phone: '010-0000 0000', notice: null },
  delays: {
    ...{ idleSeconds: null, askSeconds: null, noticeSeconds: null, asideSeconds: null, refusedSeconds: null },
    ...{ answerSeconds: null, paperSeconds: null, leaveSeconds: null, payMarginSeconds: null },
  },
  look: { logo: null, accent: null },
  paper: { trays: [] },
  maintenance: { week: null, callAfterSeconds: null, paperLowSheets: null, tonerLowPercent: null, backByItself: false },
  sounds: { volumePercent: 0, touches: false, quietHours: null },
}
