import type { OfferApproval } from '../../server/documents/documents.ts'
import { applicationDetailSchema, applicationSchema } from '../../src/contract/portal-api.ts'
import type { Role } from '../../src/rules/staff-roles.ts'
import { type Browser, type PortalWorld, PUBLIC, startPortalWorld } from './portal-world.ts'
import { appFrom, openStaffBrowser, type StaffBrowser } from './staff-browser.ts'

const PASSWORD = 'lamp-otter-quilt'
const STEP_MS = 30_000

export const AFFAIRS: OfferApproval = {
  ...{ office: 'student-affairs', officeName: { zh: '学生处', en: 'Office of Student Affairs' } },
  reason: { zh: '需经学生处审核。', en: 'The Office of Student Affairs looks at it first.' },
  ...{ withinWorkingDays: 3, purposes: null, printableDays: 30 },
}
export const REGISTRY: OfferApproval = {
  ...{ ...AFFAIRS, office: 'registry', officeName: { zh: '教务处', en: 'Registry' } },
  ...{ purposes: ['abroad', 'visa'] },
}
/** What waits for the Office of Student Affairs. */
export const TRANSCRIPT = { kind: 'transcript', edition: 'zh' }

export interface Worker {
  readonly name: string
  readonly staffId: string
  /** A browser that has just logged in. */
  logIn(): Promise<StaffBrowser>
}

/** A portal of whose kinds offices approve two, with people who work there. */
export interface ApprovalsWorld extends PortalWorld {
  readonly admin: Worker
  worker(name: string, role?: Role): Promise<Worker>
  /** Names somebody for an office, as an administrator does on the page. */
  name(worker: Worker, office: string): Promise<void>
  /** An application that has just been made. */
  applied(browser: Browser, wish?: { kind: string; edition: string }, more?: object): Promise<string>
  detail(browser: Browser, applicationId: string): Promise<ReturnType<typeof applicationDetailSchema.parse>>
}

export async function startApprovalsWorld(
  options: Parameters<typeof startPortalWorld>[0] = {},
): Promise<ApprovalsWorld> {
  const portal = await startPortalWorld(options)
  const { world } = portal
  world.issuer.approvals = new Map([
    ['transcript', AFFAIRS],
    ['enrolment-proof', REGISTRY],
  ])
  const browser = () => openStaffBrowser(() => world.base(), PUBLIC)

  const setUp = async (code: string, name: string, login: string): Promise<Worker> => {
    const held = browser()
    await held.post('/staff/set-up', { code })
    const app = appFrom(await held.post('/staff/set-up/local', { name, login, password: PASSWORD }))
    await held.post('/staff/set-up/totp', { code: app.codeAt(world.clock.now()), label: 'phone' })
    await world.clock.advance(STEP_MS)
    const { staffId } = JSON.parse((await held.open('/v1/staff/me')).text) as { staffId: string }
    return {
      ...{ name, staffId },
      logIn: async () => {
        const fresh = browser()
        await fresh.post('/staff/log-in', { login, password: PASSWORD })
        await fresh.post('/staff/second/totp', { code: app.codeAt(world.clock.now()) })
        await world.clock.advance(STEP_MS)
        return fresh
      },
    }
  }
  const admin = await setUp((await world.server().doors.staff.firstCode())!.code, 'The Administrator', 'first.admin')
  let workers = 0
  return {
    ...portal,
    admin,
    worker: async (name, role = 'registrar') => {
      const invited = await (await admin.logIn()).postJson('/v1/staff/invitations', { name, role, sites: ['*'] })
      return setUp((JSON.parse(invited.text) as { code: string }).code, name, `worker.${++workers}`)
    },
    name: async ({ staffId }, office) => {
      const page = await (await admin.logIn()).post('/staff/approvals/officers', { office, staff: staffId })
      if (!page.url.endsWith('?note=done')) throw new Error(`not named: ${page.url} ${page.status}`)
    },
    applied: async (visitor, wish = TRANSCRIPT, more = {}) => {
      const draft = applicationSchema.parse((await visitor.post('/v1/portal/applications', wish)).json)
      const path = `/v1/portal/applications/${draft.applicationId}/apply`
      return applicationSchema.parse((await visitor.post(path, { purpose: '实习', ...more })).json).applicationId
    },
    detail: async (visitor, applicationId) =>
      applicationDetailSchema.parse((await visitor.get(`/v1/portal/applications/${applicationId}`)).json),
  }
}

/** The approvals that a page of staff lists, in their order. */
export const listedOn = ({ text }: { readonly text: string }): string[] =>
  [...text.matchAll(/href="approvals\/one\/([A-Za-z0-9_-]{22})"/g)].map(([, id = '']) => id)
