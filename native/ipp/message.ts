import type { GroupName, OUT_OF_BAND_TAGS, STRING_TAGS } from './tags.ts'

export type StringKind = keyof typeof STRING_TAGS
export type OutOfBandKind = keyof typeof OUT_OF_BAND_TAGS

/**
 * One value of an attribute (RFC 8010 section 3.9). `other` keeps what this codec does not know, or a value whose bytes do not
 * fit its tag, so that one odd value does not cost the whole answer. `text` and `name` carry a `language` when they came with one.
 */
export type IppValue =
  | { readonly kind: 'integer' | 'enum'; readonly value: number }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: StringKind; readonly value: string; readonly language?: string }
  | { readonly kind: 'octetString'; readonly bytes: Uint8Array }
  | { readonly kind: 'dateTime'; readonly iso: string }
  | { readonly kind: 'resolution'; readonly across: number; readonly feed: number; readonly unit: 'dpi' | 'dpcm' }
  | { readonly kind: 'range'; readonly lower: number; readonly upper: number }
  | { readonly kind: 'collection'; readonly members: readonly IppAttribute[] }
  | { readonly kind: OutOfBandKind }
  | { readonly kind: 'other'; readonly tag: number; readonly bytes: Uint8Array }

export interface IppAttribute {
  readonly name: string
  /** At least one. */
  readonly values: readonly IppValue[]
}

export interface IppGroup {
  /** A name for the groups that a job's life needs, the bare tag for any other. */
  readonly group: GroupName | number
  readonly attributes: readonly IppAttribute[]
}

/** A request or an answer: they differ only in what `code` means, an operation or a status. */
export interface IppMessage {
  readonly version: readonly [major: number, minor: number]
  readonly code: number
  readonly requestId: number
  readonly groups: readonly IppGroup[]
  /** The document behind the attributes; empty when there is none. */
  readonly data: Uint8Array
}

/** Shorthands for building attributes. */
export const attribute = {
  integer: (name: string, ...values: number[]) => build(name, values, value => ({ kind: 'integer', value })),
  enum: (name: string, ...values: number[]) => build(name, values, value => ({ kind: 'enum', value })),
  boolean: (name: string, ...values: boolean[]) => build(name, values, value => ({ kind: 'boolean', value })),
  text: (name: string, ...values: string[]) => build(name, values, value => ({ kind: 'text', value })),
  name: (name: string, ...values: string[]) => build(name, values, value => ({ kind: 'name', value })),
  keyword: (name: string, ...values: string[]) => build(name, values, value => ({ kind: 'keyword', value })),
  uri: (name: string, ...values: string[]) => build(name, values, value => ({ kind: 'uri', value })),
  charset: (name: string, ...values: string[]) => build(name, values, value => ({ kind: 'charset', value })),
  language: (name: string, ...values: string[]) => build(name, values, value => ({ kind: 'naturalLanguage', value })),
  mime: (name: string, ...values: string[]) => build(name, values, value => ({ kind: 'mimeMediaType', value })),
} as const

function build<T>(name: string, values: readonly T[], wrap: (value: T) => IppValue): IppAttribute {
  return { name, values: values.map(wrap) }
}
