import { ByteWriter } from './byte-writer.ts'
import { dateTimeOfIso } from './date-time.ts'
import type { IppAttribute, IppMessage, IppValue } from './message.ts'
import { END_OF_ATTRIBUTES, GROUP_TAGS, OUT_OF_BAND_TAGS, STRING_TAGS, VALUE_TAGS } from './tags.ts'

/** The longest value that its two length octets can announce: they are a signed number (RFC 8010 section 3.1.4). */
const LONGEST_VALUE = 0x7fff

/** The bytes of a message (RFC 8010 section 3.1). Throws for a value that has no encoding: what goes out is ours. */
export function encodeMessage(message: IppMessage): Uint8Array {
  const out = new ByteWriter()
  out.u8(message.version[0])
  out.u8(message.version[1])
  out.u16(message.code)
  out.i32(message.requestId)
  for (const { group, attributes } of message.groups) {
    out.u8(typeof group === 'number' ? group : GROUP_TAGS[group])
    for (const attribute of attributes) writeAttribute(out, attribute)
  }
  out.u8(END_OF_ATTRIBUTES)
  out.bytes(message.data)
  return out.done()
}

function writeAttribute(out: ByteWriter, { name, values }: IppAttribute): void {
  if (values.length === 0) throw new Error(`attribute ${name} has no value`)
  // A further value of the same attribute has an empty name (section 3.1.5).
  for (const [index, value] of values.entries()) writeValue(out, index === 0 ? name : '', value)
}

function writeValue(out: ByteWriter, name: string, value: IppValue): void {
  if (value.kind !== 'collection') {
    writeField(out, tagOf(value), name, () => writeBody(out, value))
    return
  }
  writeField(out, VALUE_TAGS.beginCollection, name, nothing)
  for (const member of value.members) {
    writeField(out, VALUE_TAGS.memberName, '', () => out.utf8(member.name))
    for (const memberValue of member.values) writeValue(out, '', memberValue)
  }
  writeField(out, VALUE_TAGS.endCollection, '', nothing)
}

const nothing = () => {}

function writeField(out: ByteWriter, tag: number, name: string, body: () => void): void {
  out.u8(tag)
  const longest = Math.max(
    out.measured(() => out.utf8(name)),
    out.measured(body),
  )
  if (longest > LONGEST_VALUE) throw new Error(`attribute ${name} is too long`)
}

const TAGS = { ...VALUE_TAGS, ...STRING_TAGS, ...OUT_OF_BAND_TAGS }

function tagOf(value: Exclude<IppValue, { kind: 'collection' }>): number {
  if (value.kind === 'other') return value.tag
  if (value.kind === 'text' && value.language !== undefined) return VALUE_TAGS.textWithLanguage
  if (value.kind === 'name' && value.language !== undefined) return VALUE_TAGS.nameWithLanguage
  return TAGS[value.kind]
}

function writeBody(out: ByteWriter, value: Exclude<IppValue, { kind: 'collection' }>): void {
  switch (value.kind) {
    case 'integer':
    case 'enum':
      return out.i32(value.value)
    case 'boolean':
      return out.u8(value.value ? 1 : 0)
    case 'octetString':
    case 'other':
      return out.bytes(value.bytes)
    case 'dateTime':
      return out.bytes(dateTimeOfIso(value.iso))
    case 'resolution':
      out.i32(value.across)
      out.i32(value.feed)
      return out.u8(value.unit === 'dpi' ? 3 : 4)
    case 'range':
      out.i32(value.lower)
      return out.i32(value.upper)
    default:
      return 'value' in value ? writeText(out, value.value, value.language) : undefined
  }
}

/** A text with a language is two texts, each behind its length (section 3.9). */
function writeText(out: ByteWriter, value: string, language: string | undefined): void {
  if (language === undefined) return out.utf8(value)
  for (const part of [language, value]) out.measured(() => out.utf8(part))
}
