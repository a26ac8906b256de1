import type { ApprovalStanding } from '../../src/contract/documents.ts'
import type { Bilingual } from '../../src/contract/texts.ts'
import { wallDay } from '../../src/rules/wall-time.ts'
import type { OfferApproval } from '../documents/documents.ts'
import type { OpenedOffer } from '../issuing/issuing.ts'
import type { KioskOffer, WaitingApproval } from './approvals.ts'

/** An offer as a kiosk says it where an approval is needed: where it is applied for, since when it waits, or until when it was given. */
export function sayAtKiosk(
  { approval, approved, ...offer }: OpenedOffer,
  waiting: readonly WaitingApproval[],
  { publicBaseUrl, timeZone }: { readonly publicBaseUrl: string; readonly timeZone: string },
): KioskOffer {
  if (approved) {
    const { officeName: office, printableUntil } = approved
    return { ...offer, approval: { state: 'approved', office, printableUntil: printableUntil.toISOString() } }
  }
  if (approval === null || offer.unavailable === null) return { ...offer, approval: null }
  const open = waiting.find(({ kind, edition }) => kind === offer.kind && edition === offer.edition)
  return { ...offer, unavailable: wordsOf(approval, open), approval: standingOf(approval, open) }

  function wordsOf({ officeName }: OfferApproval, asked: WaitingApproval | undefined): Bilingual {
    const day = asked && wallDay(asked.since, timeZone)
    if (day)
      return {
        zh: `自 ${day} 起等待${officeName.zh}审批，批准后即可在这里打印。`,
        en: `Waiting for approval since ${day} (${officeName.en}). Once approved it prints here.`,
      }
    return {
      zh: `需${officeName.zh}审批，请在网上申请：${new URL(publicBaseUrl).host}/p/`,
      en: `Needs approval (${officeName.en}). Apply at ${new URL(publicBaseUrl).host}/p/`,
    }
  }
}

function standingOf(
  { officeName: office, withinWorkingDays, purposes }: OfferApproval,
  asked: WaitingApproval | undefined,
): ApprovalStanding {
  if (!asked) return { state: 'needed', office, withinWorkingDays, isAlways: purposes === null }
  const { since, promisedAt } = asked
  return { state: 'waiting', office, askedAt: since.toISOString(), promisedAt: promisedAt.toISOString() }
}
