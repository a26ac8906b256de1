import type { IdCard } from '../../src/contract/devices.ts'
import { err, ok, type Result } from '../../src/result.ts'

export const TEXT_BLOCK_BYTES = 256

/** Offset and length in bytes. */
type Field = readonly [offset: number, length: number]

interface Layout {
  readonly type: IdCard['type']
  readonly chineseName: Field
  /** In pieces where it was too long for one place. */
  readonly latinName: readonly Field[]
  readonly idNumber: Field
  readonly numberShape: RegExp
  readonly validUntil: Field
}

const TYPE_LETTER: Field = [248, 2]
const CITIZEN_NUMBER = /^\d{17}[\dX]$/

/** Only what the kiosk needs: address, birth, sex and nation are left where they are. */
const RESIDENT: Layout = {
  type: 'resident',
  chineseName: [0, 30],
  latinName: [],
  idNumber: [122, 36],
  numberShape: CITIZEN_NUMBER,
  validUntil: [204, 16],
}

/** By the letter at offset 248: blank for a resident's card. */
const LAYOUTS: ReadonlyMap<string, Layout> = new Map([
  ['', RESIDENT],
  ['J', { ...RESIDENT, type: 'hk-macao-taiwan' }],
  [
    'I',
    {
      type: 'foreign-2017',
      chineseName: [158, 30],
      latinName: [[0, 120]],
      idNumber: [122, 30],
      numberShape: /^[A-Z]{3}\d{12}$/,
      validUntil: [204, 16],
    },
  ],
  [
    'Y',
    {
      type: 'foreign-2023',
      chineseName: [0, 30],
      latinName: [
        [52, 70],
        [220, 22],
      ],
      idNumber: [122, 36],
      numberShape: CITIZEN_NUMBER,
      validUntil: [204, 16],
    },
  ],
])

/**
 * Reads the text block of an ID card: UTF-16LE, padded with blanks, four layouts (GA 450 with its additions of 2017 and 2023).
 * A card with a Chinese and a Latin name gives the Chinese one. The error says in words what is wrong and holds nothing of the card.
 */
export function decodeTextBlock(block: Uint8Array): Result<IdCard, string> {
  if (block.length !== TEXT_BLOCK_BYTES) return err(`a text block of ${block.length} bytes`)
  const text = (...fields: readonly Field[]) => {
    // Not TextDecoder: it would replace what old cards hold outside of valid UTF-16, and names are compared as they stand.
    const bytes = Buffer.concat(fields.map(([offset, length]) => block.subarray(offset, offset + length)))
    return bytes.toString('utf16le').replace(/[ \0]+$/, '')
  }
  const layout = LAYOUTS.get(text(TYPE_LETTER))
  if (!layout) return err('a kind of card that is not known')
  const name = text(layout.chineseName) || text(...layout.latinName)
  if (name === '') return err('a card without a name')
  const idNumber = text(layout.idNumber)
  if (!layout.numberShape.test(idNumber)) return err('an identity number of the wrong shape')
  const validUntil = text(layout.validUntil)
  if (validUntil === '长期') return ok({ type: layout.type, name, idNumber, validUntil: null })
  if (!isDate(validUntil)) return err('an end of validity that is no date')
  return ok({ type: layout.type, name, idNumber, validUntil })
}

function isDate(text: string): boolean {
  const [, year = '', month = '', day = ''] = /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? []
  const time = Date.parse(`${year}-${month}-${day}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(`${year}-${month}-${day}`)
}
