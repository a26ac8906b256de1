import { bytesOfLatin1, concatBytes, toHex } from '../../src/pdf/bytes.ts'
import type { PdfDict } from '../../src/pdf/values.ts'
import { appendRevision, extendedDictionary } from './append-revision.ts'
import { referenceOf, type SealedFile } from './sealed-file.ts'

/** What proves later that the certificates of a file were good. All DER. */
export interface ValidationData {
  readonly certificates: readonly Uint8Array[]
  readonly crls: readonly Uint8Array[]
  readonly ocsps: readonly Uint8Array[]
}

const KEYS = { certificates: 'Certs', crls: 'CRLs', ocsps: 'OCSPs' } as const

/**
 * Appends a document security store (EN 319 142-1, 5.4.2; ISO 32000-2, 12.8.4.3): B-LT. The revision holds the catalogue with
 * /DSS added, the store, and one plain stream for each item; no /VRI, which readers do not need. Where a store is there
 * already it is written anew with what it lacks.
 */
export function withValidationData(sealed: SealedFile, data: ValidationData): Uint8Array<ArrayBuffer> {
  const { view, root } = sealed
  const old = view.dictionary(root).entries.get('DSS')
  const storeNumber = old ? referenceOf(old).number : sealed.size
  let next = old ? sealed.size : sealed.size + 1
  const objects = new Map<number, Uint8Array>()
  const arrays = (['certificates', 'crls', 'ocsps'] as const).flatMap(what => {
    const known = old ? itemsOf(sealed, view.dictionary(old), KEYS[what]) : new Map<string, string>()
    for (const item of data[what]) {
      const name = toHex(item)
      if (known.has(name)) continue
      known.set(name, `${next} 0 R`)
      objects.set(next++, streamOf(item))
    }
    return known.size === 0 ? [] : [`/${KEYS[what]} [${[...known.values()].join(' ')}]`]
  })
  objects.set(storeNumber, bytesOfLatin1(`<< /Type /DSS ${arrays.join(' ')} >>`))
  if (!old) objects.set(root.number, extendedDictionary(sealed, root, `/DSS ${storeNumber} 0 R`))
  return appendRevision(sealed, objects).bytes
}

function streamOf(bytes: Uint8Array): Uint8Array {
  return concatBytes(bytesOfLatin1(`<< /Length ${bytes.length} >>\nstream\n`), bytes, bytesOfLatin1('\nendstream'))
}

/** The streams that an array of the store names, by their content. */
function itemsOf({ view }: SealedFile, store: PdfDict, key: string): Map<string, string> {
  const array = store.entries.get(key)
  if (array?.kind !== 'array') return new Map()
  return new Map(
    array.items.map(item => {
      const ref = referenceOf(item)
      return [toHex(view.load(ref)?.stream ?? new Uint8Array()), `${ref.number} 0 R`]
    }),
  )
}
