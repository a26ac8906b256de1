import type { AssuranceWanted } from '../../src/rules/assurance.ts'
import type { Tariff } from '../../src/rules/tariff.ts'
import { StartRefused } from '../ground/start-refused.ts'
import type { Documents } from './documents.ts'
import { loadKinds } from './load-kinds.ts'
import { offersOf } from './offers.ts'
import type { OfficeApproval } from './office-approval.ts'

/** By the kind. */
export interface SiteRules {
  readonly assurance?: Readonly<Record<string, AssuranceWanted>>
  readonly approvals?: Readonly<Record<string, OfficeApproval>>
}

/**
 * Reads every kind under a folder. Throws with the file and the place of a mistake.
 *
 * @param site what the site says of kinds in place of what they say themselves: how surely people must be known, and which office must agree
 */
export function readDocuments(
  templatesDir: string,
  tariff: Tariff,
  { assurance = {}, approvals = {} }: SiteRules = {},
): Documents {
  const house = loadKinds(templatesDir)
  for (const [setting, rules] of Object.entries({ assurance, approvals })) {
    const unknown = Object.keys(rules).find(name => !house.some(({ kind }) => kind === name))
    if (unknown !== undefined) throw new StartRefused(`documents.${setting}: there is no kind "${unknown}"`)
  }
  const kinds = house.map(kind => ({
    ...kind,
    assurance: assurance[kind.kind] ?? kind.assurance,
    approval: approvals[kind.kind] ?? kind.approval,
  }))
  return {
    ...{ templatesDir, kinds, tariff },
    assuranceFor: kind => kinds.find(one => one.kind === kind)?.assurance ?? { level: 'A3', withinMinutes: null },
    givesFile: kind => kinds.some(one => one.kind === kind && !one.paperOnly),
    offers: subject => offersOf(kinds, subject, tariff),
  }
}
