import type { Notice, OwnConsent, OwnNotice } from '../../src/contract/notice-api.ts'
import { USUAL_POINTS } from '../../src/rules/usual-notice.ts'

const NOW: Notice = { version: '2026-11', digest: 'a'.repeat(64), points: [...USUAL_POINTS] }
const FORMER: OwnConsent = {
  ...{ version: '2025-09', digest: 'b'.repeat(64), agreedAt: '2025-09-10T02:00:00Z', language: 'zh-CN' },
  ...{
    place: { zh: '图书馆南门 3 号机', en: 'Library, south gate, Machine 3' },
    withdrawnAt: null,
    withdrawnReason: null,
  },
}
const PRESENT: OwnConsent = {
  ...{ version: NOW.version, digest: NOW.digest, agreedAt: '2026-11-02T01:30:00Z', language: 'zh-CN' },
  ...{ place: null, withdrawnAt: null, withdrawnReason: null },
}

/** Somebody who has agreed to what holds now, and to what held before. */
export const OWN_NOTICE: OwnNotice = { notice: NOW, isOwed: false, consents: [PRESENT, FORMER] }
export const NEVER_AGREED: OwnNotice = { notice: NOW, isOwed: true, consents: [] }
export const WITHDRAWN: OwnNotice = {
  ...{ notice: NOW, isOwed: true },
  consents: [
    { ...PRESENT, withdrawnAt: '2026-11-20T03:00:00Z', withdrawnReason: '本人 11 月 19 日来信' },
    { ...FORMER, withdrawnAt: '2026-11-20T03:00:00Z' },
  ],
}
