import { GRADUATION_ROUTES } from '../../src/contract/graduation-api.ts'
import { GRADUATION_PHOTO_ROUTES } from '../../src/contract/graduation-photos-api.ts'
import { GRADUATION_STAFF_ROUTES } from '../../src/contract/graduation-staff-api.ts'
import { plan } from '../ground/room.ts'
import { GRADUATION_EVENTS } from './graduation-audit.ts'
import { GRADUATION_COMMANDS } from './graduation-commands.ts'
import { GRADUATION_PERSONAL } from './graduation-personal.ts'
import { GRADUATION_RETENTION } from './graduation-retention.ts'
import { CAMPAIGNS_AND_CHECKS } from './migrations/campaigns-and-checks.ts'
import { CLAIMS } from './migrations/claims.ts'
import { FIRST_TABLES } from './migrations/first-tables.ts'
import { PHOTOGRAPHS } from './migrations/photographs.ts'
import { PHOTOGRAPHS_SHOWN } from './migrations/photographs-shown.ts'

/** The register of studies as the university has it, with photographs, for who checks it before graduation. */
export const GRADUATION = plan({
  name: 'graduation',
  migrations: [FIRST_TABLES, PHOTOGRAPHS, PHOTOGRAPHS_SHOWN, CAMPAIGNS_AND_CHECKS, CLAIMS],
  tables: [
    ...(['enrolment', 'graduation_import', 'graduation_import_part', 'graduation_report', 'photograph'] as const),
    ...(['graduation_campaign', 'graduation_check', 'graduation_check_step', 'graduation_notice'] as const),
    ...(['graduation_errata', 'graduation_errata_step', 'photograph_showing', 'photograph_claim'] as const),
  ],
  routes: { ...GRADUATION_PHOTO_ROUTES, ...GRADUATION_ROUTES, ...GRADUATION_STAFF_ROUTES },
  permissions: [
    ...(['graduation.see', 'graduation.work', 'graduation.manage'] as const),
    ...(['graduation.see-photographs', 'graduation.decide-claims'] as const),
  ],
  audit: GRADUATION_EVENTS,
  commands: GRADUATION_COMMANDS,
  personal: GRADUATION_PERSONAL,
  retention: GRADUATION_RETENTION,
})
