import { toHex } from './bytes.ts'
import { type DerNode, encodingOf, sequenceOf, TAG } from './der.ts'
import { oidOf, textOf } from './der-values.ts'
import { OID } from './oids.ts'

/** A distinguished name in a form that can be compared (RFC 5280, 7.1). */
export interface Name {
  /** One text for each RDN; equal texts are equal RDNs. */
  readonly rdns: readonly string[]
  /** All of it as one text. */
  readonly key: string
  /** Common name, or the organisation where there is none. */
  readonly shown: string | null
  /** Values of the old emailAddress attribute. */
  readonly emails: readonly string[]
}

/**
 * Reads an RDNSequence. Texts are compared without regard to case, to repeated spaces and to which string type holds them;
 * values of other types byte for byte.
 */
export function readName(node: DerNode | undefined): Name {
  const shown = new Map<string, string>()
  const emails: string[] = []
  const rdns = sequenceOf(node).map(set =>
    sequenceOf(set, TAG.set)
      .map(pair => {
        const [type, value, ...more] = sequenceOf(pair)
        const oid = oidOf(type)
        const text = value && more.length === 0 ? textOf(value) : null
        if (text !== null) shown.set(oid, text)
        if (text !== null && oid === OID.emailAddress) emails.push(text)
        return `${oid}=${text === null ? `#${toHex(encodingOf(pair))}` : `"${folded(text)}"`}`
      })
      .sort()
      .join('+'),
  )
  return {
    rdns,
    key: rdns.map(rdn => `${rdn.length}:${rdn}`).join(','),
    shown: shown.get(OID.commonName) ?? shown.get(OID.organizationName) ?? null,
    emails,
  }
}

function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()
}
