import type { PdfValue } from '../values.ts'
import { allow, type Comparison, deny } from './comparison.ts'
import { differingKeys } from './same-value.ts'

/** What a program that saves a file writes into its information: when, and what it is called. */
const SAVED = new Set(['ModDate', 'Producer'])

/** The information dictionary may say when the file was saved and by what, and nothing else anew. */
export function checkInformation(comparison: Comparison): void {
  const { before, after, changed } = comparison
  const ref = after.trailer.entries.get('Info')
  if (ref?.kind !== 'ref' || !changed.has(ref.number)) return
  const old = before.trailer.entries.get('Info')
  const now = after.dictionary(ref)
  const keys = old ? differingKeys(before.dictionary(old), now) : [...now.entries.keys()]
  const harmless = keys.every(key => SAVED.has(key) && now.entries.get(key)?.kind === 'string')
  if (harmless) allow(comparison, ref.number, 'metadata')
  else deny(comparison, 'metadata-changed', 'metadata', ref.number)
}

/** Entries that the dictionary of a plain stream has. */
const STREAM_KEYS = new Set(['Type', 'Subtype', 'Length', 'Filter', 'DecodeParms'])

/** The catalogue's metadata stream (ISO 32000-2, 14.3.2), which no page draws. */
export function checkMetadata(comparison: Comparison, value: PdfValue | undefined): void {
  if (value?.kind !== 'ref') return deny(comparison, 'metadata-changed', 'metadata')
  if (!comparison.changed.has(value.number)) return
  const object = comparison.after.load(value)
  const entries = object?.value.kind === 'dict' && object.stream ? object.value.entries : null
  const [type, subtype] = [entries?.get('Type'), entries?.get('Subtype')]
  const isMetadata = type?.kind === 'name' && type.value === 'Metadata'
  const isXml = subtype?.kind === 'name' && subtype.value === 'XML'
  if (entries && isMetadata && isXml && [...entries.keys()].every(key => STREAM_KEYS.has(key))) {
    allow(comparison, value.number, 'metadata')
  } else deny(comparison, 'metadata-changed', 'metadata', value.number)
}
