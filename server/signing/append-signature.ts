import { bytesOfLatin1, concatBytes, toHex } from '../../src/pdf/bytes.ts'
import type { PdfRef } from '../../src/pdf/values.ts'
import { appendRevision, withReference } from './append-revision.ts'
import { referenceOf, type SealedFile } from './sealed-file.ts'

export interface SignatureWish {
  /** Letters; a number is put behind it. */
  readonly fieldName: string
  /** Entries of the signature dictionary, but for /ByteRange and /Contents. */
  readonly entries: string
  /** Bytes to keep for what comes into /Contents. */
  readonly roomBytes: number
}

/** A further signature, or a document time stamp, that waits for its /Contents. */
export interface PreparedAppendix {
  /** The covered bytes. */
  readonly covered: Uint8Array
  /** The finished file. Throws when `contents` is larger than the room. */
  embed(contents: Uint8Array): Uint8Array<ArrayBuffer>
}

const RANGE_WIDTH = '[0 0000000000 0000000000 0000000000]'.length

/**
 * Appends a revision with one more signature over the whole file. It holds the catalogue and the page of the seal, each with one
 * more reference, the field with its invisible widget, and the signature dictionary.
 */
export function appendSignature(
  sealed: SealedFile,
  { fieldName, entries, roomBytes }: SignatureWish,
): PreparedAppendix {
  const { view, root, size } = sealed
  const catalog = view.dictionary(root)
  const form = view.dictionary(catalog.entries.get('AcroForm'))
  const { page, count } = fieldsOf(sealed)
  const [signatureNumber, fieldNumber] = [size, size + 1]
  const before = `<< ${entries} /ByteRange `
  const dictionary = `${before}${' '.repeat(RANGE_WIDTH)} /Contents <${'0'.repeat(roomBytes * 2)}> >>`
  const field =
    `<< /Type /Annot /Subtype /Widget /FT /Sig /T (${fieldName}${count}) /V ${signatureNumber} 0 R ` +
    `/F 132 /Rect [0 0 0 0] /P ${page.number} 0 R >>`
  const pageDictionary = view.dictionary(page)
  const { bytes, bodyStarts } = appendRevision(
    sealed,
    new Map([
      [root.number, withReference(sealed, catalog, form, 'Fields', fieldNumber)],
      [page.number, withReference(sealed, pageDictionary, pageDictionary, 'Annots', fieldNumber)],
      [signatureNumber, bytesOfLatin1(dictionary)],
      [fieldNumber, bytesOfLatin1(field)],
    ]),
  )

  const rangeStart = (bodyStarts.get(signatureNumber) ?? 0) + before.length
  const gapStart = bytes.indexOf(0x3c, rangeStart)
  const gapEnd = gapStart + roomBytes * 2 + 2
  bytes.set(bytesOfLatin1(`[0 ${gapStart} ${gapEnd} ${bytes.length - gapEnd}]`.padEnd(RANGE_WIDTH)), rangeStart)
  return {
    covered: concatBytes(bytes.subarray(0, gapStart), bytes.subarray(gapEnd)),
    embed: contents => {
      if (contents.length > roomBytes) throw new Error('a signature or time stamp is larger than the room kept for it')
      const finished = bytes.slice()
      finished.set(bytesOfLatin1(toHex(contents)), gapStart + 1)
      return finished
    },
  }
}

/** How many fields there are, and the page that holds the first one's widget. */
function fieldsOf({ view, root }: SealedFile): { page: PdfRef; count: number } {
  const form = view.dictionary(view.dictionary(root).entries.get('AcroForm'))
  const fields = form.entries.get('Fields')
  if (fields?.kind !== 'array') throw new Error('/Fields is not an array in its place')
  return { page: referenceOf(view.dictionary(fields.items[0]).entries.get('P')), count: fields.items.length }
}
