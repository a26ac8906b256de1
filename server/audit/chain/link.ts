import { hash } from 'node:crypto'

/** What stands before everything that is hashed for a link: no other hash of the house is one by chance. */
const DOMAIN = 'yinzheng audit link 1\n'

/** Before the first link there is nothing. */
export const NOTHING_BEFORE: Uint8Array = new Uint8Array(32)

/** One link: where it stands, when it was made, and the canonical JSON of the row that it holds. */
export interface LinkFacts {
  readonly position: number
  /** ISO 8601 with microseconds, as the database keeps it. */
  readonly linkedAt: string
  readonly record: string
}

/** SHA-256 of the domain, the canonical JSON of the link, and the link before it. */
export const linkHash = (before: Uint8Array, { position, linkedAt, record }: LinkFacts): Uint8Array => {
  const text = `${DOMAIN}{"linkedAt":"${linkedAt}","position":${position},"record":${record}}`
  return hash('sha256', Buffer.concat([Buffer.from(text), before]), 'buffer')
}
