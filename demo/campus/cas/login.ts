import { randomBytes } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import type { RawRequest } from '../../loopback-server.ts'
import { pageHeaders } from '../../phone-page.ts'
import { asHeader, type CasHouse, isAllowed, personBy, withTicket } from './house.ts'
import { loggedInPage, loginPage, strangerPage } from './login-pages.ts'
import type { CasLogin } from './tickets.ts'

const COOKIE = 'CASTGC'
/** A form leads on to the service, which a browser counts as a target of the form. */
const HEADERS = pageHeaders("'self' https: http://127.0.0.1:* http://localhost:*")
const FORMS_MAX = 1_000

/** `/cas/login`: the page, the form, and the way on to the service. */
export function createLogin(house: CasHouse): (request: RawRequest, response: ServerResponse) => void {
  /** One for each form that was shown; used once. */
  const executions = new Set<string>()
  const newExecution = () => {
    const execution = randomBytes(24).toString('base64url')
    executions.add(execution)
    for (const oldest of executions) if (executions.size > FORMS_MAX) executions.delete(oldest)
    return execution
  }

  return (request, response) => {
    const url = new URL(request.target, 'http://cas.invalid')
    const isPost = request.method === 'POST'
    const asked = isPost ? new URLSearchParams(request.body.toString('utf8')) : url.searchParams
    const service = asked.get('service') || null
    const renew = asked.get('renew') === 'true'
    const page = (status: number, text: string) => void response.writeHead(status, HEADERS).end(text)
    const form = (status: number, isWrong: boolean) =>
      page(status, loginPage({ service, renew, execution: newExecution(), isWrong, people: house.people }))
    if (service !== null && !isAllowed(house, service)) return page(403, strangerPage())
    if (isPost) return submitted()

    const login = renew ? null : house.tickets.loginOf(cookieOf(request))
    if (login) return goOn(login, true, {})
    if (asked.get('gateway') === 'true' && !renew && service !== null) {
      house.note('no-ticket', { service })
      return void response.writeHead(302, { Location: asHeader(service), 'Content-Length': '0' }).end()
    }
    house.note('login-page', { service: service ?? '' })
    return form(200, false)

    function submitted(): void {
      if (!executions.delete(asked.get('execution') ?? '') || asked.get('_eventId') !== 'submit')
        return form(400, false)
      const number = asked.get('username') ?? ''
      const person = personBy(house, number, asked.get('password') ?? '')
      house.note(person ? 'login' : 'wrong-password', { number })
      if (!person) return form(401, true)
      const fresh = house.tickets.logIn(person)
      return goOn(fresh, false, { 'Set-Cookie': `${COOKIE}=${fresh.id}; Path=/cas; HttpOnly; SameSite=Lax` })
    }

    function goOn(to: CasLogin, isFromSso: boolean, headers: Record<string, string>): void {
      if (service === null) return void response.writeHead(200, { ...HEADERS, ...headers }).end(loggedInPage(to.person))
      const ticket = house.tickets.give(to, service, isFromSso)
      house.note('ticket', { service, number: to.person.number, ticket })
      response.writeHead(302, { ...headers, Location: withTicket(service, ticket), 'Content-Length': '0' }).end()
    }
  }
}

/** The login that a browser carries. */
export function cookieOf({ headers }: RawRequest): string | undefined {
  const pairs = (headers.cookie ?? '').split(';').map(pair => pair.trim().split('='))
  return pairs.find(([name]) => name === COOKIE)?.[1]
}

/** Takes the login from a browser. */
export const FORGET_COOKIE = `${COOKIE}=; Path=/cas; Max-Age=0; HttpOnly; SameSite=Lax`
