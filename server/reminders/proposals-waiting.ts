import { type Bilingual, both } from '../../src/contract/texts.ts'
import { plainLine } from '../../src/rules/plain-text.ts'
import { wallTime } from '../../src/rules/wall-time.ts'
import type { WaitingProposal } from '../four-eyes/four-eyes.ts'
import { isLastQuarter, type Waiting } from './waiting.ts'
import { type Account, countOthers, sayOthers } from './who-may-agree.ts'

export interface Facts {
  readonly accounts: readonly Account[]
  readonly siteName: (siteId: string) => Bilingual
  readonly timeZone: string
  readonly now: Date
}

/** What waits for a second person, without what it is about: who drafted what kind of thing, and when nobody can agree any more. */
export function proposalWaiting(one: WaitingProposal, { accounts, siteName, timeZone, now }: Facts): Waiting {
  const { proposalId, called, siteId, draftedBy, draftedAt, endsAt } = one
  const isLast = isLastQuarter(draftedAt, endsAt, now)
  const [drafted, ends] = [wallTime(draftedAt, timeZone), wallTime(endsAt, timeZone)]
  const [name, site] = [plainLine(draftedBy.name), siteId === null ? null : siteName(siteId)]
  const others = countOthers(accounts, { permissions: one.agreePermissions, siteId, but: draftedBy.staffId })
  return {
    ...{ about: 'proposal', subject: proposalId, moment: isLast ? 'last' : 'first', usefulUntil: endsAt },
    title: isLast
      ? both(`快过期，仍等第二人同意：${called.zh}`, `Lapses soon, and waits for a second person: ${called.en}`)
      : both(`等第二人同意：${called.zh}`, `Waits for a second person: ${called.en}`),
    lines: [
      both(
        `${name} 于 ${drafted} 起草${site ? `（${site.zh}）` : ''}；${ends} 起不能再同意。`,
        `Drafted by ${name}, ${drafted}${site ? ` (${site.en})` : ''}; nobody can agree from ${ends} on.`,
      ),
      sayOthers(others),
    ],
    page: `proposals/${proposalId}`,
  }
}
