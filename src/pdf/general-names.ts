import { latin1 } from './bytes.ts'
import { contentOf, contextTag, type DerNode, encodingOf, onlyChild, primitiveContextTag, sequenceOf } from './der.ts'
import { type Name, readName } from './names.ts'

/** A GeneralName, as far as names are constrained by it (RFC 5280, 4.2.1.6). */
export type GeneralName =
  | { readonly form: 'email' | 'dns' | 'uri'; readonly text: string }
  | { readonly form: 'directory'; readonly name: Name }
  | { readonly form: 'ip'; readonly bytes: Uint8Array }
  /** otherName and the rest; `tag` tells which. */
  | { readonly form: 'other'; readonly tag: number; readonly der: Uint8Array }

export function readGeneralNames(node: DerNode): GeneralName[] {
  return sequenceOf(node).map(readGeneralName)
}

export function readGeneralName(node: DerNode): GeneralName {
  if (node.tag === primitiveContextTag(1)) return { form: 'email', text: latin1(contentOf(node)) }
  if (node.tag === primitiveContextTag(2)) return { form: 'dns', text: latin1(contentOf(node)) }
  if (node.tag === primitiveContextTag(6)) return { form: 'uri', text: latin1(contentOf(node)) }
  if (node.tag === primitiveContextTag(7)) return { form: 'ip', bytes: contentOf(node) }
  // Name is a CHOICE, so its tag is explicit.
  if (node.tag === contextTag(4)) return { form: 'directory', name: readName(onlyChild(node)) }
  return { form: 'other', tag: node.tag, der: encodingOf(node) }
}
