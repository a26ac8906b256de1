import { changesMoney, type Difference, differenceOf } from '../../src/settings/settings.ts'
import type { ResolvedInForce } from './in-force.ts'

/** What would hold otherwise at a terminal if it stood at another site. */
export interface Moving {
  readonly changes: readonly Difference[]
  /** Visitors would pay other prices, or have other free copies: it is a change of price. */
  readonly isMoney: boolean
}

/** Compares what holds at a terminal with what would hold for it at a site. */
export async function movingTo(
  inForce: Pick<ResolvedInForce, 'below'>,
  terminalId: string,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<Moving> {
  const [before, after] = [
    await inForce.below({ siteId: from, terminalId }),
    await inForce.below({ siteId: to, terminalId }),
  ]
  const changes = differenceOf(before.settings, after.settings)
  return { changes, isMoney: changesMoney(changes) }
}
