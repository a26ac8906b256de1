import { z } from 'zod'
import { readStatement, type SignedStatement, type Statement } from '../checkpoints/checkpoint.ts'

/** What a witness is given: a checkpoint, and the hashes of the links that it adds, so that the copy names the first that differs. */
const lineSchema = z.object({
  statement: z.string(),
  signature: z.string(),
  links: z.array(z.string().regex(/^[A-Za-z0-9_-]{43}$/)),
})

export interface WitnessLine {
  readonly statement: Statement
  readonly text: string
  /** base64url, of the last links up to the size of the checkpoint. */
  readonly links: readonly string[]
}

export const lineOf = (signed: SignedStatement, links: readonly string[]): string =>
  `${JSON.stringify({ statement: signed.statement, signature: signed.signature, links })}\n`

/** A line of an outside copy, where it is whole and signed. */
export function readLine(text: string): WitnessLine | null {
  const read = lineSchema.safeParse(jsonOf(text))
  if (!read.success) return null
  const statement = readStatement(read.data)
  return statement && { statement, text: read.data.statement, links: read.data.links }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
