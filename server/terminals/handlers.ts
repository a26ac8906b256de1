import type { TerminalId } from '../../src/contract/ids.ts'
import type { LOGINS_ROUTES } from '../../src/contract/logins-api.ts'
import type { COLLECT_ROUTES, KIOSKS_ROUTES } from '../../src/contract/pickups-api.ts'
import type { OverVisit, ServerFacts, TERMINALS_ROUTES, TerminalSettings } from '../../src/contract/terminals-api.ts'
import { fault } from '../../src/fault.ts'
import { err, ok, type Result } from '../../src/result.ts'
import type { Ground } from '../ground/ground.ts'
import type { HandlersOf } from '../ground/room.ts'
import type { Identity } from '../identity/identity.ts'
import type { Verification } from '../verification/verification.ts'
import type { PaperCheck } from './check-paper.ts'
import { type CollectHandlerParts, collectHandlers } from './collect-handlers.ts'
import type { Enrolment } from './enrolment.ts'
import { loginHandlers } from './login-handlers.ts'
import type { VisitorParts } from './visitor-parts.ts'
import { identify, revisit } from './visitors.ts'

export interface HandlerParts extends Pick<CollectHandlerParts, 'collect' | 'terminals'> {
  readonly ground: Pick<Ground, 'guesses' | 'limit'>
  readonly enrolment: Enrolment
  readonly identity: Pick<Identity, 'visits' | 'logins' | 'pins'>
  readonly verification: Verification
  readonly visitor: VisitorParts
  readonly checkPaper: PaperCheck
  readonly changeKey: (
    terminalId: TerminalId,
    next: { readonly publicKey: string; readonly proof: string },
  ) => Promise<Result<Record<never, never>>>
  /** By what terminals know the server. */
  readonly server: () => ServerFacts
  readonly settings: (terminalId: TerminalId) => Promise<TerminalSettings>
}

type TerminalsRoutes = typeof TERMINALS_ROUTES & typeof LOGINS_ROUTES & typeof COLLECT_ROUTES & typeof KIOSKS_ROUTES

const MINUTE_MS = 60_000

/** What answers the terminals of the house. */
export function terminalsHandlers(parts: HandlerParts): HandlersOf<TerminalsRoutes> {
  const { ground, enrolment, identity, verification, visitor, checkPaper, changeKey, settings, server } = parts
  const identifyLimit = ground.limit('terminals identify', { times: 30, timesOfAll: 3_000, windowMs: MINUTE_MS })
  const loginLimit = ground.limit('terminals logins', { times: 60, timesOfAll: 6_000, windowMs: 10 * MINUTE_MS })
  return {
    ...collectHandlers({ ...parts, guesses: ground.guesses }),
    ...loginHandlers({ logins: identity.logins, visitor, limit: loginLimit }),
    server: async () => ok(server()),
    enrol: async (input, { ip }) => {
      const terminalId = await enrolment.enrol(input)
      if (!terminalId.ok) {
        const said = await ground.guesses.miss({ subject: 'enrolment', caller: ip, code: null })
        return said === 'waited' ? terminalId : err(fault('server-busy'))
      }
      return ok({ terminalId: terminalId.value, settings: await settings(terminalId.value) })
    },
    settings: async (_, { terminalId }) => ok(await settings(terminalId)),
    changeKey: (input, { terminalId }) => changeKey(terminalId, input),
    trust: async () => {
      const notices = await verification.trustNotices()
      return ok({ notices: notices.map(pdf => Buffer.from(pdf).toString('base64')) })
    },
    identify: async ({ means }, { terminalId }) => {
      if (!(await identifyLimit.allow(terminalId))) return err(fault('server-busy'))
      return identify(visitor, terminalId, means)
    },
    visit: ({ visitId }, { terminalId }) => revisit(visitor, terminalId, visitId),
    agreeInVisit: async ({ visitId, digest, language }, { terminalId }) => {
      const { visits } = identity
      const visit = await visits.use(terminalId, visitId)
      if (!visit.ok) return visit
      const { visitKey, personId, documentId } = visit.value
      // A visit by a code of collection is of whoever holds the code: nobody is known who could agree.
      if (documentId !== null) return err(fault('notice-changed', 'a visit for one document asks for nothing'))
      const agreed = await visitor.notice.agree({ personIds: [personId], digest, language, terminalId })
      if (!agreed) return err(fault('notice-changed'))
      await visits.agreed(visitKey)
      return revisit(visitor, terminalId, visitId)
    },
    provePin: async ({ visitId, pin }, { terminalId }) => {
      const { visits, pins } = identity
      const visit = await visits.use(terminalId, visitId)
      if (!visit.ok) return visit
      const { visitKey, personId, proofs } = visit.value
      if (!pins || !proofs.some(({ way }) => way === 'campus-card')) return ok({ notProven: { state: 'unset' } })
      const proof = await pins.check(personId, pin, terminalId)
      if (!proof.ok) return ok({ notProven: proof.error })
      await visits.prove(visitKey, proof.value)
      return revisit(visitor, terminalId, visitId)
    },
    visitsOver: async ({ visitIds }, { terminalId }) => {
      const { visits } = identity
      const over: OverVisit[] = []
      for (const visitId of visitIds)
        if (!(await visits.use(terminalId, visitId)).ok)
          over.push({ visitId, isEnded: await visits.isEnded(terminalId, visitId) })
      return ok({ over })
    },
    endVisit: async ({ visitId }, { terminalId }) => {
      await identity.visits.end(terminalId, visitId)
      return ok({})
    },
    checkPaper: (input, { terminalId }) => checkPaper(terminalId, input),
  }
}
