export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue | undefined }

/**
 * JSON in its one canonical form (RFC 8785): keys in the order of their UTF-16 code units, no blanks, numbers and strings as ECMAScript
 * writes them. Throws for what is no JSON: a number without end, half a character.
 */
export function canonicalJson(value: JsonValue): string {
  if (typeof value === 'string') return canonicalText(value)
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new Error('no JSON has this number')
    return JSON.stringify(value)
  }
  if (value === null || typeof value === 'boolean') return String(value)
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`
  const keys = Object.keys(value).sort()
  const parts: string[] = []
  for (const key of keys) {
    const one = value[key]
    if (one !== undefined) parts.push(`${canonicalText(key)}:${canonicalJson(one)}`)
  }
  return `{${parts.join(',')}}`
}

function canonicalText(text: string): string {
  if (!text.isWellFormed()) throw new Error('half a character is no text')
  return JSON.stringify(text)
}

const isList = (value: JsonValue): value is readonly JsonValue[] => Array.isArray(value)
