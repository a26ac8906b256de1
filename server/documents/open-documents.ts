import type { SectionsOf } from '../ground/config/sections.ts'
import { expecting, ofFile } from '../ground/expect-at-start.ts'
import type { Room } from '../ground/room.ts'
import type { Documents } from './documents.ts'
import type { DOCUMENTS } from './documents-plan.ts'
import { HOUSE_TEMPLATES } from './house-templates.ts'
import { readDocuments } from './read-documents.ts'

/** The kinds that the configuration names. Rejects with the file and the place of a mistake: that stops the start and no visitor. */
export async function openDocuments({
  documents,
  tariff,
}: SectionsOf<typeof DOCUMENTS>): Promise<Room<Documents, typeof DOCUMENTS>> {
  const { templatesFolder } = documents
  if (templatesFolder === null) return { doors: readDocuments(HOUSE_TEMPLATES, tariff, documents), handlers: {} }
  const doors = await expecting(ofFile('documents.templatesFolder', templatesFolder), () =>
    readDocuments(templatesFolder, tariff, documents),
  )
  return { doors, handlers: {} }
}
