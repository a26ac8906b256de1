import { isoOfDateTime } from './date-time.ts'
import type { IppValue, OutOfBandKind, StringKind } from './message.ts'
import { OUT_OF_BAND_TAGS, STRING_TAGS, VALUE_TAGS } from './tags.ts'

const OUT_OF_BAND_KINDS = byTag(OUT_OF_BAND_TAGS)
const STRING_KINDS = byTag(STRING_TAGS)

/**
 * The meaning of one value that is not a collection (RFC 8010 section 3.9). A body that does not fit its tag, and a tag that is
 * not known, come back as `other`. Nothing of the value is a view of `body`, so that an answer is not kept for the sake of one.
 */
export function decodeValue(tag: number, body: Uint8Array): IppValue {
  return knownValue(tag, body) ?? { kind: 'other', tag, bytes: body.slice() }
}

function knownValue(tag: number, body: Uint8Array): IppValue | null {
  const outOfBand: OutOfBandKind | undefined = OUT_OF_BAND_KINDS.get(tag)
  if (outOfBand) return body.length === 0 ? { kind: outOfBand } : null
  const string: StringKind | undefined = STRING_KINDS.get(tag)
  if (string) return textual(string, body)
  switch (tag) {
    case VALUE_TAGS.integer:
      return body.length === 4 ? { kind: 'integer', value: i32(body, 0) } : null
    case VALUE_TAGS.enum:
      return body.length === 4 ? { kind: 'enum', value: i32(body, 0) } : null
    case VALUE_TAGS.boolean:
      return body.length === 1 && body[0]! <= 1 ? { kind: 'boolean', value: body[0] === 1 } : null
    case VALUE_TAGS.octetString:
      return { kind: 'octetString', bytes: body.slice() }
    case VALUE_TAGS.dateTime:
      return dateTime(body)
    case VALUE_TAGS.resolution:
      return resolution(body)
    case VALUE_TAGS.range:
      return body.length === 8 ? { kind: 'range', lower: i32(body, 0), upper: i32(body, 4) } : null
    case VALUE_TAGS.textWithLanguage:
      return withLanguage('text', body)
    case VALUE_TAGS.nameWithLanguage:
      return withLanguage('name', body)
    default:
      return null
  }
}

function textual(kind: StringKind, body: Uint8Array): IppValue | null {
  const value = text(body)
  return value === null ? null : { kind, value }
}

function dateTime(body: Uint8Array): IppValue | null {
  const iso = isoOfDateTime(body)
  return iso === null ? null : { kind: 'dateTime', iso }
}

function resolution(body: Uint8Array): IppValue | null {
  const unit = body[8] === 3 ? 'dpi' : body[8] === 4 ? 'dpcm' : null
  if (body.length !== 9 || !unit) return null
  return { kind: 'resolution', across: i32(body, 0), feed: i32(body, 4), unit }
}

function withLanguage(kind: 'text' | 'name', body: Uint8Array): IppValue | null {
  if (body.length < 4) return null
  const languageEnd = 2 + u16(body, 0)
  if (languageEnd + 2 > body.length || languageEnd + 2 + u16(body, languageEnd) !== body.length) return null
  const language = text(body.subarray(2, languageEnd))
  const value = text(body.subarray(languageEnd + 2))
  return language === null || value === null ? null : { kind, value, language }
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Null for what is not UTF-8, the charset that every request of ours asks for. */
function text(bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes)
  } catch {
    return null
  }
}

function u16(bytes: Uint8Array, at: number): number {
  return (bytes[at]! << 8) | bytes[at + 1]!
}

function i32(bytes: Uint8Array, at: number): number {
  return (u16(bytes, at) << 16) | u16(bytes, at + 2)
}

function byTag<Kind extends string>(tags: Readonly<Record<Kind, number>>): ReadonlyMap<number, Kind> {
  return new Map((Object.keys(tags) as Kind[]).map(kind => [tags[kind], kind]))
}
