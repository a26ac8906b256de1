/** What a returned letter says (RFC 3464). */
export interface Bounce {
  /** Words in it that may be the token of a letter, each once. */
  readonly tokens: readonly string[]
  /** What became of the letter, as the other side says; null where the text holds no delivery status. */
  readonly status: { readonly action: string; readonly code: string; readonly why: string } | null
}

const TOKENS_MAX = 50
const TOKEN = /(?<![a-z0-9])[a-z2-9]{16}(?![a-z0-9])/g
const PART = /^content-type:[ \t]*message\/(?:global-)?delivery-status\b/im
/** `failed` is for good, whatever its status says: a server that has tried for days sends it with a 4. */
const GRAVEST = ['failed', 'delayed', 'expanded', 'relayed', 'delivered']

/**
 * Reads a letter that came back. Its token stands in the address that it came back to, in the envelope's id and in the Message-ID that it
 * quotes, of which any one is enough.
 */
export function readBounce(source: string): Bounce {
  const text = source.replaceAll(/\r\n?/g, '\n')
  // A token is written in small letters; servers on its way may have changed that.
  const tokens = [...new Set([...text.toLowerCase().matchAll(TOKEN)].map(([token]) => token))].slice(0, TOKENS_MAX)
  return { tokens, status: statusIn(text) }
}

function statusIn(text: string): Bounce['status'] {
  const found = PART.exec(text)
  if (!found) return null
  const [head = '', ...rest] = text.slice(found.index).split('\n\n')
  const body = (rest.join('\n\n').split(/^--/m)[0] ?? '').trim()
  const plain = /^content-transfer-encoding:[ \t]*base64/im.test(head)
    ? Buffer.from(body, 'base64').toString('utf8').replaceAll(/\r\n?/g, '\n')
    : body
  // Lines that begin with a blank go on with the one before.
  const groups = plain.replaceAll(/\n[ \t]+/g, ' ').split(/\n{2,}/)
  const recipients = groups.map(fieldsOf).filter(fields => fields.has('action'))
  const gravity = (fields: ReadonlyMap<string, string>) => {
    const at = GRAVEST.indexOf((fields.get('action') ?? '').toLowerCase())
    return at < 0 ? GRAVEST.length : at
  }
  const [gravest] = recipients.toSorted((a, b) => gravity(a) - gravity(b))
  if (!gravest) return null
  const why = (gravest.get('diagnostic-code') ?? '').replace(/^\s*[\w-]+\s*;\s*/, '')
  return { action: (gravest.get('action') ?? '').toLowerCase(), code: gravest.get('status') ?? '', why }
}

function fieldsOf(group: string): ReadonlyMap<string, string> {
  const fields = group.split('\n').flatMap(line => {
    const [, name = '', value = ''] = /^([\w-]+):[ \t]*(.*)$/.exec(line) ?? []
    return name === '' ? [] : [[name.toLowerCase(), value.trim()] as const]
  })
  return new Map(fields)
}
