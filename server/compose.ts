import type { Logger } from 'pino'
import type { Clock } from '../src/clock.ts'
import { openBooks } from './books/open-books.ts'
import { booksCommands } from './books/run-commands.ts'
import { openCases } from './cases/open-cases.ts'
import { casesCommands } from './cases/run-commands.ts'
import type { Documents } from './documents/documents.ts'
import { openDocuments } from './documents/open-documents.ts'
import type { CommandsOf } from './ground/commands/house-commands.ts'
import { type Ground, openGround } from './ground/ground.ts'
import { createOpenRooms, madeOr, type OpenRooms } from './ground/open-rooms.ts'
import { serveHouse } from './ground/serve-house.ts'
import { wholeOrUndone } from './ground/undo.ts'
import { whenAsked } from './ground/when-asked.ts'
import { openIdentity } from './identity/open-identity.ts'
import type { Issuer, Issuing } from './issuing/issuing.ts'
import { openIssuer } from './issuing/open-issuer.ts'
import { openIssuing } from './issuing/open-issuing.ts'
import { issuingCommands } from './issuing/run-commands.ts'
import { openOrders } from './orders/open-orders.ts'
import { requireMerchants } from './orders/require-merchants.ts'
import { openPayments } from './payments/open-payments.ts'
import type { Merchants } from './payments/payments.ts'
import { openReconciliation, reconciliationCommands } from './reconciliation/open-reconciliation.ts'
import { openRecords } from './records/open-records.ts'
import * as plans from './rooms.ts'
import { openSigning } from './signing/open-signing.ts'
import type { Signing } from './signing/signing.ts'
import { openTerminals } from './terminals/open-terminals.ts'
import { terminalsCommands } from './terminals/run-commands.ts'
import { openVerification } from './verification/open-verification.ts'

export interface HouseParts {
  readonly clock: Clock
  readonly log: Logger
  /** What was made elsewhere, for a test; the rest is opened from the configuration. */
  readonly made?: { documents?: Documents; signing?: Signing; issuer?: Issuer; merchants?: Merchants }
}

/** Opens what documents are made with, which is all that any command needs. */
async function openToIssue({ add }: OpenRooms, ground: Ground, config: plans.ServerConfig, { made = {} }: HouseParts) {
  const records = await add(plans.RECORDS, openRecords(ground, config))
  const identity = await add(plans.IDENTITY, openIdentity(ground, { records }))
  const documents = await add(
    plans.DOCUMENTS,
    madeOr(made.documents, () => openDocuments(config)),
  )
  const signing = await add(plans.SIGNING, await madeOr(made.signing, () => openSigning(ground, config)))
  const issuer = made.issuer ?? openIssuer(ground, { documents, signing }, config)
  const needs = { records, identity, documents, signing, issuer }
  return { ...needs, issuing: await add(plans.ISSUING, openIssuing(ground, needs, config)) }
}

/** Opens every room in the order in which they need each other, and hands on the doors. Rejects when one cannot be opened. */
export const openRooms = (ground: Ground, config: plans.ServerConfig, parts: HouseParts) =>
  wholeOrUndone(async undo => {
    const house = createOpenRooms()
    const { add } = house
    undo.add(house.close)
    const cases = await add(plans.CASES, openCases(ground))
    const payments = await add(plans.PAYMENTS, openPayments(ground, config, parts.made?.merchants))
    await requireMerchants({ ...ground, merchants: payments.merchants })
    const toIssue = await openToIssue(house, ground, config, parts)
    const verification = await add(plans.VERIFICATION, openVerification(ground, toIssue))
    const books = await add(plans.BOOKS, openBooks(ground))
    const orders = await add(plans.ORDERS, openOrders(ground, { ...toIssue, payments, cases }, config))
    const terminals = await add(plans.TERMINALS, openTerminals(ground, { ...toIssue, verification, orders }, config))
    const bills = await add(plans.RECONCILIATION, openReconciliation(ground, { cases, payments, orders }, config))
    return { ...house, doors: { cases, issuing: toIssue.issuing, books, orders, terminals, reconciliation: bills } }
  })

type AllDoors = Awaited<ReturnType<typeof openRooms>>['doors']
const commandsOf = (
  ground: Ground,
  config: plans.ServerConfig,
  doors: Pick<AllDoors, 'cases'> & Partial<Pick<AllDoors, 'reconciliation'>> & { issuing(): Promise<Issuing> },
): CommandsOf<typeof plans.ROOMS> => ({
  books: booksCommands(ground, doors.cases),
  cases: casesCommands(ground, doors.cases, config),
  issuing: issuingCommands(ground, async () => (await doors.issuing()).batches),
  terminals: terminalsCommands(ground),
  reconciliation: reconciliationCommands(ground, doors.reconciliation),
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
    const commands = commandsOf(ground.ground, config, { ...doors, issuing: async () => doors.issuing })
    const authenticators = { terminal: doors.terminals.whoAsks }
    const served = await serveHouse({ ground, plans: plans.ROOMS, rooms, commands, authenticators }, config)
    undo.add(served.close)
    return { port: served.port, doors, close: undo.run }
  })

/** What commands stand on where no server runs: the store as a server left it, and what makes documents when one asks for it. */
export const openForCommands = (config: plans.ServerConfig, parts: HouseParts) =>
  wholeOrUndone(async undo => {
    const { ground, close } = await openGround(config, { ...parts, steps: plans.MIGRATIONS, isServing: false })
    undo.add(close)
    const house = createOpenRooms()
    undo.add(house.close)
    const cases = await house.add(plans.CASES, openCases(ground))
    const opening = whenAsked(() => openToIssue(house, ground, config, parts))
    undo.add(opening.settled)
    const commands = commandsOf(ground, config, { cases, issuing: async () => (await opening.ask()).issuing })
    return { commands, close: undo.run }
  })
