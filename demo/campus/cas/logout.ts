import { randomUUID } from 'node:crypto'
import type { Post } from '../../deliver.ts'
import type { CasHouse } from './house.ts'
import type { CasLogin } from './tickets.ts'

/** Ends a login and tells every service that was given a ticket by it: one POST each, unsigned and without cookies, to the service itself. */
export async function endLogin(house: CasHouse, login: CasLogin, post: Post): Promise<void> {
  house.tickets.logOut(login)
  house.note('logout', { number: login.person.number })
  if (house.faults.take(['noLogoutMessage'], 'logout')) return
  const sent = login.given.map(async ({ service, ticket }) => {
    const body = `logoutRequest=${encodeURIComponent(logoutMessage(login.person.number, ticket, house.clock.now()))}`
    const answer = await post(service, { 'Content-Type': 'application/x-www-form-urlencoded' }, body)
    house.note('logout-message', { service, ticket, answer })
  })
  await Promise.all(sent)
}

const logoutMessage = (number: string, ticket: string, nowMs: number): string =>
  `<samlp:LogoutRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" \
ID="LR-${randomUUID()}" Version="2.0" IssueInstant="${new Date(nowMs).toISOString()}">\
<saml:NameID>${number.replace(/[&<>]/g, letter => `&#${letter.codePointAt(0) ?? 0};`)}</saml:NameID>\
<samlp:SessionIndex>${ticket}</samlp:SessionIndex></samlp:LogoutRequest>`
