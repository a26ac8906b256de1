import type { Kysely } from 'kysely'
import type { ApplicationDetail } from '../../../src/contract/portal-api.ts'
import { type Bilingual, both } from '../../../src/contract/texts.ts'
import type { Tables } from '../../ground/store/tables.ts'
import { mandateRows } from './mandate-rows.ts'

type Step = ApplicationDetail['steps'][number]

const MANDATES_MAX = 50

/** Who was named to collect the paper of an application, and what came of it. */
export async function mandateSteps(db: Kysely<Tables>, applicationId: string): Promise<Step[]> {
  const rows = await mandateRows(db)
    .where('mandate.application_id', '=', applicationId)
    .orderBy('made_at', 'desc')
    .limit(MANDATES_MAX)
    .execute()
  return rows.toReversed().flatMap(row => {
    const who = `${row.name_masked} ${row.number_masked}`
    const step = (at: Date, what: Step['what'], said: Bilingual) => ({ at: at.toISOString(), what, said })
    const [zh, en] = [row.terminal_zh ?? '', row.terminal_en ?? '']
    return [
      step(row.made_at, 'mandate-made', both(`已授权 ${who} 代取。`, `${who} was named to collect it.`)),
      ...(row.collected_at
        ? [step(row.collected_at, 'mandate-collected', both(`${who} 在 ${zh} 代取。`, `${who} collected it: ${en}.`))]
        : []),
      ...(row.ended_at
        ? [step(row.ended_at, 'mandate-ended', both(`已取消 ${who} 的代取。`, `It was ended that ${who} collects it.`))]
        : []),
    ]
  })
}
