import type { Bilingual } from '../../src/contract/texts.ts'
import { wallDay } from '../../src/rules/wall-time.ts'
import type { HouseOffer } from '../documents/documents.ts'
import type { WaitingApproval } from './approvals.ts'

/** An offer as a kiosk says it where an approval is missing: since when it waits, or where it is applied for. */
export function sayAtKiosk(
  offer: HouseOffer,
  waiting: readonly WaitingApproval[],
  { publicBaseUrl, timeZone }: { readonly publicBaseUrl: string; readonly timeZone: string },
): HouseOffer {
  const { approval, unavailable, kind, edition } = offer
  if (approval === null || unavailable === null) return offer
  const { officeName } = approval
  const open = waiting.find(one => one.kind === kind && one.edition === edition)
  const day = open && wallDay(open.since, timeZone)
  const said: Bilingual = open
    ? {
        zh: `自 ${day} 起等待${officeName.zh}审批，批准后即可在这里打印。`,
        en: `Waiting for approval since ${day} (${officeName.en}). Once approved it prints here.`,
      }
    : {
        zh: `需${officeName.zh}审批，请在网上申请：${new URL(publicBaseUrl).host}/p/`,
        en: `Needs approval (${officeName.en}). Apply at ${new URL(publicBaseUrl).host}/p/`,
      }
  return { ...offer, unavailable: said }
}
