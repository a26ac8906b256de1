import { randomReadable, readTyped } from '../ground/random-id.ts'
import { sha256Hex } from '../ground/store/content-store.ts'

const LENGTH = 26

/** What a verifier types: 130 random bits in groups of five and a last one of six. */
export function newVerificationCode(): string {
  const code = randomReadable(LENGTH)
  return [0, 5, 10, 15, 20].map((from, i) => code.slice(from, i === 4 ? LENGTH : from + 5)).join('-')
}

/** Under which key the document of a code is kept: from the table nobody can make the codes that stand on paper. */
export function verificationKey(code: string): string {
  return sha256Hex(readTyped(code))
}
