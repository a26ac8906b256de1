import { z } from 'zod'
import { documentKindSchema } from '../../src/contract/documents.ts'
import { PRICE_CLASSES, tariffSchema, USUAL_TARIFF } from '../../src/rules/tariff.ts'
import type { ExampleSite } from '../ground/config/example.ts'
import type { PathAt } from '../ground/config/sections.ts'
import { plan } from '../ground/room.ts'
import { assuranceWantedSchema } from './kind.ts'
import { officeApprovalSchema } from './office-approval.ts'

const config = (at: PathAt) => {
  const path = z.string().min(1).transform(at)
  return {
    tariff: tariffSchema,
    documents: {
      /** Null: the templates that come with the house. */
      templatesFolder: path.nullable().default(null),
      /** How surely people must be known for a kind at this site, in place of what its `kind.json` says. */
      assurance: z.record(documentKindSchema, assuranceWantedSchema).default({}),
      /** Which office must agree before a kind is issued at this site, in place of what its `kind.json` says. */
      approvals: z.record(documentKindSchema, officeApprovalSchema).default({}),
      /** Fonts for rare characters that the house's own fonts lack. */
      fallbackFonts: z
        .strictObject({ folders: z.array(path).max(20), families: z.array(z.string().max(100)).max(20) })
        .default({ folders: [], families: [] }),
    },
  }
}

const prices = Object.entries(USUAL_TARIFF).map(([key, fen]) => `  ${key}: ${fen}`)

const example = ({ documents }: ExampleSite) => `
# Price of one copy after the free ones, in fen, by the class of the document: ${Object.keys(PRICE_CLASSES).join(', ')}.
tariff:
${prices.join('\n')}

documents:
${documents}
`

/** Kinds of document as data: who may have which, at which price, and what stands in them. */
export const DOCUMENTS = plan({ name: 'documents', config, example })
