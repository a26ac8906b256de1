import type { FastifyInstance } from 'fastify'
import { withWorklistScope } from '../../staff/staff.ts'
import { registerDeciding } from './deciding-routes.ts'
import { registerOfficers } from './officers-routes.ts'
import type { ApprovalPageParts } from './page-parts.ts'
import { APPROVALS_TITLE, NOTES } from './words.ts'

/** A list of those that were chosen, and a reason. */
const FORM_BYTES = 16 * 1024

/** Puts the pages of the room on the server. */
export function registerApprovalPages(app: FastifyInstance, parts: ApprovalPageParts): Promise<void> {
  const { house, limit, whoWorks } = parts
  const look = { title: APPROVALS_TITLE, notes: NOTES, formBytes: FORM_BYTES, hasPictures: true }
  return withWorklistScope(app, { house, limit, whoWorks, ...look }, scope => {
    registerDeciding(scope, parts)
    registerOfficers(scope, parts)
  })
}
