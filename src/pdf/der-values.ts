import { latin1, toHex, utf8 } from './bytes.ts'
import { contentOf, type DerNode, expectTag, TAG } from './der.ts'
import { refuse } from './reasons.ts'

/** An INTEGER's content: two's complement, shortest form (X.690, 8.3.2). */
export function integerBytes(node: DerNode | undefined): Uint8Array {
  const content = contentOf(expectTag(node, TAG.integer))
  const [first, second] = content
  const padded = second !== undefined && ((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80))
  if (content.length === 0 || padded) refuse('bad-der', node?.start)
  return content
}

/** A non-negative INTEGER below 2^31. */
export function smallInteger(node: DerNode | undefined): number {
  const content = integerBytes(node)
  if (content.length > 4 || content[0]! >= 0x80) refuse('bad-der', node?.start)
  return Number.parseInt(toHex(content), 16)
}

/** BOOLEAN: DER knows 00 and FF only (X.690, 11.1). */
export function booleanOf(node: DerNode): boolean {
  const content = contentOf(expectTag(node, TAG.boolean))
  if (content.length !== 1 || (content[0] !== 0 && content[0] !== 0xff)) refuse('bad-der', node.start)
  return content[0] === 0xff
}

/** OBJECT IDENTIFIER in dotted form. */
export function oidOf(node: DerNode | undefined): string {
  const content = contentOf(expectTag(node, TAG.oid))
  const arcs: number[] = []
  let arc = 0
  let inArc = false
  for (const byte of content) {
    if (!inArc && byte === 0x80) refuse('bad-der', node?.start)
    arc = arc * 128 + (byte & 0x7f)
    if (!Number.isSafeInteger(arc)) refuse('bad-der', node?.start)
    inArc = byte >= 0x80
    if (inArc) continue
    if (arcs.length === 0) {
      const root = Math.min(2, Math.floor(arc / 40))
      arcs.push(root, arc - root * 40)
    } else arcs.push(arc)
    arc = 0
  }
  if (inArc || arcs.length === 0) refuse('bad-der', node?.start)
  return arcs.join('.')
}

/** A BIT STRING of whole bytes. */
export function octetsOfBitString(node: DerNode | undefined): Uint8Array {
  const content = contentOf(expectTag(node, TAG.bitString))
  return content[0] === 0 ? content.subarray(1) : refuse('bad-der', node?.start)
}

/** The set bits of a named BIT STRING, whose trailing zero bits DER leaves out (X.690, 11.2.2). */
export function namedBits(node: DerNode): Set<number> {
  const content = contentOf(expectTag(node, TAG.bitString))
  const unused = content[0]
  const last = content.at(-1)!
  if (unused === undefined || unused > 7) refuse('bad-der', node.start)
  if (content.length === 1 ? unused !== 0 : ((last >> unused) & 1) === 0 || (last & ((1 << unused) - 1)) !== 0) {
    refuse('bad-der', node.start)
  }
  const bits = new Set<number>()
  content.subarray(1).forEach((byte, at) => {
    for (let bit = 0; bit < 8; bit++) if (byte & (0x80 >> bit)) bits.add(at * 8 + bit)
  })
  return bits
}

/** UTCTime or GeneralizedTime as RFC 5280, 4.1.2.5 allows them, in ms since 1970. */
export function timeOf(node: DerNode | undefined): number {
  const text = node && latin1(contentOf(node))
  if (node?.tag === TAG.utcTime && /^\d{12}Z$/.test(text!)) {
    return momentOf(`${Number(text!.slice(0, 2)) < 50 ? '20' : '19'}${text}`, node)
  }
  if (node?.tag === TAG.generalizedTime && /^\d{14}Z$/.test(text!)) return momentOf(text!, node)
  return refuse('bad-der', node?.start)
}

/** GeneralizedTime with parts of a second, without trailing zeros (RFC 3161, 2.4.2), in ms since 1970. */
export function preciseTimeOf(node: DerNode | undefined): number {
  const text = latin1(contentOf(expectTag(node, TAG.generalizedTime)))
  const match = /^(\d{14})(?:\.(\d*[1-9]))?Z$/.exec(text)
  if (!node || !match || text.length > 32) refuse('bad-der', node?.start)
  return momentOf(match[1]!, node) + Math.floor(Number(`0.${match[2] ?? 0}`) * 1000)
}

/** Fourteen digits, from year to second, where they are a real moment. */
function momentOf(digits: string, node: DerNode): number {
  const part = (from: number, to: number) => Number(digits.slice(from, to))
  const [month, day, hour] = [part(4, 6), part(6, 8), part(8, 10)]
  const ms = Date.UTC(part(0, 4), month - 1, day, hour, part(10, 12), part(12, 14))
  const date = new Date(ms)
  const real = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && hour < 24
  return real && part(10, 12) < 60 && part(12, 14) < 60 ? ms : refuse('bad-der', node.start)
}

/** A directory string, or null for a type that is not shown. */
export function textOf(node: DerNode): string | null {
  const content = contentOf(node)
  if (node.tag === TAG.utf8String) return utf8(content)
  if (node.tag === TAG.printableString || node.tag === TAG.ia5String) return latin1(content)
  if (node.tag !== TAG.bmpString || content.length % 2 !== 0) return null
  let text = ''
  for (let at = 0; at < content.length; at += 2) text += String.fromCharCode(content[at]! * 256 + content[at + 1]!)
  return text
}
