import type { Notice } from '../../src/contract/notice-api.ts'
import { USUAL_POINTS } from '../../src/rules/usual-notice.ts'
import type { SectionsOf } from '../ground/config/sections.ts'
import { sha256Hex } from '../ground/store/content-store.ts'
import type { NOTICE } from './notice-plan.ts'

/** The text that holds by the configuration; null where people are not asked here. */
export function noticeInForce({ asked, version, points }: SectionsOf<typeof NOTICE>['notice']): Notice | null {
  if (!asked) return null
  const said = (points ?? USUAL_POINTS).map(({ head, text }) => ({
    ...{ head: { zh: head.zh, en: head.en }, text: { zh: text.zh, en: text.en } },
  }))
  // Its keys always stand in this order: the same words have the same digest on every server.
  return { version, digest: sha256Hex(JSON.stringify({ version, points: said })), points: said }
}
