import { err, ok, type Result } from '../../src/result.ts'
import { decodeValue } from './decode-value.ts'
import type { IppAttribute, IppGroup, IppMessage, IppValue } from './message.ts'
import { END_OF_ATTRIBUTES, FIRST_VALUE_TAG, GROUP_TAGS, VALUE_TAGS } from './tags.ts'

/** What one message may hold at most. A printer that says more is not believed. */
export interface DecodeLimits {
  readonly maxGroups: number
  /** Values of all attributes together, members of collections among them. */
  readonly maxValues: number
  readonly maxDepth: number
}

export const DECODE_LIMITS: DecodeLimits = { maxGroups: 10_000, maxValues: 50_000, maxDepth: 8 }

const GROUP_NAMES = new Map<number, IppGroup['group']>(
  Object.entries(GROUP_TAGS).map(([name, tag]) => [tag, name as keyof typeof GROUP_TAGS]),
)

/**
 * Reads a request or an answer (RFC 8010 section 3.1). Never throws for what the bytes say: a message that is cut short, has
 * no end mark or breaks a limit gives the reason in words for a log.
 */
export function decodeMessage(bytes: Uint8Array, limits: DecodeLimits = DECODE_LIMITS): Result<IppMessage, string> {
  try {
    return ok(new Reader(bytes, limits).message())
  } catch (error) {
    if (error instanceof Malformed) return err(error.message)
    throw error
  }
}

class Malformed extends Error {}

interface Field {
  readonly tag: number
  readonly name: string
  readonly body: Uint8Array
}

interface OpenAttribute {
  readonly name: string
  readonly values: IppValue[]
}

class Reader {
  readonly #bytes: Uint8Array
  readonly #limits: DecodeLimits
  #at = 0
  #values = 0

  constructor(bytes: Uint8Array, limits: DecodeLimits) {
    this.#bytes = bytes
    this.#limits = limits
  }

  message(): IppMessage {
    const version = [this.#u8(), this.#u8()] as const
    const code = this.#u16()
    const requestId = (this.#u16() << 16) | this.#u16()
    const groups: IppGroup[] = []
    for (;;) {
      const tag = this.#u8()
      if (tag === END_OF_ATTRIBUTES) break
      if (tag === 0 || tag >= FIRST_VALUE_TAG) throw new Malformed(`tag ${tag} stands where a group should begin`)
      if (groups.length >= this.#limits.maxGroups) throw new Malformed('too many groups')
      groups.push({ group: GROUP_NAMES.get(tag) ?? tag, attributes: this.#attributes() })
    }
    return { version, code, requestId, groups, data: this.#bytes.slice(this.#at) }
  }

  #attributes(): IppAttribute[] {
    const attributes: OpenAttribute[] = []
    while (this.#peek() >= FIRST_VALUE_TAG) {
      const field = this.#field()
      const value = this.#value(field, 1)
      if (field.name !== '') attributes.push({ name: field.name, values: [value] })
      else this.#add(attributes, value)
    }
    return attributes
  }

  #value(field: Field, depth: number): IppValue {
    if (++this.#values > this.#limits.maxValues) throw new Malformed('too many values')
    if (field.tag !== VALUE_TAGS.beginCollection) return decodeValue(field.tag, field.body)
    if (depth > this.#limits.maxDepth) throw new Malformed('collections nested too deep')
    return { kind: 'collection', members: this.#members(depth) }
  }

  /** Members of a collection up to its end mark (section 3.1.6): the name of a member is a value of its own. */
  #members(depth: number): IppAttribute[] {
    const members: OpenAttribute[] = []
    for (;;) {
      const field = this.#field()
      if (field.tag === VALUE_TAGS.endCollection) break
      if (field.tag === VALUE_TAGS.memberName) members.push({ name: asText(field.body), values: [] })
      else this.#add(members, this.#value(field, depth + 1))
    }
    if (members.some(member => member.values.length === 0)) throw new Malformed('a member without a value')
    return members
  }

  #add(attributes: readonly OpenAttribute[], value: IppValue): void {
    const last = attributes.at(-1)
    if (!last) throw new Malformed('a value before any name')
    last.values.push(value)
  }

  #field(): Field {
    const tag = this.#u8()
    if (tag < FIRST_VALUE_TAG) throw new Malformed('a group ends inside a value')
    const name = asText(this.#run())
    return { tag, name, body: this.#run() }
  }

  #run(): Uint8Array {
    const length = this.#u16()
    const end = this.#at + length
    if (end > this.#bytes.length) throw new Malformed('cut short inside a value')
    const run = this.#bytes.subarray(this.#at, end)
    this.#at = end
    return run
  }

  #u8(): number {
    const byte = this.#peek()
    this.#at++
    return byte
  }

  #u16(): number {
    return (this.#u8() << 8) | this.#u8()
  }

  #peek(): number {
    const byte = this.#bytes[this.#at]
    if (byte === undefined) throw new Malformed('cut short')
    return byte
  }
}

const decoder = new TextDecoder()

function asText(bytes: Uint8Array): string {
  return bytes.length === 0 ? '' : decoder.decode(bytes)
}
