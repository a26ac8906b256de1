import type { PRIVACY_ROUTES } from '../../../src/contract/privacy-api.ts'
import { fault } from '../../../src/fault.ts'
import { err, ok } from '../../../src/result.ts'
import type { Ground } from '../../ground/ground.ts'
import type { HandlersOf } from '../../ground/room.ts'
import { steppedUp } from '../../ground/step-up.ts'
import { audit } from '../privacy-audit.ts'
import { addRequest, endRequest, type RequestParts, whoAsks } from '../requests/requests.ts'
import { type ConsentDeskParts, consentHandlers } from './consent-desk.ts'
import { listRequestPage, requestRow, requestView } from './list-requests.ts'
import type { RetentionDesk } from './retention-desk.ts'

const MINUTE_MS = 60_000
const NO_PLACE = err(fault('server-nonsense', 'no such place in the list'))

export interface PrivacyDeskParts extends ConsentDeskParts {
  readonly requests: RequestParts
  readonly retention: RetentionDesk
  /** HH:MM, by the house's clocks. */
  readonly retentionAt: string
}

/** What the console asks of privacy. */
export function privacyHandlers(
  { db, clock, limit }: Pick<Ground, 'db' | 'clock' | 'limit'>,
  parts: PrivacyDeskParts,
): HandlersOf<typeof PRIVACY_ROUTES> {
  const { requests, retention, retentionAt } = parts
  /** Each goes through every table. */
  const counting = limit('counts of retention', { times: 10, timesOfAll: 30, windowMs: MINUTE_MS })
  const nameOf = async (staffId: string): Promise<string> => {
    const account = db.selectFrom('staff_account').select('name').where('staff_id', '=', staffId)
    return (await account.executeTakeFirst())?.name ?? staffId
  }
  return {
    ...consentHandlers(parts),
    retention: async () => ok({ ...(await retention.standing()), at: retentionAt }),
    retentionRun: async ({ runId }) => {
      const run = await retention.one(runId)
      return run === null ? err('run-unknown') : ok(run)
    },
    countRetention: async (_, { staffId }) => {
      if (!(await counting.allow(staffId))) return err(fault('server-busy', 'counts of retention'))
      const run = await retention.count({ staffId, name: await nameOf(staffId) })
      return run === null ? err(fault('server-busy', 'the server is ending')) : ok(run)
    },
    carryOutRetention: async (_, caller) => {
      const fresh = steppedUp(caller, clock)
      if (!fresh.ok) return fresh
      const runId = await retention.begin({ staffId: caller.staffId, name: await nameOf(caller.staffId) })
      return runId === null ? err('under-way') : ok({ runId })
    },
    privacyRequests: async wish => {
      const page = await listRequestPage(requests, wish)
      return page === null ? NO_PLACE : ok(page)
    },
    privacyRequest: async ({ number }) => {
      const row = await requestRow(db, number)
      return row ? ok(requestView(requests, row)) : err('request-unknown')
    },
    uncoverPrivacyRequest: async ({ number }, caller) => {
      const fresh = steppedUp(caller, clock)
      if (!fresh.ok) return fresh
      const row = await requestRow(db, number)
      if (!row) return err('request-unknown')
      const detail = { by: caller.staffId }
      const entry = { event: 'privacy-request-uncovered', subject: number, terminalId: null, detail } as const
      await db.transaction().execute(tx => audit(tx, new Date(clock.now()), entry))
      return ok({ who: whoAsks(requests, row) })
    },
    enterPrivacyRequest: async (wish, { staffId }) => {
      const added = await addRequest(requests, { ...wish, by: await nameOf(staffId), staffId })
      return added.ok ? ok(requestView(requests, added.value)) : added
    },
    endPrivacyRequest: async ({ number, outcome, reason }, { staffId }) => {
      const ended = await endRequest(requests, number, { outcome, reason, by: await nameOf(staffId), staffId })
      if (ended.ok) return ok(requestView(requests, ended.value))
      return err(ended.error === 'unknown' ? 'request-unknown' : ended.error)
    },
  }
}
