import type { SectionsOf } from '../ground/config/sections.ts'
import type { Room } from '../ground/room.ts'
import type { Documents } from './documents.ts'
import type { DOCUMENTS } from './documents-plan.ts'
import { HOUSE_TEMPLATES } from './house-templates.ts'
import { readDocuments } from './read-documents.ts'

/** The kinds that the configuration names. Throws with the file and the place of a mistake: that stops the start and no visitor. */
export function openDocuments({ documents, tariff }: SectionsOf<typeof DOCUMENTS>): Room<Documents, typeof DOCUMENTS> {
  return { doors: readDocuments(documents.templatesFolder ?? HOUSE_TEMPLATES, tariff), handlers: {} }
}
