import fastify from 'fastify'
import {
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
} from '../../renderer/portal/fixture-data.ts'
import { enquiry, OFFICES } from '../../renderer/portal/fixture-enquiries.ts'
import { ERASURE, WISH } from '../../renderer/portal/fixture-erasure.ts'
import { RECEIVERS, SENDINGS } from '../../renderer/portal/fixture-receivers.ts'
import { openPageFiles } from '../../server/ground/pages/page-files.ts'
import { registerPortalPage } from '../../server/portal/page-routes.ts'
import { ENQUIRIES_ROUTES, type EnquiryDetail } from '../../src/contract/enquiries-api.ts'
import { ERASURE_ROUTES } from '../../src/contract/erasure-api.ts'
import { HISTORY_ROUTES } from '../../src/contract/history-api.ts'
import { type Errand, MANDATES_ROUTES, type Mandate } from '../../src/contract/mandates-api.ts'
import { ME_ROUTES } from '../../src/contract/me-api.ts'
import { KIOSKS_ROUTES, PICKUPS_ROUTES, type Pickup } from '../../src/contract/pickups-api.ts'
import { type ApplicationDetail, PORTAL_ROUTES } from '../../src/contract/portal-api.ts'
import { RECEIVERS_ROUTES, type Sending } from '../../src/contract/receivers-api.ts'
import type { Route } from '../../src/contract/routes.ts'
import { type FaultCode, fault } from '../../src/fault.ts'
import { VERIFICATION_ROUTES } from '../../src/verification/api.ts'

const ROUTES = {
  ...{ ...ME_ROUTES, ...PORTAL_ROUTES, ...PICKUPS_ROUTES, ...KIOSKS_ROUTES, ...MANDATES_ROUTES },
  ...{ ...ENQUIRIES_ROUTES, ...HISTORY_ROUTES, ...RECEIVERS_ROUTES, ...ERASURE_ROUTES },
  house: VERIFICATION_ROUTES.house,
} as const
export type PortalRoute = keyof typeof ROUTES

/** A dot of paper, as a page is a picture. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==',
  'base64',
)
export const FILE = Buffer.from('%PDF-1.7 a signed file')

/** The server as the portal meets it, under a path of another server, from memory. */
export interface PortalPageWorld {
  /** Where the portal lies, `…/p/`. */
  readonly portal: string
  /** `isOther`: in another tab somebody else has logged in. */
  readonly person: { isLoggedIn: boolean; hasChosen: boolean; isOther?: boolean }
  /** What was asked, newest last. */
  readonly asked: { readonly name: PortalRoute; readonly input: Record<string, unknown> }[]
  /** Letters that were really sent, by what each was wished for under. */
  readonly letters: Map<string, string>
  /** The next answer of a route. */
  failNext(name: PortalRoute, how: { readonly code: FaultCode; readonly status: number }): void
  close(): Promise<void>
}

export interface PortalPageWorldOptions {
  readonly pageFolder: string
  readonly providerUrl?: string
}

/** Serves the built page with answers from memory; `/auth/begin` logs in whoever comes. */
export async function startPortalPageWorld({
  pageFolder,
  providerUrl,
}: PortalPageWorldOptions): Promise<PortalPageWorld> {
  const app = fastify()
  const person: PortalPageWorld['person'] = { isLoggedIn: false, hasChosen: false }
  const asked: PortalPageWorld['asked'] = []
  const letters: PortalPageWorld['letters'] = new Map()
  const failing = new Map<PortalRoute, Parameters<PortalPageWorld['failNext']>[1]>()
  let application: ApplicationDetail | null = null
  let pickup: Pickup | null = null
  let talk: EnquiryDetail | null = null
  let erasure = ERASURE
  const changeTalk = (more: Partial<EnquiryDetail>) => {
    talk = { ...(talk ?? enquiry()), ...more }
    return talk
  }
  let sending: Sending | null = null
  let mandates: readonly Mandate[] = []
  let errand: Errand = ERRANDS[0]!

  const me = () => ({
    ...ME,
    ...(person.isOther ? { personKey: '0000111122223333', nameMasked: { zh: '司马*', en: 'S*** M*' } } : {}),
    hasChosen: person.hasChosen,
    registers: ME.registers.map(register => ({ ...register, isChosen: person.hasChosen && register.isChosen })),
  })
  const change = (more: Partial<ApplicationDetail>) => {
    application = { ...(application ?? DRAFT), ...more }
    return application
  }
  const handlers: Readonly<Record<PortalRoute, (input: Record<string, string>) => unknown>> = {
    house: () => HOUSE,
    ways: () => ({
      ways: [
        { way: 'cas', label: { zh: '统一身份认证', en: 'University login' } },
        { way: 'wecom', label: { zh: '企业微信', en: 'WeCom' } },
      ],
    }),
    me,
    chooseRegister: () => {
      person.hasChosen = true
      return me()
    },
    sessions: () => ({ sessions: SESSIONS, visits: VISITS }),
    endOthers: () => ({}),
    endOwnVisit: () => ({}),
    endSession: () => ({}),
    logOut: () => {
      person.isLoggedIn = false
      return { providerUrl: providerUrl ?? null }
    },
    offers: () => ({ offers: OFFERS }),
    draft: () => change(DRAFT),
    page: () => PICTURE,
    apply: ({ purpose }) => change(detail({ purpose })),
    withdraw: () => change({ state: 'withdrawn' }),
    applications: () => ({ applications: application === null ? [] : [application], hasMore: false }),
    records: () => ({
      ...{ records: application === null ? [] : RECORDS.slice(0, 1), hasMore: false },
      ...{ kinds: [{ kind: DRAFT.kind, title: DRAFT.title }], years: [2026] },
    }),
    record: () => RECORD,
    myData: () => Buffer.from('{}'),
    erasure: () => erasure,
    askErasure: () => {
      erasure = { ...erasure, wish: WISH }
      return erasure
    },
    undoErasure: () => {
      erasure = { ...erasure, wish: null }
      return erasure
    },
    application: () => application,
    file: () => FILE,
    send: ({ wishId, to }) => {
      letters.set(wishId!, to!)
      change({ deliveries: [LETTERS.bounced] })
      return LETTERS.waiting
    },
    sendAgain: () => change({ deliveries: [LETTERS.sent] }).deliveries[0],
    share: ({ label }) => {
      const share = { ...SHARES[1]!, label: label! }
      change({ shares: [share] })
      return { share, code: '482913' }
    },
    makePickup: () => {
      // The second one has another name, as on a real server.
      pickup = pickup === null ? PICKUPS.open : { ...PICKUPS.open, pickupId: PICKUPS.used.pickupId }
      return { pickup, code: pickup === PICKUPS.open ? '30719264' : '48151623' }
    },
    pickups: () => ({ pickups: pickup === null ? [] : [pickup] }),
    endPickup: () => {
      pickup = PICKUPS.ended
      return pickup
    },
    kiosks: () => ({ kiosks: KIOSKS }),
    offices: () => ({ offices: OFFICES, sendsLetters: true }),
    enquiries: () => ({ enquiries: talk === null ? [] : [talk], unread: talk?.unread ?? 0 }),
    enquiry: () => talk,
    correct: () => changeTalk(enquiry({ unread: 1 })),
    askOffice: () => changeTalk(enquiry({ kind: 'question', wrong: null, document: null, spot: null })),
    answerBack: ({ text }) =>
      changeTalk({ messages: [...(talk?.messages ?? []), { ...enquiry().messages[0]!, text: text ?? '' }] }),
    markRead: () => ({ unread: changeTalk({ unread: 0 }).unread }),
    receivers: ({ search }) => ({
      receivers: RECEIVERS.filter(({ name }) => name.en.toLowerCase().includes((search ?? '').toLowerCase())),
    }),
    sendings: () => ({ sendings: sending === null ? [] : [sending] }),
    sendTo: () => {
      sending = SENDINGS.sent
      return sending
    },
    sendToAgain: () => SENDINGS.sent,
    takeBackSending: () => {
      sending = { ...SENDINGS.sent, state: 'withdrawn' }
      return sending
    },
    makeMandate: () => {
      mandates = [MANDATES[0]!]
      return mandates[0]
    },
    mandates: () => ({ mandates }),
    endMandate: () => {
      mandates = [MANDATES[3]!]
      return mandates[0]
    },
    errands: () => ({ errands: [errand] }),
    makeErrandPickup: () => {
      errand = { ...errand, pickup: PICKUPS.open }
      return { pickup: PICKUPS.open, code: '30719264' }
    },
    endShare: () => change({ shares: [{ ...SHARES[2]!, label: 'Switched off' }] }).shares[0],
  }
  for (const [name, route] of Object.entries(ROUTES) as [PortalRoute, Route][]) {
    app.route({
      ...{ method: route.method, url: `/campus${route.path}` },
      handler: async (request, reply) => {
        const given = { ...(request.params as object), ...(request.query as object), ...(request.body as object) }
        const input = route.input.parse(given) as Record<string, string>
        asked.push({ name, input })
        const how = failing.get(name)
        failing.delete(name)
        if (how) return reply.code(how.status).send({ fault: fault(how.code) })
        if (route.caller === 'visitor' && !person.isLoggedIn)
          return reply.code(401).send({ fault: fault('login-needed') })
        const answer = handlers[name](input)
        if (answer === null) return reply.code(404).send({ fault: fault('application-unknown') })
        if (Buffer.isBuffer(answer)) return reply.type(name === 'page' ? 'image/png' : 'application/pdf').send(answer)
        return answer
      },
    })
  }
  app.get<{ Querystring: { to: string } }>('/campus/auth/begin', async (request, reply) => {
    person.isLoggedIn = true
    return reply.redirect(`..${request.query.to}`, 303)
  })
  app.register(async under => registerPortalPage(under, openPageFiles(pageFolder)), { prefix: '/campus' })
  const base = await app.listen({ port: 0, host: '127.0.0.1' })
  return {
    portal: `${base}/campus/p/`,
    ...{ person, asked, letters },
    failNext: (name, how) => failing.set(name, how),
    close: () => app.close(),
  }
}
