import type { Kysely } from 'kysely'
import type { ApplicationDetail } from '../../../src/contract/portal-api.ts'
import { type Bilingual, both } from '../../../src/contract/texts.ts'
import type { Tables } from '../../ground/store/tables.ts'
import { pickupRows } from './pickup-rows.ts'

type Step = ApplicationDetail['steps'][number]

const CODES_MAX = 50

const MADE = both('已生成取件码。', 'A pick-up code was made.')
const ENDED = both('取件码已作废。', 'The pick-up code was ended.')
const OVER = both('取件码已过期。', 'The pick-up code has run out.')
const used = ({ zh, en }: Bilingual): Bilingual => both(`在 ${zh} 输入了取件码。`, `The pick-up code was typed: ${en}.`)

/** What happened with the codes by which the paper of an application is fetched. That paper came out is told with the prints. */
export async function pickupSteps(db: Kysely<Tables>, applicationId: string, now: Date): Promise<Step[]> {
  const rows = await pickupRows(db)
    .where('pickup.application_id', '=', applicationId)
    // Those of whom the owner has named are the collector's own.
    .where('pickup.mandate_id', 'is', null)
    .orderBy('pickup.made_at', 'desc')
    .limit(CODES_MAX)
    .execute()
  return rows.toReversed().flatMap(({ made_at, ends_at, ended_at, last_used_at, name_zh, name_en, is_fetched }) => {
    const step = (at: Date, what: Step['what'], said: Bilingual) => ({ at: at.toISOString(), what, said })
    const place = both(name_zh ?? '', name_en ?? name_zh ?? '')
    const end = ended_at ?? (ends_at <= now ? ends_at : null)
    return [
      step(made_at, 'pickup-made', MADE),
      ...(last_used_at ? [step(last_used_at, 'pickup-used', used(place))] : []),
      // Of one whose paper came out it is no news that it is good for nothing more.
      ...(end && !is_fetched ? [step(end, 'pickup-ended', end.getTime() === ends_at.getTime() ? OVER : ENDED)] : []),
    ]
  })
}
