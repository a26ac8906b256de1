import { z } from 'zod'
import { ISSUING_ROUTES } from '../../src/contract/issuing-api.ts'
import { sealWordsSchema } from '../documents/documents.ts'
import { plan } from '../ground/room.ts'
import { ISSUING_EVENTS } from './issuing-audit.ts'
import { ISSUING_COMMANDS } from './issuing-commands.ts'
import { ISSUING_PERSONAL } from './issuing-personal.ts'
import { ISSUING_RETENTION } from './issuing-retention.ts'
import { COMMENTS } from './migrations/comments.ts'
import { DRAFTS } from './migrations/drafts.ts'
import { DOCUMENTS } from './migrations/first-tables.ts'
import { FOR_THE_DESK } from './migrations/for-the-desk.ts'
import { GROUP } from './migrations/group.ts'
import { OF_PERSON } from './migrations/of-person.ts'
import { PROOFS_AND_BATCHES } from './migrations/proofs-and-batches.ts'
import { STANDING } from './migrations/standing.ts'
import { TEMPLATE_VERSION } from './migrations/template-version.ts'

const config = () => ({
  documents: {
    /** Render threads: one a core that may be spared. */
    workers: z.int().min(1).max(32).default(1),
    /** Words in the seal under the star. */
    sealWords: sealWordsSchema.default('电子签章'),
    /** The same by kind, or by kind and group (`transcript.graduate`): in place of what the kinds say themselves. */
    sealWordsByKind: z
      .record(z.string().regex(/^[a-z][a-z0-9-]*(?:\.(?:undergraduate|graduate|staff))?$/), sealWordsSchema)
      .default({}),
  },
})

/** Documents that are made: for a visitor, for a class, with proofs added later, and what becomes of them. */
export const ISSUING = plan({
  name: 'issuing',
  config,
  migrations: [
    DOCUMENTS,
    STANDING,
    PROOFS_AND_BATCHES,
    COMMENTS,
    DRAFTS,
    OF_PERSON,
    FOR_THE_DESK,
    GROUP,
    TEMPLATE_VERSION,
  ],
  tables: ['document', 'document_file', 'proof_upgrade', 'batch', 'batch_item'],
  routes: ISSUING_ROUTES,
  audit: ISSUING_EVENTS,
  commands: ISSUING_COMMANDS,
  personal: ISSUING_PERSONAL,
  retention: ISSUING_RETENTION,
})
