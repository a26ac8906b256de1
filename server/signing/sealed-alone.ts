import { openSealed } from './sealed-file.ts'

/**
 * The file as its seal covers it, with a time stamp that came into the seal's gap and without what was put behind it; null where
 * nothing stands behind it, or where the seal allows something to (a second seal belongs to the document then). Readers that
 * take P=1 at its word call anything behind the seal a change.
 */
export function sealedAlone(pdf: Uint8Array): Uint8Array<ArrayBuffer> | null {
  const { allowsSecondSeal, sealedEnd } = openSealed(pdf)
  return !allowsSecondSeal && sealedEnd < pdf.length ? new Uint8Array(pdf.slice(0, sealedEnd)) : null
}
