import { err, ok, type Result } from '../../../src/result.ts'
import { readStrictXml, type XmlElement } from './strict-xml.ts'
import type { NoValidation, Validation } from './validation.ts'

const CAS = 'http://www.yale.edu/tp/cas'

/**
 * Reads `cas:serviceResponse` by its structure: one child, which is a success or a failure. Whether there is a success anywhere in the text
 * says nothing, since servers have put the ticket that they refused into their answer unescaped.
 */
export function validationInXml(text: string): Result<Validation, NoValidation> {
  const read = readStrictXml(text)
  if (!read.ok) return read
  const root = read.value
  if (!isCas(root, 'serviceResponse')) return err('NO_SERVICE_RESPONSE')
  const [said, ...more] = root.children
  if (!said || more.length > 0 || root.text.trim() !== '') return err('NOT_ONE_ANSWER')
  if (isCas(said, 'authenticationFailure'))
    return ok({ kind: 'failure', code: said.attributes.get('code')?.trim() ?? '' })
  return isCas(said, 'authenticationSuccess') ? success(said) : err('NEITHER_SUCCESS_NOR_FAILURE')
}

function success(said: XmlElement): Result<Validation, NoValidation> {
  const [user, ...more] = said.children.filter(child => isCas(child, 'user'))
  if (!user || more.length > 0 || user.children.length > 0) return err('NOT_ONE_USER')
  // Another service asked in the person's name.
  if (said.children.some(child => isCas(child, 'proxies'))) return err('PROXY_TICKET')
  return ok({ kind: 'success', user: user.text, attributes: attributesOf(said) })
}

/**
 * The three layouts that servers are known to have: elements under `cas:attributes`, the same beside the user, and
 * `<cas:attribute name="…" value="…"/>` in either place. What has parts of its own is no text, and left out.
 */
function attributesOf(said: XmlElement): Record<string, string[]> {
  const values = new Map<string, string[]>()
  const isGroup = (child: XmlElement) => isCas(child, 'attributes')
  const beside = said.children.filter(child => !isGroup(child) && !isCas(child, 'user') && !isCas(child, TICKET))
  for (const child of [...said.children.filter(isGroup).flatMap(group => group.children), ...beside]) {
    const one = attributeOf(child)
    if (one) values.set(one.name, [...(values.get(one.name) ?? []), one.value])
  }
  return Object.fromEntries(values)
}

const TICKET = 'proxyGrantingTicket'

function attributeOf(child: XmlElement): { readonly name: string; readonly value: string } | null {
  if (child.children.length > 0 || (child.namespace !== CAS && child.namespace !== '')) return null
  const name = child.name === 'attribute' ? child.attributes.get('name') : undefined
  if (name === undefined) return { name: child.name, value: child.text }
  return { name, value: child.attributes.get('value') ?? child.text }
}

const isCas = (element: XmlElement, name: string): boolean => element.namespace === CAS && element.name === name
