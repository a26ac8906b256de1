import { TERMINAL_EVENTS } from '../../src/audit/terminal-events.ts'
import { AUDIT_ROUTES } from '../../src/contract/audit-api.ts'
import { AUDIT_CHAIN_ROUTES } from '../../src/contract/audit-chain-api.ts'
import { plan } from '../ground/room.ts'
import { AUDIT_EVENTS } from './audit-audit.ts'
import { AUDIT_COMMANDS } from './audit-commands.ts'
import { auditConfig, auditExample } from './audit-config.ts'
import { CHAIN } from './migrations/chain.ts'
import { READING } from './migrations/reading.ts'
import { TERMINAL_CHAINS } from './migrations/terminal-chains.ts'

/** The trail as a chain that cannot be bent unseen. */
export const AUDIT = plan({
  name: 'audit',
  config: auditConfig,
  example: auditExample,
  migrations: [CHAIN, READING, TERMINAL_CHAINS],
  tables: [
    ...(['audit_waiting', 'audit_chain', 'audit_link', 'audit_block', 'audit_checkpoint', 'audit_cut'] as const),
    ...(['audit_witness', 'audit_verification', 'terminal_chain', 'terminal_chain_link'] as const),
  ],
  routes: { ...AUDIT_ROUTES, ...AUDIT_CHAIN_ROUTES },
  permissions: ['audit.read', 'audit.export', 'audit.verify'],
  pages: [
    {
      method: 'GET',
      path: '/staff/audit/export',
      summary: 'Entries of the audit trail as CSV, with the word of an export',
    },
  ],
  audit: { ...AUDIT_EVENTS, ...TERMINAL_EVENTS },
  commands: AUDIT_COMMANDS,
})
