import { approvalsCommands } from './approvals/run-commands.ts'
import { auditCommands } from './audit/run-commands.ts'
import { backupCommands } from './backup/run-commands.ts'
import { booksCommands } from './books/run-commands.ts'
import { openCases } from './cases/open-cases.ts'
import { casesCommands } from './cases/run-commands.ts'
import { graduationCommands } from './graduation/run-commands.ts'
import type { CommandsOf } from './ground/commands/house-commands.ts'
import { type Ground, openGround } from './ground/ground.ts'
import { createOpenRooms } from './ground/open-rooms.ts'
import { wholeOrUndone } from './ground/undo.ts'
import { whenAsked } from './ground/when-asked.ts'
import { identityCommands } from './identity/run-commands.ts'
import type { Issuing } from './issuing/issuing.ts'
import { issuingCommands } from './issuing/run-commands.ts'
import type { Mail } from './mail/mail.ts'
import { openMail } from './mail/open-mail.ts'
import { mailCommands } from './mail/run-commands.ts'
import type { People } from './people/people.ts'
import { privacyCommands } from './privacy/run-commands.ts'
import { reconciliationCommands } from './reconciliation/open-reconciliation.ts'
import type { Reconciliation } from './reconciliation/reconciliation.ts'
import * as plans from './rooms.ts'
import { createInForce, fileLayer } from './settings/settings.ts'
import { staffCommands } from './staff/run-commands.ts'
import { terminalsCommands } from './terminals/run-commands.ts'
import { type HouseParts, openToIssue } from './to-issue.ts'

/** What answers the commands of every room. */
export const commandsOf = (
  ground: Ground,
  config: plans.ServerConfig,
  doors: {
    readonly cases: Parameters<typeof casesCommands>[1]
    readonly mail: Parameters<typeof mailCommands>[1] & Mail
    readonly reconciliation?: Reconciliation
    toIssue(): Promise<{ readonly issuing: Issuing; readonly people: Pick<People, 'lookup'> }>
  },
): CommandsOf<typeof plans.ROOMS> => ({
  approvals: approvalsCommands(ground),
  audit: auditCommands(ground, config),
  backup: backupCommands(ground, config, { plans: plans.ROOMS, steps: plans.MIGRATIONS }),
  books: booksCommands(ground, doors.cases),
  cases: casesCommands(ground, doors.cases, config),
  graduation: graduationCommands(ground, async () => (await doors.toIssue()).people.lookup),
  identity: identityCommands(ground, doors.mail),
  issuing: issuingCommands(ground, async () => (await doors.toIssue()).issuing.batches),
  mail: mailCommands(ground, doors.mail),
  privacy: privacyCommands(ground, plans.ROOMS),
  staff: staffCommands(ground),
  terminals: terminalsCommands({ ...ground, inForce: createInForce(ground.db, fileLayer(config)) }),
  reconciliation: reconciliationCommands(ground, doors.reconciliation),
})

/** What commands stand on where no server runs: the store as a server left it, and what makes documents when one asks for it. */
export const openForCommands = (config: plans.ServerConfig, parts: HouseParts) =>
  wholeOrUndone(async undo => {
    const { ground, close } = await openGround(config, { ...parts, steps: plans.MIGRATIONS, isServing: false })
    undo.add(close)
    const house = createOpenRooms()
    undo.add(house.close)
    const cases = await house.add(plans.CASES, openCases(ground, config))
    const mail = await house.add(plans.MAIL, openMail(ground, config))
    const opening = whenAsked(() => openToIssue(house, ground, mail, config, parts))
    undo.add(opening.settled)
    const commands = commandsOf(ground, config, { cases, mail, toIssue: opening.ask })
    return { commands, close: undo.run }
  })
