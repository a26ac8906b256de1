const BIND = 0x42
const EXECUTE = 0x45
const SYNC = 0x53
/** UTF-8 takes no more octets for one unit of a JavaScript text. */
const OCTETS_A_UNIT = 3

let room = Buffer.alloc(16_384)

/**
 * Bind, Execute and Sync for a prepared statement, as one message (PostgreSQL's protocol, "Message Formats"): parameters in text, and
 * all rows at once.
 */
export function askOf(statement: string, parameters: readonly (string | null)[]): Uint8Array {
  const most = parameters.reduce((sum, one) => sum + 4 + (one === null ? 0 : one.length * OCTETS_A_UNIT), 64)
  if (room.length < most) room = Buffer.alloc(2 * most)
  room[0] = BIND
  // The portal without a name, the statement, and every parameter in text.
  room[5] = 0
  let at = 6 + room.write(statement, 6, 'latin1')
  room[at++] = 0
  at = room.writeUInt16BE(0, at)
  at = room.writeUInt16BE(parameters.length, at)
  for (const parameter of parameters) {
    const length = parameter === null ? -1 : room.write(parameter, at + 4, 'utf8')
    room.writeInt32BE(length, at)
    at += 4 + Math.max(0, length)
  }
  at = room.writeUInt16BE(0, at)
  room.writeInt32BE(at - 1, 1)

  room[at] = EXECUTE
  room.writeInt32BE(9, at + 1)
  room[at + 5] = 0
  room.writeInt32BE(0, at + 6)
  at += 10
  room[at] = SYNC
  room.writeInt32BE(4, at + 1)
  return room.subarray(0, at + 5)
}

/** A parameter in PostgreSQL's text form. */
export function asText(value: unknown): string | null {
  if (value === null || value === undefined) return null
  if (value instanceof Date) return value.toISOString()
  if (typeof value === 'boolean') return value ? 't' : 'f'
  if (['string', 'number', 'bigint'].includes(typeof value)) return String(value)
  if (value instanceof Uint8Array) return `\\x${Buffer.from(value).toString('hex')}`
  if (Array.isArray(value)) return `{${value.map(one => JSON.stringify(String(one))).join(',')}}`
  return JSON.stringify(value)
}
