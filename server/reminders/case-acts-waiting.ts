import type { Kysely } from 'kysely'
import { z } from 'zod'
import { both } from '../../src/contract/texts.ts'
import { plainLine } from '../../src/rules/plain-text.ts'
import { wallTime } from '../../src/rules/wall-time.ts'
import { actName } from '../cases/cases.ts'
import type { Tables } from '../ground/store/tables.ts'
import type { Facts } from './proposals-waiting.ts'
import { isLastQuarter, type Waiting } from './waiting.ts'
import { countOthers, sayOthers } from './who-may-agree.ts'

const ROWS_MAX = 1_000
/** What is asked for in a case never lapses; somebody is told once more as with a proposal, which has as long. */
const WAITS_MS = 7 * 24 * 3_600_000
const NAME_CHARACTERS_MAX = 120
const askedSchema = z.object({ act: z.string() })

/** Acts on cases, such as refunds above the set amount, that wait for a second person: without any amount. */
export async function readCaseActsWaiting(db: Kysely<Tables>, facts: Facts): Promise<Waiting[]> {
  const rows = await db
    .selectFrom('open_case as c')
    .innerJoin('case_history as h', 'h.seq', 'c.asked_seq')
    .leftJoin('print_order as o', 'o.order_id', 'c.order_id')
    .leftJoin('terminal as t', 't.terminal_id', 'o.terminal_id')
    .select(['c.case_number', 'h.seq', 'h.at', 'h.detail', 'h.by_name', 'h.by_staff', 't.site_id'])
    .where('c.state', '=', 'waiting-for-agreement')
    .orderBy('h.seq')
    .limit(ROWS_MAX)
    .execute()
  return rows.map(row => {
    const { accounts, siteName, timeZone, now } = facts
    const act = actName(askedSchema.parse(row.detail).act)
    const until = new Date(row.at.getTime() + WAITS_MS)
    const isLast = isLastQuarter(row.at, until, now)
    const [name, asked] = [plainLine(row.by_name ?? '').slice(0, NAME_CHARACTERS_MAX), wallTime(row.at, timeZone)]
    const site = row.site_id === null ? null : siteName(row.site_id)
    const others = countOthers(accounts, {
      ...{ permissions: ['cases.agree'], siteId: row.site_id, but: row.by_staff },
    })
    return {
      ...{ about: 'case-act', subject: `${row.case_number} ${row.seq}`, moment: isLast ? 'last' : 'first' },
      // It goes on waiting; what could not go in that time is told anew.
      usefulUntil: new Date(now.getTime() + WAITS_MS),
      title: isLast
        ? both(`仍等第二人同意：${act.zh}`, `Still waits for a second person: ${act.en}`)
        : both(`等第二人同意：${act.zh}`, `Waits for a second person: ${act.en}`),
      lines: [
        both(
          `${name} 于 ${asked} 在事项 ${row.case_number} 中提出${site ? `（${site.zh}）` : ''}；不会过期。`,
          `Asked for by ${name}, ${asked}, in case ${row.case_number}${site ? ` (${site.en})` : ''}; it does not lapse.`,
        ),
        sayOthers(others),
      ],
      page: `cases/${encodeURIComponent(row.case_number)}`,
    }
  })
}
