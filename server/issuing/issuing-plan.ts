import { z } from 'zod'
import { ISSUING_ROUTES } from '../../src/contract/issuing-api.ts'
import { plan } from '../ground/room.ts'
import { ISSUING_EVENTS } from './issuing-audit.ts'
import { ISSUING_COMMANDS } from './issuing-commands.ts'
import { COMMENTS } from './migrations/comments.ts'
import { DOCUMENTS } from './migrations/first-tables.ts'
import { PROOFS_AND_BATCHES } from './migrations/proofs-and-batches.ts'
import { STANDING } from './migrations/standing.ts'

const config = () => ({
  documents: {
    /** Render threads: one a core that may be spared. */
    workers: z.int().min(1).max(32).default(1),
    /** Words in the seal under the star. */
    sealWords: z.string().min(1).max(12).default('电子签章'),
  },
})

/** Documents that are made: for a visitor, for a class, with proofs added later, and what becomes of them. */
export const ISSUING = plan({
  name: 'issuing',
  config,
  migrations: [DOCUMENTS, STANDING, PROOFS_AND_BATCHES, COMMENTS],
  tables: ['document', 'document_file', 'proof_upgrade', 'batch', 'batch_item'],
  routes: ISSUING_ROUTES,
  audit: ISSUING_EVENTS,
  commands: ISSUING_COMMANDS,
})
