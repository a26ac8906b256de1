import { z } from 'zod'
import { sha256Hex } from '../../server/ground/store/content-store.ts'
import { ok, unwrap } from '../../src/result.ts'
import type { Post } from '../../src/rules/staff-roles.ts'
import type { ServerWorld } from './server-world.ts'
import type { StaffBrowser } from './staff-browser.ts'

/** The site at which everything of the walk is. */
export const HERE = 'walk-here'

/** Something that belongs to a site. */
export interface WalkSubject {
  /** Its id, as answers show it and addresses take it. */
  readonly id: string
}

export interface WalkHouse {
  readonly world: ServerWorld
  /** Somebody of both administrators’ powers who counts everywhere. */
  admin(): Promise<StaffBrowser>
}

const callerOf = async (held: StaffBrowser, nowMs: number) => {
  const me = JSON.parse((await held.open('/v1/staff/me')).text) as Post & { staffId: string }
  return {
    ...{ ip: '192.0.2.1', bearer: null, staffId: me.staffId, role: me.role, sites: me.sites },
    ...{ sessionKey: sha256Hex(held.cookie('staff')), steppedUpAtMs: nowMs },
  }
}

/** How one of each kind of thing is made that belongs to a site. */
export const MADE = {
  site: async ({ admin }: WalkHouse): Promise<WalkSubject> => {
    const name = { zh: '走查处', en: 'Of the walk' }
    const said = await (await admin()).postJson('/v1/staff/fleet/sites', { siteId: HERE, name })
    if (said.status !== 200) throw new Error(`no site: ${said.text}`)
    return { id: HERE }
  },
  proposal: async ({ world, admin }: WalkHouse): Promise<WalkSubject> => {
    const { fourEyes } = world.server().doors
    fourEyes.hear({
      called: { zh: '走查', en: 'Of the walk' },
      ...{ name: 'of-the-walk', schema: z.strictObject({ what: z.string() }) },
      ...{ proposePermission: 'four-eyes.decide', agreePermission: 'four-eyes.decide' },
      titleOf: async () => ({ zh: '走查', en: 'Of the walk' }),
      detailsOf: async () => [],
      carryOut: async () => ok(null),
    })
    const caller = await callerOf(await admin(), world.clock.now())
    const made = await fourEyes.propose('of-the-walk', { what: 'x' }, caller, { siteId: HERE, reason: 'The walk.' })
    return { id: unwrap(made).proposalId }
  },
} as const

/** What the walk knows of a route about a site. */
export type Walked =
  /** It lists them: those of the account’s sites alone. */
  | { readonly lists: keyof typeof MADE }
  /** It is about one of them; `body`: what is said besides, whole enough to be looked at. */
  | { readonly about: keyof typeof MADE; readonly body?: object }
  /** Walked by a test of its room, which names the route: what it is about can't be made in a few lines. */
  | { readonly walkedIn: string }

const walkedIn = (file: string, routes: readonly string[]): Record<string, Walked> =>
  Object.fromEntries(routes.map(name => [name, { walkedIn: file }]))

/**
 * Every route whose permission is about a site, and how it is tried with the account of another one. A route that is new needs its line here:
 * a way to make what it is about, or the test of its room that tries it.
 */
export const WALKED: Readonly<Record<string, Walked>> = {
  proposals: { lists: 'proposal' },
  proposal: { about: 'proposal' },
  agreeToProposal: { about: 'proposal', body: { seen: 'x' } },
  declineProposal: { about: 'proposal', body: { reason: 'No.' } },
  takeBackProposal: { about: 'proposal', body: {} },
  fleetSites: { lists: 'site' },
  ...walkedIn('server/graduation/campaigns/staff-handlers.test.ts', [
    'graduationCampaigns',
    'errataForms',
    'actOnErrataForCollege',
    'confirmCheckForStudent',
  ]),
  ...walkedIn('server/orders/desk/desk.test.ts', ['staffOrders', 'orderStory', 'staffOrdersOfPerson']),
  ...walkedIn('server/cases/desk/desk.test.ts', [
    'staffCases',
    'staffCase',
    'actOnCase',
    'agreeOnCase',
    'declineOnCase',
    'takeBackOnCase',
    'complainOfOrder',
  ]),
  ...walkedIn('server/complaints/desk/desk.test.ts', [
    'staffComplaints',
    'staffComplaint',
    'complaintPicture',
    'actOnComplaint',
    'takeBackComplaintErrand',
    'retryComplaintErrand',
  ]),
  ...walkedIn('server/fleet/staff-acts.test.ts', [
    'fleetOverview',
    'fleetTerminals',
    'fleetTerminal',
    'enrolFleetTerminal',
    'addFleetSite',
    'changeFleetSite',
    'bringFleetTerminalBack',
    'changeFleetTerminal',
    'fleetMove',
    'askFleetTerminalForKey',
    'resumeFleetTerminal',
    'retireFleetTerminal',
    'suspendFleetTerminal',
    'takeFleetTerminalOut',
  ]),
  ...walkedIn('server/reports/reports.test.ts', ['staffReport', 'staffReportTable']),
  ...walkedIn('server/settings/settings.test.ts', [
    'settingsLayer',
    'settingsPlaces',
    'settingsTerminals',
    'saveSettingsDraft',
    'dropSettingsDraft',
    'publishSettings',
    'restoreSettings',
  ]),
}
