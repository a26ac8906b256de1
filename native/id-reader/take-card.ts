import type { IdCard } from '../../src/contract/devices.ts'
import { err, type Result } from '../../src/result.ts'
import { textOf } from './commands.ts'
import { decodeTextBlock } from './text-block.ts'

/**
 * Takes what the kiosk needs out of the data of a read answer and wipes all of it, the photo above all. The error holds nothing of
 * the card.
 */
export function takeCard(data: Uint8Array): Result<IdCard, string> {
  const text = textOf(data)
  const card = text ? decodeTextBlock(text) : err('an answer without text')
  data.fill(0)
  return card
}
