import type { PathAt } from '../ground/config/sections.ts'
import { plan } from '../ground/room.ts'
import { proofsConfigSchema, sealConfigSchema, secondSealConfigSchema } from './seal-config.ts'

const config = (at: PathAt) => ({
  documents: {
    seal: sealConfigSchema(at),
    /** What is added to a document after its issue; null for none. */
    proofs: proofsConfigSchema(at).nullable().default(null),
    /** An SM2 seal that is added beside the first; null for none. */
    secondSeal: secondSealConfigSchema(at).nullable().default(null),
  },
})

/** The university's seal, and the proofs that outlive it. */
export const SIGNING = plan({ name: 'signing', config })
