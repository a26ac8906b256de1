import type { Tariff } from '../../src/rules/tariff.ts'
import type { Documents } from './documents.ts'
import { loadKinds } from './load-kinds.ts'
import { offersOf } from './offers.ts'

/** Reads every kind under a folder. Throws with the file and the place of a mistake. */
export function readDocuments(templatesDir: string, tariff: Tariff): Documents {
  const kinds = loadKinds(templatesDir)
  return { templatesDir, kinds, tariff, offers: subject => offersOf(kinds, subject, tariff) }
}
