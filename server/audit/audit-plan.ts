import { plan } from '../ground/room.ts'
import { CHAIN } from './migrations/chain.ts'

/** The trail as a chain that cannot be bent unseen. */
export const AUDIT = plan({
  name: 'audit',
  migrations: [CHAIN],
  tables: [
    ...(['audit_waiting', 'audit_chain', 'audit_link', 'audit_block', 'audit_checkpoint', 'audit_cut'] as const),
    ...(['audit_witness', 'audit_verification'] as const),
  ],
})
