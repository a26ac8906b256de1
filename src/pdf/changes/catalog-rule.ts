import type { PdfDict, PdfValue } from '../values.ts'
import { allow, type Comparison, deny } from './comparison.ts'
import { checkMetadata } from './metadata-rule.ts'
import { differingKeys } from './same-value.ts'

/**
 * The catalogue: it may get a security store, and what goes with a signature: the form, the declaration of the extensions
 * that signatures need, a higher version, metadata. Actions, names, layers, pages and everything else stay as they were.
 */
export function checkCatalog(comparison: Comparison): void {
  const { before, after, changed } = comparison
  const rootRef = after.trailer.entries.get('Root')
  const old = before.dictionary(before.trailer.entries.get('Root'))
  const now = after.dictionary(rootRef)
  const differing = differingKeys(old, now)
  for (const key of differing) checkKey(comparison, key, old, now)
  if (rootRef?.kind === 'ref' && differing.length > 0) allow(comparison, rootRef.number, 'catalog')
  const metadata = now.entries.get('Metadata')
  if (!differing.includes('Metadata') && metadata?.kind === 'ref' && changed.has(metadata.number)) {
    checkMetadata(comparison, metadata)
  }
}

function checkKey(comparison: Comparison, key: string, old: PdfDict, now: PdfDict): void {
  const value = now.entries.get(key)
  if (key === 'Metadata') return checkMetadata(comparison, value)
  // Their contents have rules of their own.
  if (key === 'DSS' || key === 'AcroForm') {
    if (value === undefined) deny(comparison, key === 'DSS' ? 'dss-changed' : 'form-changed', 'catalog')
    return
  }
  const fine = key === 'Version' ? isHigher(old.entries.get(key), value) : key === 'Extensions' && isExtensions(value)
  if (!fine) deny(comparison, 'catalog-changed', 'catalog')
}

function isHigher(old: PdfValue | undefined, now: PdfValue | undefined): boolean {
  const wellFormed = now?.kind === 'name' && /^(?:1\.[0-7]|2\.0)$/.test(now.value)
  return wellFormed && (old === undefined || (old.kind === 'name' && old.value <= now.value))
}

const EXTENSION_KEYS = new Set(['Type', 'BaseVersion', 'ExtensionLevel', 'URL', 'ExtensionRevision'])

/** Developers' names with their versions (7.12): plain values in direct dictionaries. */
function isExtensions(value: PdfValue | undefined): boolean {
  if (value?.kind !== 'dict') return false
  return [...value.entries].every(
    ([key, entry]) =>
      (key === 'Type' && entry.kind === 'name') ||
      isExtension(entry) ||
      (entry.kind === 'array' && entry.items.every(isExtension)),
  )
}

function isExtension(value: PdfValue): boolean {
  if (value.kind !== 'dict') return false
  return [...value.entries].every(
    ([key, entry]) => EXTENSION_KEYS.has(key) && ['name', 'integer', 'string'].includes(entry.kind),
  )
}
