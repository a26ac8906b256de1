import { z } from 'zod'
import { documentKindSchema, editionSchema } from '../../src/contract/documents.ts'
import { bilingualSchema } from '../../src/contract/texts.ts'
import { ASSURANCE_OF_WAY, ASSURANCES, type AssuranceWanted } from '../../src/rules/assurance.ts'
import { priceClassSchema } from '../../src/rules/tariff.ts'
import { dataSetNameSchema } from '../records/records.ts'
import { fieldsSchema } from './data-fields.ts'
import { officeApprovalSchema } from './office-approval.ts'

/** What a document may need to be known of a person. */
export const NEEDS = ['study-record', 'major', 'post', 'latin-name', 'level'] as const
export type Need = (typeof NEEDS)[number]

const groupSchema = z.enum(['undergraduate', 'graduate', 'staff'])

/** Which rows of a data set are meant: those whose columns hold one of the given values. Without `where`, all. */
const rowsSchema = z.strictObject({
  set: dataSetNameSchema,
  where: z.record(z.string().max(60), z.array(z.union([z.string(), z.number(), z.boolean()])).min(1)).default({}),
})
export type RowsWanted = z.infer<typeof rowsSchema>

/** Rows that an edition is made from. Its template gets these of the set and no others. */
const sourceSchema = rowsSchema.extend({
  least: z.int().min(0).max(500).default(1),
  most: z.int().min(1).max(500).default(500),
  /** What happens when there are fewer: the edition is not shown at all, or with this reason. */
  otherwise: z.union([z.literal('hidden'), bilingualSchema]).default('hidden'),
})

const wordsForGroupSchema = z.strictObject({
  title: bilingualSchema.optional(),
  paperTitle: z.string().min(1).max(80).optional(),
  detail: bilingualSchema.optional(),
})

const editionDefinitionSchema = z.strictObject({
  edition: editionSchema,
  language: z.enum(['zh', 'en']),
  /** A file beside `kind.json`. */
  template: z.string().regex(/^[a-z0-9-]{1,40}\.typ$/),
  /** Of this edition, as a visitor reads it. */
  title: bilingualSchema,
  /** What stands on the paper, where it is not the title in the edition's language. */
  paperTitle: z.string().min(1).max(80).optional(),
  /**
   * One line under the title. `{lastTerm}` and `{lastYear}` stand for the last of the study record, `{set.field}` for a field of
   * the first row of a data set.
   */
  detail: bilingualSchema,
  /** Other words for one of the groups. */
  byGroup: z.partialRecord(groupSchema, wordsForGroupSchema).default({}),
  /** What must be known; without it the edition is shown with the reason. */
  needs: z.array(z.enum(NEEDS)).default([]),
  /** What must be known for the edition to be shown at all. */
  hiddenWithout: z.array(z.enum(NEEDS)).default([]),
  sources: z.array(sourceSchema).max(10).default([]),
  /** Its own place among everything that is offered; by default the kind's. */
  rank: z.int().min(0).max(999).optional(),
  /** Which price of the tariff; by default the one of its language. */
  tariff: priceClassSchema.optional(),
  /** Handed to the template as it is. */
  options: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
})

/**
 * A level, or a level and how old its proof may be. Kinds of before named what was to be shown: a campus card, or an identity card.
 */
export const assuranceWantedSchema = z
  .union([
    z.enum(ASSURANCES),
    z.enum(['campus-card', 'id-card']),
    z.strictObject({ level: z.enum(ASSURANCES), withinMinutes: z.int().min(1).max(1_440).nullable().default(null) }),
  ])
  .transform((said): AssuranceWanted => {
    if (typeof said !== 'string') return said
    const level = said === 'campus-card' || said === 'id-card' ? ASSURANCE_OF_WAY[said] : said
    return { level, withinMinutes: null }
  })

/** More than a seal can hold at a size that is read is refused. */
export const sealWordsSchema = z.string().min(1).max(12)

/** A kind of document as data: one folder with this file and a Typst template for each edition. */
export const kindDefinitionSchema = z.strictObject({
  kind: documentKindSchema,
  /** Its place in what a visitor is offered: what most people come for stands first. */
  rank: z.int().min(0).max(999),
  /** People outside these groups are not shown the kind at all, nor students of another level. */
  groups: z.array(groupSchema).min(1),
  levels: z.array(z.enum(['bachelor', 'master', 'doctor'])).optional(),
  /** People of the group in another state are shown it with the reason why not. */
  statuses: z.array(z.enum(['enrolled', 'graduated', 'employed', 'left'])).min(1),
  /** The office that answers for the kind; stands above the date. */
  office: bilingualSchema,
  officeByGroup: z.partialRecord(groupSchema, bilingualSchema).default({}),
  /** Words under the star of the drawn seal, 教务处成绩专用章; the university's general ones where the kind has none of its own. */
  sealWords: sealWordsSchema.nullable().default(null),
  sealWordsByGroup: z.partialRecord(groupSchema, sealWordsSchema).default({}),
  /** How long the paper counts after it was made, printed on it; null when it does not run out. */
  validityDays: z.int().min(1).max(3_650).nullable().default(null),
  /** The file is for nobody: a kiosk prints it, and neither the web nor a phone is given more than its pages to look at. */
  paperOnly: z.boolean().default(false),
  /** How surely the person must be known. */
  assurance: assuranceWantedSchema.prefault('A1'),
  /** The data sets that it is made from, with the fields that each row must have. */
  dataSets: z.record(dataSetNameSchema, fieldsSchema).default({}),
  /** While any of these rows is there, nothing of the kind is given out. */
  holds: z
    .array(rowsSchema.extend({ reason: bilingualSchema }))
    .max(20)
    .default([]),
  /** Where someone must have agreed first: the rows that say so and the words until then, or the office that is asked. */
  approval: z
    .union([rowsSchema.extend({ reason: bilingualSchema }), officeApprovalSchema])
    .nullable()
    .default(null),
  editions: z.array(editionDefinitionSchema).min(1).max(20),
  unavailable: z.strictObject({
    status: bilingualSchema,
    needs: z.partialRecord(z.enum(NEEDS), bilingualSchema),
    /** The kind asks for more than the visitor has shown; the house's own words for the level where it has none. */
    assurance: bilingualSchema.nullable().default(null),
    /** The university's data of this person does not fit; a person must look. */
    records: bilingualSchema.default({
      zh: '登记的数据不全或有误，请到办公室办理。',
      en: 'The data on record is not complete. Please ask the office.',
    }),
  }),
})
export type KindDefinition = z.infer<typeof kindDefinitionSchema>
export type EditionDefinition = KindDefinition['editions'][number]

/** What is wrong in a kind beyond the shape of its file, in words for who writes kinds; null when nothing is. */
export function mistakeIn(kind: KindDefinition, files: readonly string[]): string | null {
  for (const { edition, template, needs, sources } of kind.editions) {
    if (!files.includes(template)) return `the template ${template} of "${edition}" is missing`
    const silent = needs.find(need => !kind.unavailable.needs[need])
    if (silent) return `"unavailable" has no words for the need "${silent}"`
    const sets = sources.map(({ set }) => set)
    if (new Set(sets).size !== sets.length) return `"${edition}" names a data set twice among its sources`
    const wrong = sources.map(source => mistakeInRows(kind, source)).find(mistake => mistake !== null)
    if (wrong) return `"${edition}": ${wrong}`
  }
  if (new Set(kind.editions.map(({ edition }) => edition)).size !== kind.editions.length)
    return 'an edition is there twice'
  const { approval } = kind
  const rules = [...kind.holds, ...(approval && 'set' in approval ? [approval] : [])]
  return rules.map(rule => mistakeInRows(kind, rule)).find(mistake => mistake !== null) ?? null
}

function mistakeInRows(kind: KindDefinition, { set, where }: RowsWanted): string | null {
  const fields = kind.dataSets[set]
  if (!fields) return `the data set "${set}" is not among "dataSets"`
  for (const [column, values] of Object.entries(where)) {
    const field = fields[column]
    if (!field) return `the data set "${set}" has no field "${column}"`
    const strange = field.type === 'choice' && values.find(value => !Object.hasOwn(field.words, String(value)))
    if (strange) return `"${String(strange)}" is no value of the field "${column}" of "${set}"`
  }
  return null
}
