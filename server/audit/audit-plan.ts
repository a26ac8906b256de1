import { plan } from '../ground/room.ts'
import { AUDIT_EVENTS } from './audit-audit.ts'
import { AUDIT_COMMANDS } from './audit-commands.ts'
import { auditConfig, auditExample } from './audit-config.ts'
import { CHAIN } from './migrations/chain.ts'

/** The trail as a chain that cannot be bent unseen. */
export const AUDIT = plan({
  name: 'audit',
  config: auditConfig,
  example: auditExample,
  migrations: [CHAIN],
  tables: [
    ...(['audit_waiting', 'audit_chain', 'audit_link', 'audit_block', 'audit_checkpoint', 'audit_cut'] as const),
    ...(['audit_witness', 'audit_verification'] as const),
  ],
  audit: AUDIT_EVENTS,
  commands: AUDIT_COMMANDS,
})
