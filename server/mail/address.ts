import { domainToASCII } from 'node:url'
import { err, ok, type Result } from '../../src/result.ts'

export type AddressFault = 'form' | 'too-long' | 'not-ascii-name'

const OCTETS_MAX = 254
const NAME_OCTETS_MAX = 64
/** A dot-atom (RFC 5322, 3.2.3). Names in quotation marks are legal and are nobody's. */
const NAME = /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*$/
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/
/** What may be typed of a domain, before it is brought to ASCII: nothing that an address of a web page takes apart. */
const TYPED_DOMAIN = /^[\p{L}\p{M}\p{N}.-]+$/u

/** Dots and the @ as a Chinese keyboard writes them: nothing else can be meant. */
const DOTS = /[。．｡]/g
const AT = /＠/g

/**
 * One address, strictly: what stands before the @ is ASCII, the domain has at least two labels and may be international, in which case
 * it comes back in the ASCII form that every mail server knows. The error says what is wrong.
 */
export function readAddress(typed: string): Result<string, AddressFault> {
  if (typed.length > OCTETS_MAX) return err('too-long')
  const meant = typed.replaceAll(DOTS, '.').replaceAll(AT, '@')
  const at = meant.lastIndexOf('@')
  const name = meant.slice(0, Math.max(at, 0))
  const typedDomain = meant.slice(at + 1)
  if (at < 1 || !TYPED_DOMAIN.test(typedDomain)) return err('form')
  if (/[^\p{ASCII}]/u.test(name) && /^[\p{L}\p{M}\p{N}._+-]+$/u.test(name)) return err('not-ascii-name')
  if (!NAME.test(name)) return err('form')
  const domain = domainToASCII(typedDomain.normalize('NFC')).toLowerCase()
  const labels = domain.split('.')
  if (labels.length < 2 || !labels.every(label => LABEL.test(label)) || /^\d+$/.test(labels.at(-1) ?? ''))
    return err('form')
  const address = `${name}@${domain}`
  return name.length > NAME_OCTETS_MAX || Buffer.byteLength(address) > OCTETS_MAX ? err('too-long') : ok(address)
}

/** An address as staff may see it: `w***@example.edu.cn`. */
export function maskedAddress(address: string): string {
  const at = address.lastIndexOf('@')
  return `${address.slice(0, 1)}***${address.slice(at)}`
}
