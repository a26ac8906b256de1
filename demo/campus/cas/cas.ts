import type { ServerResponse } from 'node:http'
import { z } from 'zod'
import type { RawRequest } from '../../loopback-server.ts'
import { PAGE_HEADERS } from '../../phone-page.ts'
import { CALL_FAULTS, misbehaving } from '../call-faults.ts'
import { createFaultList } from '../faults.ts'
import { type CampusPart, type CampusParts, control, look } from '../part.ts'
import { answerValidation, versionOf } from './answer-validation.ts'
import type { CasConfig } from './cas-config.ts'
import { type CasFault, type CasFaultInput, type CasOperation, casFaultSchema } from './cas-faults.ts'
import { asHeader, type CasEntry, type CasHouse, isAllowed, withTicket } from './house.ts'
import { cookieOf, createLogin, FORGET_COOKIE } from './login.ts'
import { loggedOutPage, lostPage } from './login-pages.ts'
import { endLogin } from './logout.ts'
import { createTickets } from './tickets.ts'

/** What tests and the demo do with the CAS double, in this process. Over HTTP the same is under `/_sim/cas/`. */
export interface CasDouble {
  /** What clients are told as its address. */
  baseUrl(): string
  /** Puts a new list of faults in place of the old one. */
  faults(list: readonly CasFaultInput[]): void
  /** Logs somebody in without a browser: the address that CAS would send one back to. Throws for a number that nobody has. */
  signIn(number: string, service: string, from?: 'password' | 'sso'): string
  /** Ends every login of somebody and tells the services. */
  logOut(number: string): Promise<void>
  journal(): readonly CasEntry[]
}

const JOURNAL_MAX = 10_000

/** Opens a CAS server, versions 1 to 3 of the protocol. */
export function openCas(
  config: CasConfig,
  { clock, people, baseUrl, post }: CampusParts,
): { readonly part: CampusPart; readonly double: CasDouble } {
  const journal: CasEntry[] = []
  const house: CasHouse = {
    ...{ config, clock, people, tickets: createTickets(config, clock), faults: createFaultList<CasFault>() },
    note: (what, said) => {
      journal.push({ atMs: clock.now(), what, said })
      if (journal.length > JOURNAL_MAX) journal.shift()
    },
  }
  const login = createLogin(house)
  const personOf = (number: string) => people.find(one => one.number === number)
  const signInSchema = z.object({
    number: z.string().refine(number => personOf(number) !== undefined, 'nobody has this number'),
    service: z.string().max(2_000),
    from: z.enum(['password', 'sso']).default('password'),
  })
  const double: CasDouble = {
    baseUrl: () => `${baseUrl()}/cas`,
    faults: list => house.faults.replace(list.map(fault => casFaultSchema.parse(fault))),
    signIn: (number, service, from = 'password') => {
      const person = personOf(number)
      if (!person) throw new Error('nobody has this number')
      const [known] = house.tickets.loginsOf(number)
      const to = from === 'sso' && known ? known : house.tickets.logIn(person)
      return withTicket(service, house.tickets.give(to, service, from === 'sso'))
    },
    logOut: async number => {
      await Promise.all(house.tickets.loginsOf(number).map(one => endLogin(house, one, post)))
    },
    journal: () => journal,
  }

  async function logout(request: RawRequest, response: ServerResponse): Promise<void> {
    const known = house.tickets.loginOf(cookieOf(request))
    if (known) await endLogin(house, known, post)
    const service = new URL(request.target, 'http://cas.invalid').searchParams.get('service')
    const isLeading = service !== null && isAllowed(house, service)
    if (isLeading)
      response.writeHead(302, { Location: asHeader(service), 'Set-Cookie': FORGET_COOKIE, 'Content-Length': '0' }).end()
    else response.writeHead(200, { ...PAGE_HEADERS, 'Set-Cookie': FORGET_COOKIE }).end(loggedOutPage())
  }

  async function answer(request: RawRequest, response: ServerResponse): Promise<void> {
    const path = request.target.split('?', 1)[0] ?? ''
    const version = versionOf(path)
    const operation = version === null ? OPERATIONS[path] : 'validate'
    if (operation === undefined) return void response.writeHead(404, PAGE_HEADERS).end(lostPage())
    await misbehaving(house.faults.take(CALL_FAULTS, operation), clock, response, to => {
      if (version !== null) return answerValidation(house, version, request, to)
      return operation === 'login' ? login(request, to) : logout(request, to)
    })
  }

  return {
    double,
    part: {
      ...{ name: 'cas', answer },
      controls: {
        'PUT faults': control(z.array(casFaultSchema).max(200), list => house.faults.replace(list)),
        'GET faults': look(() => house.faults.report()),
        'GET journal': look(() => journal),
        'POST sign-in': control(signInSchema, asked => ({
          location: double.signIn(asked.number, asked.service, asked.from),
        })),
        'POST log-out': control(z.object({ number: z.string().max(64) }), ({ number }) => double.logOut(number)),
        'POST reset': look(() => {
          house.tickets.reset()
          house.faults.replace([])
          journal.length = 0
        }),
      },
      close: async () => {},
    },
  }
}

const OPERATIONS: Readonly<Record<string, CasOperation>> = { '/cas/login': 'login', '/cas/logout': 'logout' }
