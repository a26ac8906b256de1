import { both } from '../../src/contract/texts.ts'
import type { FourEyes } from '../four-eyes/four-eyes.ts'
import type { Ground } from '../ground/ground.ts'
import { readCaseActsWaiting } from './case-acts-waiting.ts'
import { readComplaintsRunningOut } from './complaints-running-out.ts'
import { proposalWaiting } from './proposals-waiting.ts'
import type { Waiting } from './waiting.ts'
import { readAccounts } from './who-may-agree.ts'

export interface ReadParts extends Pick<Ground, 'db' | 'clock' | 'house'> {
  readonly fourEyes: Pick<FourEyes, 'waiting'>
}

/** Everything of which somebody is to be told, as it stands now: what was decided since is none of it. */
export async function readWaiting({ db, clock, house: { timeZone }, fourEyes }: ReadParts): Promise<Waiting[]> {
  const now = new Date(clock.now())
  const accounts = await readAccounts(db)
  const sites = await db.selectFrom('site').select(['site_id', 'name_zh', 'name_en']).execute()
  const siteName = (siteId: string) => {
    const row = sites.find(({ site_id }) => site_id === siteId)
    return row ? both(row.name_zh, row.name_en) : both(siteId, siteId)
  }
  const facts = { accounts, siteName, timeZone, now }
  return [
    ...(await readComplaintsRunningOut(db, facts)),
    ...(await fourEyes.waiting()).map(one => proposalWaiting(one, facts)),
    ...(await readCaseActsWaiting(db, facts)),
  ]
}
