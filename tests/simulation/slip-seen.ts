import type { ReceiptLine } from '../../src/contract/devices.ts'
import { LANGUAGES } from '../../src/contract/texts.ts'
import { KIOSK_WORDS } from '../../src/words/languages.ts'

/** What somebody reads on a slip. */
export interface SlipSeen {
  readonly orderNumber: string
  readonly copiesDelivered: number
  readonly copies: number
  readonly copiesUnclear: number
  readonly sheets: number
}

/** The figures of a slip, in whatever language it is; null when it is none of an order. */
export function readSlip(lines: readonly ReceiptLine[]): SlipSeen | null {
  const pairs = new Map(lines.flatMap(line => (line.kind === 'pair' ? [[line.left, line.right] as const] : [])))
  const words = LANGUAGES.map(language => KIOSK_WORDS[language].receipt).find(one => pairs.has(one.order))
  if (!words) return null
  const [copiesDelivered = Number.NaN, copies = Number.NaN] = pairs.get(words.copies)?.split(' / ').map(Number) ?? []
  return {
    ...{ orderNumber: pairs.get(words.order)!, copiesDelivered, copies },
    copiesUnclear: Number(pairs.get(words.unclear) ?? 0),
    sheets: Number(pairs.get(words.sheets)),
  }
}
