import { createPublicKey, verify } from 'node:crypto'
import { z } from 'zod'
import { canonicalJson } from '../../../src/audit/canonical-json.ts'
import { bytesOf, hexOf } from '../chain/hex.ts'
import { Peaks } from './merkle.ts'

const FORMAT = 'yinzheng audit checkpoint 1'

const hash = z.string().regex(/^[0-9a-f]{64}$/)
const statementSchema = z.strictObject({
  format: z.literal(FORMAT),
  /** Whose trail it is: the public address of the house. */
  house: z.string(),
  /** base64 of the Ed25519 SubjectPublicKeyInfo that it is signed by. */
  key: z.string(),
  number: z.int().positive(),
  at: z.iso.datetime(),
  /** So many links it signs. */
  size: z.int().positive(),
  /** Of the Merkle tree over their hashes (RFC 6962). */
  root: hash,
  /** The hash of the last of them. */
  head: hash,
})

/** What a checkpoint says of the chain. */
export type Statement = Omit<z.output<typeof statementSchema>, 'format'>

/** A checkpoint as it is kept and given to witnesses. */
export interface SignedStatement {
  /** Canonical JSON (RFC 8785). */
  readonly statement: string
  /** base64 Ed25519. */
  readonly signature: string
}

/** What signs checkpoints: the key of the server. */
export interface Signer {
  readonly publicKey: string
  sign(text: string): string
}

/** What is signed begins with the format: nothing else of the house that this key signs is one by chance. */
const signedText = (statement: string) => `${FORMAT}\n${statement}`

export function signStatement(statement: Omit<Statement, 'key'>, signer: Signer): SignedStatement {
  const text = canonicalJson({ ...statement, format: FORMAT, key: signer.publicKey })
  return { statement: text, signature: signer.sign(signedText(text)) }
}

/** What a checkpoint says, where its form and the signature by the key in it are right; whose key that is, the caller compares. */
export function readStatement({ statement, signature }: SignedStatement): Statement | null {
  const read = statementSchema.safeParse(jsonOf(statement))
  if (!read.success) return null
  const { format: _, ...facts } = read.data
  return isSignedBy(facts.key, statement, signature) ? facts : null
}

function isSignedBy(key: string, statement: string, signature: string): boolean {
  try {
    const publicKey = createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' })
    if (publicKey.asymmetricKeyType !== 'ed25519') return false
    return verify(null, Buffer.from(signedText(statement)), publicKey, Buffer.from(signature, 'base64'))
  } catch {
    return false
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const peaksSchema = z.array(hash)

export const peaksToText = (peaks: Peaks): string => JSON.stringify(peaks.hashes.map(hexOf))

/** The peaks of a tree of that size as they were kept; null when they are none. */
export function peaksOfText(size: number, text: string): Peaks | null {
  const read = peaksSchema.safeParse(jsonOf(text))
  try {
    return read.success ? new Peaks(size, read.data.map(bytesOf)) : null
  } catch {
    return null
  }
}
