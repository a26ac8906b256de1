import { type FaultCode, fault } from '../../src/fault.ts'
import { err, ok, type Result } from '../../src/result.ts'
import type { Refusal } from '../web/route-client.ts'
import {
  APPLICATIONS,
  DRAFT,
  detail,
  ERRANDS,
  HOUSE,
  KIOSKS,
  LETTERS,
  MANDATES,
  ME,
  OFFERS,
  PICKUPS,
  RECORD,
  RECORDS,
  SESSIONS,
  SHARES,
  VISITS,
} from './fixture-data.ts'
import { ENQUIRIES, enquiry, OFFICES } from './fixture-enquiries.ts'
import { ERASURE, WISH } from './fixture-erasure.ts'
import { LOOKS } from './fixture-looks.ts'
import { OWN_NOTICE, WITHDRAWN } from './fixture-notice.ts'
import { fixturePage } from './fixture-page.ts'
import { RECEIVERS, SENDINGS } from './fixture-receivers.ts'
import type { PortalServer } from './server.ts'

/** How a server may behave that nobody has to run: what it answers otherwise than on a good day. */
export type FixtureAnswers = { readonly [Name in keyof PortalServer]?: PortalServer[Name] }

/** A refusal as the server, or the line to it, gives one. */
export const refusal = (code: FaultCode, status: number | null): Refusal => ({ fault: fault(code), status })
export const refuses = (code: FaultCode, status: number | null) => async (): Promise<Result<never, Refusal>> =>
  err(refusal(code, status))

const never = new Promise<never>(() => undefined)
/** Asked, and not answered. */
export const awaited = () => never

/** A server that answers from memory, and forgets what it was told. */
export function fixtureServer(answers: FixtureAnswers = {}): PortalServer {
  return {
    house: async () => ok(HOUSE),
    ways: async () =>
      ok({
        ways: [
          { way: 'cas', label: { zh: '统一身份认证', en: 'University login' } },
          { way: 'wecom', label: { zh: '企业微信', en: 'WeCom' } },
        ],
      }),
    me: async () => ok(ME),
    chooseRegister: async () => ok(ME),
    sessions: async () => ok({ sessions: [...SESSIONS], visits: [...VISITS] }),
    endOthers: async () => ok({}),
    endOwnVisit: async () => ok({}),
    endSession: async () => ok({}),
    logOut: async () => ok({ providerUrl: null }),
    offers: async () => ok({ offers: [...OFFERS] }),
    draft: async () => ok(DRAFT),
    page: refuses('server-unreachable', null),
    apply: async () => ok(detail()),
    withdraw: async () => ok(detail({ state: 'withdrawn' })),
    applications: async () => ok({ applications: [...APPLICATIONS], hasMore: true }),
    records: async () =>
      ok({
        ...{ records: [...RECORDS], hasMore: true, years: [2026, 2025] },
        kinds: [{ kind: DRAFT.kind, title: DRAFT.title }],
      }),
    record: async () => ok(RECORD),
    myData: async () => ok(new Uint8Array()),
    ownNotice: async () => ok(OWN_NOTICE),
    agree: async () => ok(OWN_NOTICE),
    withdrawConsent: async () => ok(WITHDRAWN),
    looks: async () => ok({ looks: [...LOOKS] }),
    erasure: async () => ok(ERASURE),
    askErasure: async () => ok({ ...ERASURE, wish: WISH }),
    undoErasure: async () => ok(ERASURE),
    application: async () => ok(detail()),
    file: async () => ok(new Uint8Array()),
    send: async () => ok(LETTERS.waiting),
    sendAgain: async () => ok(LETTERS.waiting),
    share: async () => ok({ share: SHARES[1]!, code: '482913' }),
    endShare: async () => ok(SHARES[2]!),
    makePickup: async () => ok({ pickup: PICKUPS.open, code: '30719264' }),
    pickups: async () => ok({ pickups: [] }),
    endPickup: async () => ok(PICKUPS.ended),
    receivers: async () => ok({ receivers: [...RECEIVERS] }),
    sendings: async () => ok({ sendings: [] }),
    sendTo: async () => ok(SENDINGS.sent),
    sendToAgain: async () => ok(SENDINGS.sent),
    takeBackSending: async () => ok(SENDINGS.withdrawn),
    kiosks: async () => ok({ kiosks: [...KIOSKS] }),
    offices: async () => ok({ offices: [...OFFICES], sendsLetters: true }),
    enquiries: async () => ok({ enquiries: [...ENQUIRIES], unread: 3 }),
    enquiry: async () => ok(enquiry()),
    correct: async () => ok(enquiry()),
    askOffice: async () => ok(enquiry()),
    answerBack: async () => ok(enquiry()),
    markRead: async () => ok({ unread: 0 }),
    makeMandate: async () => ok(MANDATES[0]!),
    mandates: async () => ok({ mandates: [] }),
    endMandate: async () => ok(MANDATES[3]!),
    errands: async () => ok({ errands: [...ERRANDS] }),
    makeErrandPickup: async () => ok({ pickup: PICKUPS.open, code: '30719264' }),
    addressOf: (name, input) =>
      name === 'page' ? fixturePage(Number((input as { page: unknown }).page)) : `#${String(name)}`,
    ...answers,
  }
}
