import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { expecting, ofFile } from '../../ground/expect-at-start.ts'
import { StartRefused } from '../../ground/start-refused.ts'

/** Digits beside the campus card; null: none at this site. */
export const cardPinSchema = (at: (path: string) => string) =>
  z
    .strictObject({
      /** A file outside the database whose first line is random: 32 characters at least. Without it no digits are known any more. */
      pepperFile: z.string().min(1).transform(at),
    })
    .nullable()
    .default(null)
export type CardPinSettings = z.output<ReturnType<typeof cardPinSchema>>

const CHARACTERS_MIN = 32

/** Rejects with `StartRefused` when the file cannot be read, or holds too little. */
export async function readPepper({ pepperFile }: NonNullable<CardPinSettings>): Promise<Uint8Array> {
  const text = await expecting(ofFile('identity.cardPin.pepperFile', pepperFile), () => readFile(pepperFile, 'utf8'))
  const [line = ''] = text.split(/\r?\n/)
  if (line.length < CHARACTERS_MIN)
    throw new StartRefused(
      `identity.cardPin.pepperFile: ${pepperFile} needs ${CHARACTERS_MIN} random characters in its first line`,
    )
  return Buffer.from(line)
}
