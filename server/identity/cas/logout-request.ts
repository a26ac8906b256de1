import { readStrictXml } from './strict-xml.ts'

const SAML = 'urn:oasis:names:tc:SAML:2.0:protocol'
const FIELD = 'logoutRequest'

/**
 * The ticket of the login that a CAS server says is over; null for whatever does not say so. `body`: of the POST, as it came. Nobody signs
 * it, so that it proves nothing but that somebody knows the ticket: it may end the login that it names, and do no more.
 */
export function endedTicketIn(body: string): string | null {
  const [text, ...more] = new URLSearchParams(body).getAll(FIELD)
  if (text === undefined || more.length > 0) return null
  const read = readStrictXml(text)
  if (!read.ok || read.value.namespace !== SAML || read.value.name !== 'LogoutRequest') return null
  const named = read.value.children.filter(child => child.namespace === SAML && child.name === 'SessionIndex')
  const [index, ...others] = named
  if (!index || others.length > 0 || index.children.length > 0) return null
  return index.text.trim()
}
