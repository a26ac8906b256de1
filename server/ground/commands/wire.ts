import { z } from 'zod'
import { type Bilingual, both } from '../../../src/contract/texts.ts'
import type { Said } from './command.ts'

export const POSITIONAL_CHARACTERS_MAX = 400
export const TEXT_CHARACTERS_MAX = 8_000_000
/** A report of the longest list that is taken, several times over. */
export const FILE_CHARACTERS_MAX = 64_000_000

export const GIVEN_BY_CHARACTERS_MAX = 100

const words = z.string().max(40)

/** What a program beside the server asks it to carry out, one JSON text a line. */
export const wishSchema = z.strictObject({
  room: words,
  verb: words,
  positionals: z.array(z.string().max(POSITIONAL_CHARACTERS_MAX)).max(10),
  texts: z.record(words, z.string().max(TEXT_CHARACTERS_MAX)),
  flags: z.array(words).max(20),
  givenBy: z.string().max(GIVEN_BY_CHARACTERS_MAX).optional(),
  language: z.enum(['zh', 'en']).optional(),
})
export type Wish = z.infer<typeof wishSchema>

/** What the server says to it, one JSON text a line: how far it is, and at last the answer. */
export const wordSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('progress'), line: z.string() }),
  z.strictObject({
    kind: z.literal('answer'),
    exit: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]),
    value: z.unknown().optional(),
    text: z.string().optional(),
    message: z.string().optional(),
    files: z.record(words, z.string()).optional(),
  }),
])
export type Word = z.infer<typeof wordSchema>

/** What a text grows to in JSON at most is six times as much, but no list is made of control characters. */
export const WISH_CHARACTERS_MAX = 2 * TEXT_CHARACTERS_MAX
export const WORD_CHARACTERS_MAX = 2 * FILE_CHARACTERS_MAX

/**
 * Why a command can't be carried out as it was said, whoever carries it out; null when it can. Said where it is given, for the server
 * can't tell something too long from another version's.
 */
export function whatIsUnspeakable({ positionals, texts }: Said): Bilingual | null {
  const long = positionals.find(one => one.length > POSITIONAL_CHARACTERS_MAX)
  if (long !== undefined) {
    const begun = `${long.slice(0, 20)}…`
    return both(
      `“${begun}”太长：最多 ${POSITIONAL_CHARACTERS_MAX} 个字符`,
      `"${begun}" is too long: ${POSITIONAL_CHARACTERS_MAX} characters at most`,
    )
  }
  const tooLong = ([name]: readonly [string, string]) =>
    both(
      `--${name}：太长，最多 ${TEXT_CHARACTERS_MAX} 个字符`,
      `--${name}: too long, ${TEXT_CHARACTERS_MAX} characters at most`,
    )
  for (const entry of Object.entries(texts)) if (entry[1].length > TEXT_CHARACTERS_MAX) return tooLong(entry)
  // No database takes one in a text.
  if (positionals.some(hasNul)) return both('名称里不能有空字符（NUL）', 'a NUL character is no part of a name')
  const withNul = Object.entries(texts).find(([, text]) => hasNul(text))
  if (withNul) {
    const name = `--${withNul[0]}`
    return both(`${name}：内容里不能有空字符（NUL）`, `${name}: a NUL character is no part of a text`)
  }
  return JSON.stringify({ positionals, texts }).length > WISH_CHARACTERS_MAX - 10_000
    ? both(
        `写的内容合起来太长：最多 ${WISH_CHARACTERS_MAX} 个字符`,
        `all that was said is too long: ${WISH_CHARACTERS_MAX} characters at most`,
      )
    : null
}

const hasNul = (text: string) => text.includes('\0')
