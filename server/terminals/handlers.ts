import type { Clock } from '../../src/clock.ts'
import type { TerminalId } from '../../src/contract/ids.ts'
import type { ServerFacts, TERMINALS_ROUTES, TerminalSettings } from '../../src/contract/terminals-api.ts'
import { fault } from '../../src/fault.ts'
import { err, ok } from '../../src/result.ts'
import { createRateLimit } from '../ground/http/rate-limit.ts'
import type { HandlersOf } from '../ground/room.ts'
import type { Identity } from '../identity/identity.ts'
import type { Verification } from '../verification/verification.ts'
import type { PaperCheck } from './check-paper.ts'
import type { Enrolment } from './enrolment.ts'
import { identify, revisit, type VisitorParts } from './visitors.ts'

export interface HandlerParts {
  readonly clock: Clock
  readonly enrolment: Enrolment
  readonly identity: Pick<Identity, 'visits'>
  readonly verification: Verification
  readonly visitor: VisitorParts
  readonly checkPaper: PaperCheck
  /** By what terminals know the server. */
  readonly server: () => ServerFacts
  readonly settings: (terminalId: TerminalId) => Promise<TerminalSettings>
}

const MINUTE_MS = 60_000

/** What answers the terminals of the house. */
export function terminalsHandlers(parts: HandlerParts): HandlersOf<typeof TERMINALS_ROUTES> {
  const { clock, enrolment, identity, verification, visitor, checkPaper, settings, server } = parts
  const identifyLimit = createRateLimit(clock, 30, MINUTE_MS)
  const serverLimit = createRateLimit(clock, 120, MINUTE_MS)
  const enrolLimit = createRateLimit(clock, 5, 15 * MINUTE_MS)
  return {
    server: async (_, { ip }) => (serverLimit.allow(ip) ? ok(server()) : err(fault('server-busy'))),
    enrol: async (input, { ip }) => {
      if (!enrolLimit.allow(ip)) return err(fault('server-busy'))
      const terminalId = await enrolment.enrol(input)
      if (!terminalId.ok) return terminalId
      return ok({ terminalId: terminalId.value, settings: await settings(terminalId.value) })
    },
    settings: async (_, { terminalId }) => ok(await settings(terminalId)),
    trust: async () => {
      const notices = await verification.trustNotices()
      return ok({ notices: notices.map(pdf => Buffer.from(pdf).toString('base64')) })
    },
    identify: async ({ means }, { terminalId }) => {
      if (!identifyLimit.allow(terminalId)) return err(fault('server-busy'))
      return identify(visitor, terminalId, means)
    },
    visit: ({ visitId }, { terminalId }) => revisit(visitor, terminalId, visitId),
    endVisit: async ({ visitId }, { terminalId }) => {
      await identity.visits.end(terminalId, visitId)
      return ok({})
    },
    checkPaper: (input, { terminalId }) => checkPaper(terminalId, input),
  }
}
