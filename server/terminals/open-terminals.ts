import { enrolmentText } from '../../src/contract/enrolment-text.ts'
import type { SettingsInForce } from '../../src/settings/in-force.ts'
import type { Approvals } from '../approvals/approvals.ts'
import type { Documents } from '../documents/documents.ts'
import type { SectionsOf } from '../ground/config/sections.ts'
import type { Ground } from '../ground/ground.ts'
import type { Room } from '../ground/room.ts'
import type { Identity } from '../identity/identity.ts'
import type { Issuing } from '../issuing/issuing.ts'
import type { NoticeRoom } from '../notice/notice.ts'
import type { Orders } from '../orders/orders.ts'
import type { Portal } from '../portal/portal.ts'
import type { Records } from '../records/records.ts'
import type { SettingsRoom } from '../settings/settings.ts'
import type { Signing } from '../signing/signing.ts'
import type { Verification } from '../verification/verification.ts'
import { createPaperCheck } from './check-paper.ts'
import { createEnrolment } from './enrolment.ts'
import { terminalsHandlers } from './handlers.ts'
import { askForNewKey, changeKey } from './key-changes.ts'
import { listTerminals } from './list-terminals.ts'
import { setForTerminal } from './set-for-terminal.ts'
import { addSite, changeSite, listSites, siteOf } from './sites.ts'
import { bringBack, changePlace, changePlaceIn, takeOut } from './staff-acts.ts'
import { type HouseSettings, isRetired, setTerminalState, settingsOf } from './terminal-rows.ts'
import type { Terminals } from './terminals.ts'
import { audit } from './terminals-audit.ts'
import type { TERMINALS } from './terminals-plan.ts'
import { forgetOldNonces } from './verify-request.ts'
import { whoAsks } from './who-asks.ts'

const MINUTE_MS = 60_000

export interface TerminalsNeeds {
  readonly records: Records
  readonly identity: Identity
  readonly documents: Pick<Documents, 'offers'>
  readonly signing: Pick<Signing, 'trust'>
  readonly issuing: Pick<Issuing, 'records' | 'collected' | 'approved' | 'madeInVisit'>
  readonly verification: Verification
  readonly orders: Orders
  readonly approvals: Pick<Approvals, 'sayAtKiosk'>
  readonly portal: Pick<Portal, 'collect' | 'errandsOf'>
  readonly settings: SettingsInForce
  readonly issued: SettingsRoom['issued']
  readonly notice: Pick<NoticeRoom, 'owedBy' | 'agree'>
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
  const { collected, approved, madeInVisit } = needs.issuing
  return {
    doors: {
      whoAsks: whoAsks(db, clock),
      createEnrolmentCode: async (terminal, by) => {
        const made = await enrolment.createCode(terminal)
        if (by !== undefined) {
          const detail = { by, name: terminal.name.zh, site: terminal.siteId ?? null }
          await audit(db, now(), { event: 'terminal-code-made', subject: by, terminalId: null, detail })
        }
        return { ...made, text: enrolmentText(made.code, serverKey.fingerprint) }
      },
      sites: () => listSites(db),
      siteOf: terminalId => siteOf(db, terminalId),
      addSite: (site, by) => addSite(db, site, { now: now(), by }),
      changeSite: (site, by) => changeSite(db, site, { now: now(), by }),
      isRetired: terminalId => isRetired(db, terminalId),
      setState: (terminalId, state, by) => setTerminalState(db, terminalId, state, now(), by),
      askForNewKey: (terminalId, by) => askForNewKey(db, terminalId, now(), by),
      takeOut: (terminalId, why, by) => takeOut(db, terminalId, why, { now: now(), by }),
      bringBack: (terminalId, by) => bringBack(db, terminalId, { now: now(), by }),
      bringBackDue: (terminalId, by) => bringBack(db, terminalId, { now: now(), by, isDue: true }),
      changePlaceIn,
      changePlace: (terminalId, change, by) => changePlace(db, terminalId, change, { now: now(), by }),
    },
    handlers: terminalsHandlers({
      ...{ ground, enrolment, identity: needs.identity, verification: needs.verification },
      visitor: {
        ...{ ...ground, ...needs, collected, approved, madeInVisit, freeCopiesLeft, hasReprintCode },
        errandsOf: needs.portal.errandsOf,
      },
      checkPaper: createPaperCheck(ground, needs.issuing.records),
      collect: needs.portal.collect,
      terminals: () => listTerminals(db),
      changeKey: (terminalId, next) => changeKey(db, terminalId, next, now()),
      server: () => ({ publicKey: serverKey.publicKey, tlsAnchorPem: tls?.anchorPem() ?? null }),
      settings: async terminalId =>
        settingsOf(db, { ...house, ...(await setForTerminal(needs, terminalId)) }, terminalId, now()),
    }),
    limits: {
      server: ground.limit('terminals server', { times: 300, timesOfAll: 3_000, windowMs: MINUTE_MS }),
    },
    sweeps: [{ name: 'nonces', everyMs: MINUTE_MS, run: () => forgetOldNonces(db, now()) }],
  }
}

function houseSettings({ house }: Ground, { identity, signing }: TerminalsNeeds): HouseSettings {
  const { name: universityName, payeeName, timeZone } = house
  return {
    ...{
      universityName,
      payeeName,
      timeZone,
      hasPhoneLogin: identity.logins !== null,
      cardPinUrl: identity.pins === null ? null : `${house.publicBaseUrl}/pin`,
      portalUrl: identity.logins === null ? null : `${house.publicBaseUrl}/p`,
      // A code is made on the web, by whoever can log in there.
      hasPickups: identity.logins !== null,
    },
    ...signing.trust,
  }
}
