import type { IdCard } from '../../src/contract/devices.ts'

/** A card as it is laid on the simulated reader. Everything on it is invented. */
export interface SimIdCard extends IdCard {
  /** For the cards that carry a Latin name besides the Chinese one, or nothing else. */
  readonly latinName?: string
}

/** Fields of a text block in the order of the standard: content and bytes. They add up to 256. */
type Fields = readonly (readonly [content: string, bytes: number])[]

/** The 256 bytes of text that a chip holds: UTF-16LE, each field padded with blanks. */
export function textBlockOf(card: SimIdCard): Uint8Array {
  const parts = fieldsOf(card).map(([content, bytes]) => {
    const encoded = Buffer.from(content, 'utf16le').subarray(0, bytes)
    return Buffer.concat([encoded, Buffer.from(' '.repeat((bytes - encoded.length) / 2), 'utf16le')])
  })
  return Buffer.concat(parts)
}

function fieldsOf({ type, name, latinName = '', idNumber, validUntil }: SimIdCard): Fields {
  const until = validUntil ?? '长期'
  const birth = '20010910'
  const from = '20200101'
  switch (type) {
    case 'resident':
    case 'hk-macao-taiwan':
      return [
        [name, 30],
        ['1', 2],
        [type === 'resident' ? '01' : '', 4],
        [birth, 16],
        ['示例省示例市学府路1号', 70],
        [idNumber, 36],
        ['示例市公安局', 30],
        [from, 16],
        [until, 16],
        ...(type === 'resident' ? ([['', 36]] as const) : PERMIT_TAIL),
      ]
    case 'foreign-2017':
      return [
        [latinName, 120],
        ['2', 2],
        [idNumber, 30],
        ['GBR', 6],
        [name === latinName ? '' : name, 30],
        [from, 16],
        [until, 16],
        [birth, 16],
        ['01', 4],
        ['1500', 8],
        ['I', 2],
        ['', 6],
      ]
    case 'foreign-2023':
      return [
        [name === latinName ? '' : name, 30],
        ['2', 2],
        ['00', 4],
        [birth, 16],
        [latinName.slice(0, 35), 70],
        [idNumber, 36],
        ['', 30],
        [from, 16],
        [until, 16],
        [latinName.slice(35), 22],
        ['GBR', 6],
        ['Y', 2],
        ['', 6],
      ]
  }
}

const PERMIT_TAIL = [
  ['H12345678', 18],
  ['01', 4],
  ['', 6],
  ['J', 2],
  ['', 6],
] as const
