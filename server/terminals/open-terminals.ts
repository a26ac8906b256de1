import { enrolmentText } from '../../src/contract/enrolment-text.ts'
import type { TerminalSettings } from '../../src/contract/terminals-api.ts'
import { tariffLines } from '../../src/rules/tariff.ts'
import type { Documents } from '../documents/documents.ts'
import type { SectionsOf } from '../ground/config/sections.ts'
import type { Ground } from '../ground/ground.ts'
import type { Room } from '../ground/room.ts'
import type { Identity } from '../identity/identity.ts'
import type { Issuing } from '../issuing/issuing.ts'
import type { Orders } from '../orders/orders.ts'
import type { Records } from '../records/records.ts'
import type { Signing } from '../signing/signing.ts'
import type { Verification } from '../verification/verification.ts'
import { createPaperCheck } from './check-paper.ts'
import { createEnrolment } from './enrolment.ts'
import { terminalsHandlers } from './handlers.ts'
import { type HouseSettings, setTerminalState, settingsOf } from './terminal-rows.ts'
import type { Terminals } from './terminals.ts'
import type { TERMINALS } from './terminals-plan.ts'
import { forgetOldNonces } from './verify-request.ts'
import { whoAsks } from './who-asks.ts'

const MINUTE_MS = 60_000

export interface TerminalsNeeds {
  readonly records: Records
  readonly identity: Identity
  readonly documents: Pick<Documents, 'offers' | 'tariff'>
  readonly signing: Pick<Signing, 'trust'>
  readonly issuing: Pick<Issuing, 'records'>
  readonly verification: Verification
  readonly orders: Orders
}

/** The kiosks of the house. Arms the codes of a demonstration. */
export async function openTerminals(
  ground: Ground,
  needs: TerminalsNeeds,
  { terminals }: SectionsOf<typeof TERMINALS>,
): Promise<Room<Terminals, typeof TERMINALS>> {
  const { db, clock, serverKey, tls } = ground
  const now = () => new Date(clock.now())
  const enrolment = createEnrolment(db, clock)
  for (const { code, ...place } of terminals.demoEnrolments) await enrolment.armCode(code, place)
  const house = houseSettings(ground, needs)
  const { freeCopiesLeft, hasReprintCode } = needs.orders
  return {
    doors: {
      whoAsks: whoAsks(db, clock),
      createEnrolmentCode: async terminal => {
        const made = await enrolment.createCode(terminal)
        return { ...made, text: enrolmentText(made.code, serverKey.fingerprint) }
      },
      setState: (terminalId, state) => setTerminalState(db, terminalId, state, now()),
    },
    handlers: terminalsHandlers({
      ...{ clock, enrolment, identity: needs.identity, verification: needs.verification },
      visitor: { ...ground, ...needs, freeCopiesLeft, hasReprintCode },
      checkPaper: createPaperCheck(ground, needs.issuing.records),
      server: () => ({ publicKey: serverKey.publicKey, tlsAnchorPem: tls?.anchorPem() ?? null }),
      settings: terminalId => settingsOf(db, house, terminalId, now()),
    }),
    sweeps: [{ name: 'nonces', everyMs: MINUTE_MS, run: () => forgetOldNonces(db, now()) }],
  }
}

function houseSettings({ house }: Ground, { documents, orders, signing }: TerminalsNeeds): HouseSettings {
  const { name: universityName, helpPhone, payeeName, timeZone } = house
  const { freeCopies, maxCopies, badCopiesGoTo } = orders
  const tariff: TerminalSettings['tariff'] = tariffLines(documents.tariff)
  return {
    ...{ universityName, helpPhone, payeeName, timeZone, freeCopies, maxCopies, badCopiesGoTo, tariff },
    ...signing.trust,
  }
}
