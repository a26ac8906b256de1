import { describe, expect, it } from 'vitest'
import { endedTicketIn } from './logout-request.ts'

const SAML = 'xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"'
const request = (inner: string) => `<samlp:LogoutRequest ${SAML} ID="LR-1" Version="2.0">${inner}</samlp:LogoutRequest>`
const index = (ticket: string) => `<samlp:SessionIndex>${ticket}</samlp:SessionIndex>`
const named = request(`<saml:NameID>u1</saml:NameID>${index('ST-1-a')}`)
const body = (text: string, field = 'logoutRequest') => `${field}=${encodeURIComponent(text)}`

describe('a message that a login is over', () => {
  it('names the ticket of that login', () => {
    expect(endedTicketIn(body(named))).toBe('ST-1-a')
    expect(endedTicketIn(body(request(index('\n ST-1-a\n'))))).toBe('ST-1-a')
    expect(endedTicketIn(new URLSearchParams({ logoutRequest: named, RelayState: 'x' }).toString())).toBe('ST-1-a')
  })

  it.each([
    ['another field', body(named, 'SAMLRequest')],
    ['two messages', `${body(named)}&${body(named)}`],
    ['nothing', ''],
    ['no XML', body('ST-1-a')],
    ['a DOCTYPE', body(`<!DOCTYPE a [<!ENTITY x "ST-1-a">]>${named}`)],
    ['another language', body(named.replaceAll('2.0:protocol', '1.0:protocol'))],
    ['a root of another language alone', body(named.replaceAll('samlp:LogoutRequest', 'saml:LogoutRequest'))],
    ['another element', body(named.replaceAll('LogoutRequest', 'LogoutResponse'))],
    ['two tickets', body(request(index('ST-1-a') + index('ST-2-b')))],
    ['no ticket', body(request('<saml:NameID>u1</saml:NameID>'))],
    ['a ticket one level down', body(request(`<saml:x>${index('ST-1-a')}</saml:x>`))],
    ['a ticket of another language', body(request('<a:SessionIndex xmlns:a="urn:a">ST-1-a</a:SessionIndex>'))],
    ['the name of a person alone', body(request('<samlp:NameID>ST-1-a</samlp:NameID>'))],
    ['a ticket with parts', body(request(index('ST-1<b/>-a')))],
    ['great depth', body(request('<a>'.repeat(3_000)))],
  ])('names none with %s', (_, text) => {
    expect(endedTicketIn(text)).toBeNull()
  })
})
