import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { documentKindSchema, editionSchema } from '../../src/contract/documents.ts'
import { bilingualSchema } from '../../src/contract/texts.ts'

/** What a document may need to be known of a person. */
export const NEEDS = ['study-record', 'major', 'post', 'latin-name', 'level'] as const
export type Need = (typeof NEEDS)[number]

const editionDefinitionSchema = z.strictObject({
  edition: editionSchema,
  language: z.enum(['zh', 'en']),
  /** A file beside `kind.json`. */
  template: z.string().regex(/^[a-z0-9-]{1,40}\.typ$/),
  /** Of this edition, as a visitor reads it. */
  title: bilingualSchema,
  /** One line under the title. `{lastTerm}` stands for the last term of the study record. */
  detail: bilingualSchema,
  needs: z.array(z.enum(NEEDS)).default([]),
})

/** A kind of document as data: one folder with this file and a Typst template for each edition. */
export const kindDefinitionSchema = z.strictObject({
  kind: documentKindSchema,
  /** Its place in what a visitor is offered: what most people come for stands first. */
  rank: z.int().min(0).max(999),
  /** People outside these groups are not shown the kind at all. */
  groups: z.array(z.enum(['undergraduate', 'graduate', 'staff'])).min(1),
  /** People of the group in another state are shown it with the reason why not. */
  statuses: z.array(z.enum(['enrolled', 'graduated', 'employed', 'left'])).min(1),
  /** The office that answers for the kind; stands above the date. */
  office: bilingualSchema,
  editions: z.array(editionDefinitionSchema).min(1),
  unavailable: z.strictObject({
    status: bilingualSchema,
    needs: z.partialRecord(z.enum(NEEDS), bilingualSchema),
  }),
})
export type KindDefinition = z.infer<typeof kindDefinitionSchema>
export type EditionDefinition = KindDefinition['editions'][number]

/**
 * Reads every kind under `templatesDir`: each folder that holds a `kind.json`, by rank. Throws with the file
 * and the place of the mistake, for a wrong template folder must stop the start and not a visitor.
 */
export function loadKinds(templatesDir: string): KindDefinition[] {
  const folders = readdirSync(templatesDir, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(entry => entry.name)
    .sort()
  const kinds = folders.flatMap(folder => {
    const files = readdirSync(join(templatesDir, folder))
    if (!files.includes('kind.json')) return []
    const place = join(folder, 'kind.json')
    const parsed = kindDefinitionSchema.safeParse(JSON.parse(readFileSync(join(templatesDir, place), 'utf8')))
    if (!parsed.success) throw new Error(`${place}: ${z.prettifyError(parsed.error)}`)
    const kind = parsed.data
    if (kind.kind !== folder) throw new Error(`${place}: the kind "${kind.kind}" must lie in a folder of its name`)
    for (const { edition, template, needs } of kind.editions) {
      if (!files.includes(template)) throw new Error(`${place}: the template ${template} of "${edition}" is missing`)
      const silent = needs.find(need => !kind.unavailable.needs[need])
      if (silent) throw new Error(`${place}: "unavailable" has no words for the need "${silent}"`)
    }
    if (new Set(kind.editions.map(({ edition }) => edition)).size !== kind.editions.length) {
      throw new Error(`${place}: an edition is there twice`)
    }
    return [kind]
  })
  return kinds.sort((a, b) => a.rank - b.rank)
}
