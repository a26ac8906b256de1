import { X509Certificate } from 'node:crypto'

const LENGTH_MAX = 6

/**
 * The certificates from `leaf` up to one of `anchors`, leaf first and the anchor last; null when there is no such chain
 * whose names, signatures, CA flags and validity at `atMs` fit. A first judgement while issuing: constraints and policies are
 * for the whole check, which every file passes before it is given out.
 */
export function chainToAnchor(
  leaf: Uint8Array,
  bag: readonly Uint8Array[],
  anchors: readonly Uint8Array[],
  atMs: number,
): readonly Uint8Array[] | null {
  const isTimely = ({ validFromDate, validToDate }: X509Certificate) =>
    validFromDate.getTime() <= atMs && atMs <= validToDate.getTime()
  const issued = (issuer: X509Certificate, subject: X509Certificate) =>
    issuer.ca && isTimely(issuer) && subject.checkIssued(issuer) && subject.verify(issuer.publicKey)
  const roots = anchors.map(der => new X509Certificate(der))
  const links = bag.map(der => new X509Certificate(der))

  const chain = [new X509Certificate(leaf)]
  if (!isTimely(chain[0]!)) return null
  while (chain.length <= LENGTH_MAX) {
    const last = chain.at(-1)!
    const root = roots.find(one => issued(one, last))
    if (root) return [...chain, root].map(({ raw }) => new Uint8Array(raw))
    const next = links.find(link => issued(link, last) && !chain.some(({ raw }) => raw.equals(link.raw)))
    if (!next) return null
    chain.push(next)
  }
  return null
}
