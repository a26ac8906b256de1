import { LIMITS } from './limits.ts'
import { refuse } from './reasons.ts'

/** One tag-length-value of a DER structure. All offsets are in `bytes`. */
export interface DerNode {
  readonly bytes: Uint8Array
  /** Identifier octet: class, constructed bit and tag number in one. */
  readonly tag: number
  readonly start: number
  readonly contentStart: number
  readonly end: number
  readonly depth: number
}

/** Identifier octets (X.690, 8.1.2). */
export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  enumerated: 0x0a,
  oid: 0x06,
  utf8String: 0x0c,
  printableString: 0x13,
  ia5String: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  bmpString: 0x1e,
  sequence: 0x30,
  set: 0x31,
} as const

/** A primitive `[n]`. */
export const primitiveContextTag = (number: number): number => 0x80 | number

/** `[n]` with the constructed bit set. */
export const contextTag = (number: number): number => 0xa0 | number

/**
 * Reads one node in `[start, end)` under the distinguished rules (X.690, 10.1): definite length in its shortest form, tags
 * below 31. Bytes may follow it; `readWholeDer` is for where none may.
 */
export function readDer(bytes: Uint8Array, start = 0, end = bytes.length, depth = 0): DerNode {
  if (depth > LIMITS.derNesting) refuse('limit-reached', start)
  const tag = bytes[start]
  const first = bytes[start + 1]
  if (tag === undefined || first === undefined || start + 2 > end || (tag & 0x1f) === 0x1f) refuse('bad-der', start)
  let length = first
  let contentStart = start + 2
  if (first >= 0x80) {
    const count = first & 0x7f
    if (count === 0 || count > 4 || contentStart + count > end) refuse('bad-der', start)
    length = 0
    for (let at = 0; at < count; at++) length = length * 256 + bytes[contentStart + at]!
    if (length < 0x80 || length < 256 ** (count - 1)) refuse('bad-der', start)
    contentStart += count
  }
  if (contentStart + length > end) refuse('bad-der', start)
  return { bytes, tag, start, contentStart, end: contentStart + length, depth }
}

/** Like `readDer`, where the node must fill all of `bytes`. */
export function readWholeDer(bytes: Uint8Array): DerNode {
  const node = readDer(bytes)
  return node.end === bytes.length ? node : refuse('bad-der', node.end)
}

/** The nodes inside a constructed node; they fill it exactly. */
export function childrenOf(node: DerNode): DerNode[] {
  if ((node.tag & 0x20) === 0) refuse('bad-der', node.start)
  const children: DerNode[] = []
  for (let at = node.contentStart; at < node.end; ) {
    const child = readDer(node.bytes, at, node.end, node.depth + 1)
    children.push(child)
    at = child.end
  }
  return children
}

/** The node's children, when it has the tag; a refusal otherwise. */
export function sequenceOf(node: DerNode | undefined, tag: number = TAG.sequence): DerNode[] {
  return childrenOf(expectTag(node, tag))
}

export function expectTag(node: DerNode | undefined, tag: number): DerNode {
  return node?.tag === tag ? node : refuse('bad-der', node?.start)
}

/** The only child of an explicit tag. */
export function onlyChild(node: DerNode): DerNode {
  const children = childrenOf(node)
  return children.length === 1 ? children[0]! : refuse('bad-der', node.start)
}

/** Content octets. */
export function contentOf(node: DerNode): Uint8Array {
  return node.bytes.subarray(node.contentStart, node.end)
}

/** The whole encoding, tag and length included. */
export function encodingOf(node: DerNode): Uint8Array {
  return node.bytes.subarray(node.start, node.end)
}
