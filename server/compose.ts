import { openApprovals } from './approvals/open-approvals.ts'
import { openAudit } from './audit/open-audit.ts'
import { openBackup } from './backup/open-backup.ts'
import { openBooks } from './books/open-books.ts'
import { openCases } from './cases/open-cases.ts'
import { commandsOf } from './commands.ts'
import { openComplaints } from './complaints/open-complaints.ts'
import { openConsole } from './console/open-console.ts'
import { openDocumentDesk } from './document-desk/open-document-desk.ts'
import { openEnquiries } from './enquiries/open-enquiries.ts'
import { openErasure } from './erasure/open-erasure.ts'
import { openFleet } from './fleet/open-fleet.ts'
import { openFourEyes } from './four-eyes/open-four-eyes.ts'
import { openGraduation } from './graduation/open-graduation.ts'
import { type Ground, openGround } from './ground/ground.ts'
import type { Authenticators } from './ground/http/authenticators.ts'
import { createOpenRooms } from './ground/open-rooms.ts'
import { serveHouse } from './ground/serve-house.ts'
import { wholeOrUndone } from './ground/undo.ts'
import { openHandovers } from './handovers/open-handovers.ts'
import { openLooks } from './looks/open-looks.ts'
import { openMail } from './mail/open-mail.ts'
import { openNotice } from './notice/open-notice.ts'
import { openOrders } from './orders/open-orders.ts'
import { requireMerchants } from './orders/require-merchants.ts'
import { openPayments } from './payments/open-payments.ts'
import { openPeopleDesk } from './people-desk/open-people-desk.ts'
import { openPortal } from './portal/open-portal.ts'
import { openPrivacy } from './privacy/open-privacy.ts'
import { openReceivers } from './receivers/open-receivers.ts'
import { openReconciliation } from './reconciliation/open-reconciliation.ts'
import { openReminders } from './reminders/open-reminders.ts'
import { openReports } from './reports/open-reports.ts'
import * as plans from './rooms.ts'
import { openSettings } from './settings/open-settings.ts'
import { openStaff } from './staff/open-staff.ts'
import { openTemplates } from './templates/open-templates.ts'
import { openTerminals } from './terminals/open-terminals.ts'
import { type HouseParts, openToIssue } from './to-issue.ts'
import { openVerification } from './verification/open-verification.ts'

/** Opens every room in the order in which they need each other, and hands on the doors. Rejects when one cannot be opened. */
export const openRooms = (ground: Ground, config: plans.ServerConfig, parts: HouseParts) =>
  wholeOrUndone(async undo => {
    const house = createOpenRooms()
    const { add } = house
    undo.add(house.close)
    const cases = await add(plans.CASES, openCases(ground, config))
    const mail = await add(plans.MAIL, openMail(ground, config))
    const notice = await add(plans.NOTICE, openNotice(ground, config))
    const payments = await add(plans.PAYMENTS, openPayments(ground, config, parts.made?.merchants))
    await requireMerchants({ ...ground, merchants: payments.merchants })
    const toIssue = await openToIssue(house, ground, mail, config, parts)
    const staff = await add(plans.STAFF, openStaff(ground, { ...toIssue, ...plans.LISTS }))
    const fourEyes = await add(plans.FOUR_EYES, openFourEyes(ground, { staff }))
    const verification = await add(plans.VERIFICATION, openVerification(ground, toIssue))
    const books = await add(plans.BOOKS, openBooks(ground))
    const orders = await add(plans.ORDERS, openOrders(ground, { ...toIssue, payments, cases }, config))
    await add(plans.COMPLAINTS, openComplaints(ground, { payments, cases }))
    const needs = { ...toIssue, ...plans.LISTS, mail, staff, orders, verification, fourEyes, inForce: toIssue.settings }
    const { issued } = await add(plans.SETTINGS, openSettings(ground, needs))
    const approvals = await add(plans.APPROVALS, openApprovals(ground, needs, config))
    const portal = await add(plans.PORTAL, openPortal(ground, { ...needs, approvals, notice }))
    await add(plans.GRADUATION, openGraduation(ground, { ...needs, notice }))
    await add(plans.PEOPLE_DESK, openPeopleDesk(ground, { ...toIssue, orders, staff }))
    await add(plans.DOCUMENT_DESK, openDocumentDesk(ground, { ...toIssue, fourEyes, staff }))
    await add(plans.TEMPLATES, openTemplates(ground, { ...toIssue, fourEyes }, config))
    await add(plans.HANDOVERS, openHandovers(ground, toIssue))
    const rest = { ...needs, approvals, portal, issued, notice }
    const enquiries = await add(plans.ENQUIRIES, openEnquiries(ground, rest, config))
    await add(plans.RECEIVERS, openReceivers(ground, rest, config))
    await add(plans.LOOKS, openLooks(ground))
    const erasure = await add(plans.ERASURE, openErasure(ground, { ...needs, cases, erasers: house.erasers() }, config))
    const terminals = await add(plans.TERMINALS, openTerminals(ground, rest, config))
    await add(plans.BACKUP, openBackup())
    const fleet = await add(plans.FLEET, openFleet(ground, { ...needs, terminals }, config))
    await add(plans.REMINDERS, openReminders(ground, { fourEyes, fleet }))
    const audit = await add(plans.AUDIT, openAudit(ground, { mail, staff, cases, fleet, events: plans.EVENTS }, config))
    await add(plans.PRIVACY, openPrivacy(ground, { ...toIssue, plans: plans.ROOMS, mail, notice }, config))
    const traded = { cases, payments, orders }
    const reconciliation = await add(plans.RECONCILIATION, openReconciliation(ground, traded, config))
    await add(plans.REPORTS, openReports(ground, { mail }, config))
    await add(plans.CONSOLE, openConsole(ground, { staff, ...plans.LISTS }))
    const more = { cases, books, terminals, fleet, enquiries, erasure, reconciliation, audit }
    return { ...house, doors: { ...rest, ...more } }
  })

type AllDoors = Awaited<ReturnType<typeof openRooms>>['doors']

/** Who may call, each kind by the room whose affair it is. */
export const authenticatorsOf = ({ terminals, identity, staff }: AllDoors): Authenticators => ({
  ...{ terminal: terminals.whoAsks, visitor: identity.whoVisits, staff: staff.whoWorks },
})

export interface RunningServer {
  readonly port: number
  readonly doors: AllDoors
  /** Answers what is under way, then ends everything. */
  close(): Promise<void>
}

/** Starts the whole server over a configuration that has been checked. */
export const startServer = (config: plans.ServerConfig, parts: HouseParts): Promise<RunningServer> =>
  wholeOrUndone(async undo => {
    const ground = await openGround(config, { ...parts, steps: plans.MIGRATIONS, isServing: true })
    undo.add(ground.close)
    const { rooms, doors, close } = await openRooms(ground.ground, config, parts)
    undo.add(close)
    await doors.erasure.carryOutRestored()
    const commands = commandsOf(ground.ground, config, { ...doors, toIssue: async () => doors })
    const authenticators = authenticatorsOf(doors)
    const served = await serveHouse({ ground, plans: plans.ROOMS, rooms, commands, authenticators }, config)
    undo.add(served.close)
    return { port: served.port, doors, close: undo.run }
  })
