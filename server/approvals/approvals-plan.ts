import { z } from 'zod'
import { officeIdSchema } from '../documents/documents.ts'
import { plan } from '../ground/room.ts'
import { APPROVALS_EVENTS } from './approvals-audit.ts'
import { APPROVALS_COMMANDS } from './approvals-commands.ts'
import { APPROVALS_PERSONAL } from './approvals-personal.ts'
import { APPROVALS_RETENTION } from './approvals-retention.ts'
import { FIRST_TABLES } from './migrations/first-tables.ts'

const config = () => ({
  approvals: z
    .strictObject({
      /** What waits longer is in the daily letter to its office. */
      remindAfterWorkingDays: z.int().min(1).max(30).default(2),
      /** Where the letters to an office go, by the office's name in `kind.json`; one that is not here gets none. */
      mail: z.record(officeIdSchema, z.email().max(254)).default({}),
    })
    .default({ remindAfterWorkingDays: 2, mail: {} }),
})

const example = () => `
approvals:
  # What waits longer for an office is in its daily letter, Monday to Friday.
  remindAfterWorkingDays: 2
  # Where that letter goes, by the office as kinds of document name it: { student-affairs: affairs@example.edu.cn }
  mail: {}
`

const get = (path: string, summary: string) => ({ method: 'GET', path, summary }) as const
const post = (path: string, summary: string) => ({ method: 'POST', path, summary }) as const

/** Applications that an office must agree to before their document is issued. */
export const APPROVALS = plan({
  name: 'approvals',
  config,
  example,
  migrations: [FIRST_TABLES],
  tables: ['approval', 'approval_step', 'approval_officer', 'approval_delegation', 'approval_reminder'],
  permissions: ['approvals.decide', 'approvals.assign'],
  worklists: [
    { path: '/staff/approvals', title: { zh: '审批', en: 'Approvals' }, permission: 'approvals.decide' },
    {
      path: '/staff/approvals/officers',
      title: { zh: '谁负责审批', en: 'Who approves' },
      permission: 'approvals.assign',
    },
  ],
  pages: [
    get('/staff/approvals', 'What waits for one’s offices, and what was decided'),
    get('/staff/approvals/one/:approvalId', 'One application with its real pages'),
    get('/staff/approvals/one/:approvalId/pages/:page', 'A page of it as a picture'),
    post('/staff/approvals/one/:approvalId/approve', 'Approves it as it was looked at'),
    post('/staff/approvals/one/:approvalId/send-back', 'Sends it back with a reason'),
    post('/staff/approvals/several', 'Shows what would be done with several'),
    post('/staff/approvals/several/decide', 'Does it, and says what became of each'),
    get('/staff/approvals/delegations', 'Who decides in whose place'),
    post('/staff/approvals/delegations', 'Has somebody else decide for a time'),
    post('/staff/approvals/delegations/end', 'Ends that before its time'),
    get('/staff/approvals/officers', 'Who decides for which office'),
    post('/staff/approvals/officers', 'Names somebody for an office'),
    post('/staff/approvals/officers/remove', 'Takes somebody away from an office'),
  ],
  audit: APPROVALS_EVENTS,
  personal: APPROVALS_PERSONAL,
  commands: APPROVALS_COMMANDS,
  retention: APPROVALS_RETENTION,
})
