import { contextTag, type DerNode, sequenceOf } from './der.ts'
import { type GeneralName, readGeneralName } from './general-names.ts'
import type { Name } from './names.ts'
import { PdfRefusal, refuse } from './reasons.ts'

/** NameConstraints (RFC 5280, 4.2.1.10). Nothing satisfies one that could not be read. */
export type NameConstraints =
  | { readonly readable: true; readonly permitted: readonly GeneralName[]; readonly excluded: readonly GeneralName[] }
  | { readonly readable: false }

/** Never refuses: a certificate that is of no use for a path does no harm. */
export function readNameConstraints(node: DerNode): NameConstraints {
  try {
    const lists: { permitted: GeneralName[]; excluded: GeneralName[] } = { permitted: [], excluded: [] }
    for (const part of sequenceOf(node)) {
      const list = part.tag === contextTag(0) ? lists.permitted : part.tag === contextTag(1) ? lists.excluded : null
      if (!list) refuse('bad-certificate', part.start)
      for (const subtree of sequenceOf(part, part.tag)) {
        const [base, ...distances] = sequenceOf(subtree)
        // minimum is 0 and left out, maximum is absent (4.2.1.10).
        if (!base || distances.length > 0) refuse('bad-certificate', subtree.start)
        list.push(readGeneralName(base))
      }
    }
    return { readable: true, ...lists }
  } catch (error) {
    if (error instanceof PdfRefusal) return { readable: false }
    throw error
  }
}

/** What of a certificate is constrained: its subject, and its other names. */
export interface NamedSubject {
  readonly subject: Name
  readonly subjectAltNames: readonly GeneralName[]
}

/** Refuses names that lie outside the permitted subtrees or inside an excluded one (6.1.3, b and c). */
export function checkNames({ subject, subjectAltNames }: NamedSubject, constraints: NameConstraints): void {
  if (!constraints.readable) return refuse('name-constraints-unsupported')
  const hasEmail = subjectAltNames.some(({ form }) => form === 'email')
  const names: GeneralName[] = [
    ...(subject.rdns.length > 0 ? [{ form: 'directory', name: subject } as const] : []),
    ...subjectAltNames,
    // Only where no rfc822Name takes its place (4.2.1.10).
    ...(hasEmail ? [] : subject.emails.map(text => ({ form: 'email', text }) as const)),
  ]
  for (const name of names) {
    const permitted = constraints.permitted.filter(base => isSameForm(base, name))
    if (constraints.excluded.some(base => isSameForm(base, name) && isWithin(name, base))) {
      refuse('name-constraints-violated')
    }
    if (permitted.length > 0 && !permitted.some(base => isWithin(name, base))) refuse('name-constraints-violated')
  }
}

function isSameForm(base: GeneralName, name: GeneralName): boolean {
  return base.form === name.form && (base.form !== 'other' || (name.form === 'other' && base.tag === name.tag))
}

function isWithin(name: GeneralName, base: GeneralName): boolean {
  if (name.form === 'directory' && base.form === 'directory') {
    return base.name.rdns.every((rdn, at) => name.name.rdns[at] === rdn)
  }
  if (name.form === 'email' && base.form === 'email') return isMailWithin(name.text, base.text)
  if (name.form === 'dns' && base.form === 'dns') return isHostWithin(name.text, base.text, true)
  if (name.form === 'uri' && base.form === 'uri') {
    const host = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/@]*@)?([a-z0-9.-]+)/i.exec(name.text)?.[1]
    return host ? isHostWithin(host, base.text, false) : refuse('name-constraints-unsupported')
  }
  if (name.form === 'ip' && base.form === 'ip') return isAddressWithin(name.bytes, base.bytes)
  return refuse('name-constraints-unsupported')
}

/** A whole address, all of a host, or all hosts of a domain with a leading dot. */
function isMailWithin(address: string, base: string): boolean {
  const at = address.lastIndexOf('@')
  const host = address.slice(at + 1)
  if (base.includes('@')) {
    const split = base.lastIndexOf('@')
    return address.slice(0, at) === base.slice(0, split) && same(host, base.slice(split + 1))
  }
  return base.startsWith('.') ? host.toLowerCase().endsWith(base.toLowerCase()) : same(host, base)
}

/** A dNSName constraint also covers what stands to its left; a URI's only does with a leading dot. */
function isHostWithin(host: string, base: string, withSubdomains: boolean): boolean {
  if (base === '' || same(host, base)) return true
  const suffix = base.startsWith('.') ? base : withSubdomains ? `.${base}` : null
  return suffix !== null && host.toLowerCase().endsWith(suffix.toLowerCase())
}

function isAddressWithin(address: Uint8Array, base: Uint8Array): boolean {
  if (base.length !== address.length * 2) return false
  return address.every((byte, at) => (byte & base[address.length + at]!) === (base[at]! & base[address.length + at]!))
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}
