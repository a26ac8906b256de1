import type { Kysely } from 'kysely'
import type { Clock } from '../../src/clock.ts'
import { REASON_CHARACTERS } from '../../src/contract/four-eyes-api.ts'
import { fault } from '../../src/fault.ts'
import { err, ok } from '../../src/result.ts'
import { plainText } from '../../src/rules/plain-text.ts'
import { randomId } from '../ground/random-id.ts'
import { steppedUp } from '../ground/step-up.ts'
import { sha256Hex } from '../ground/store/content-store.ts'
import type { Tables } from '../ground/store/tables.ts'
import type { Staff } from '../staff/staff.ts'
import type { FourEyes } from './four-eyes.ts'
import { audit } from './four-eyes-audit.ts'
import type { Kinds } from './kinds.ts'

const DAY_MS = 24 * 3_600_000
/** Nobody can agree after it: by then another thing may be true. */
export const WAITS_MS = 7 * DAY_MS

export interface ProposeParts {
  readonly db: Kysely<Tables>
  readonly clock: Pick<Clock, 'now'>
  readonly kinds: Kinds
  readonly staff: Pick<Staff, 'stillMay'>
}

/** Drafts what a second person must agree to. */
export function createPropose({ db, clock, kinds, staff }: ProposeParts): FourEyes['propose'] {
  return async (name, given, by, { siteId, reason: said }) => {
    const kind = kinds.find(name)
    if (!kind) throw new Error(`no room has told of proposals ${name}`)
    const fresh = steppedUp(by, clock)
    if (!fresh.ok) return fresh
    const reason = plainText(said)
    if (reason === '' || reason.length > REASON_CHARACTERS) return err(fault('reason-needed'))
    const json = JSON.stringify(given)
    // As it will be read when somebody agrees: what would not be read then is refused now.
    const payload = kind.schema.parse(JSON.parse(json))
    const [title, details] = [await kind.titleOf(payload), await kind.detailsOf(payload)]
    return db.transaction().execute(async tx => {
      if (!(await staff.stillMay(tx, by, kind.proposePermission, siteId)))
        return err(fault('staff-not-permitted', kind.proposePermission))
      const at = new Date(clock.now())
      const mark = sha256Hex(json)
      const row = {
        ...{ proposal_id: randomId(), kind: name, payload: json, payload_mark: mark, site_id: siteId, reason },
        ...{ title_zh: title.zh, title_en: title.en, details: JSON.stringify(details), state: 'waiting' as const },
        ...{ drafted_by: by.staffId, drafted_at: at, ends_at: new Date(at.getTime() + WAITS_MS) },
      }
      const find = () =>
        tx
          .selectFrom('proposal')
          .select(['proposal_id', 'ends_at'])
          .where('state', '=', 'waiting')
          .where('drafted_by', '=', by.staffId)
          .where('kind', '=', name)
          .where('payload_mark', '=', mark)
          .where('site_id', 'is not distinct from', siteId)
          .forUpdate()
          .executeTakeFirst()
      const standing = await find()
      if (standing && standing.ends_at > at) return ok({ proposalId: standing.proposal_id })
      if (standing) await runOut(tx, standing.proposal_id, at)
      const made = await tx
        .insertInto('proposal')
        .values(row)
        .onConflict(on => on.doNothing())
        .returning('proposal_id')
        .executeTakeFirst()
      if (!made) {
        // The same key, pressed twice: the other request was faster.
        const other = await find()
        return other ? ok({ proposalId: other.proposal_id }) : err(fault('server-busy', 'the same proposal was ended'))
      }
      const detail = { by: by.staffId, kind: name, site: siteId }
      await audit(tx, at, { event: 'proposal-made', subject: made.proposal_id, terminalId: null, detail })
      return ok({ proposalId: made.proposal_id })
    })
  }
}

/** Ends one that nobody agreed to in time. */
export async function runOut(tx: Kysely<Tables>, proposalId: string, at: Date): Promise<void> {
  const ended = await tx
    .updateTable('proposal')
    .set({ state: 'run-out', decided_at: at })
    .where('proposal_id', '=', proposalId)
    .where('state', '=', 'waiting')
    .returning('kind')
    .executeTakeFirst()
  if (!ended) return
  const detail = { kind: ended.kind }
  await audit(tx, at, { event: 'proposal-run-out', subject: proposalId, terminalId: null, detail })
}

/** Ends everything that nobody agreed to in time. */
export const runAllOut = ({ db, clock }: Pick<ProposeParts, 'db' | 'clock'>): Promise<void> =>
  db.transaction().execute(async tx => {
    const at = new Date(clock.now())
    const due = tx.selectFrom('proposal').select('proposal_id').where('state', '=', 'waiting')
    const rows = await due.where('ends_at', '<=', at).limit(500).forUpdate().skipLocked().execute()
    for (const { proposal_id: proposalId } of rows) await runOut(tx, proposalId, at)
  })
