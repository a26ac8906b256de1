import { createHmac } from 'node:crypto'
import type { RECEIVERS_ROUTES } from '../../src/contract/receivers-api.ts'
import { fault } from '../../src/fault.ts'
import { err, ok } from '../../src/result.ts'
import type { Documents } from '../documents/documents.ts'
import type { SectionsOf } from '../ground/config/sections.ts'
import type { Ground } from '../ground/ground.ts'
import { houseSecret } from '../ground/house-secret.ts'
import type { HandlersOf, Room } from '../ground/room.ts'
import type { Identity } from '../identity/identity.ts'
import type { Issuing } from '../issuing/issuing.ts'
import type { Mail } from '../mail/mail.ts'
import { type NoticeRoom, onceAgreed } from '../notice/notice.ts'
import { onceChosen, type Portal } from '../portal/portal.ts'
import type { Records } from '../records/records.ts'
import type { Staff } from '../staff/staff.ts'
import { createEraseSendings } from './erase-sendings.ts'
import { createLastLook } from './last-look.ts'
import { registerRegisterPages } from './pages/register-routes.ts'
import { registerSentPages } from './pages/sent-routes.ts'
import { createReceiverSide } from './receiver-side.ts'
import type { Receivers } from './receivers.ts'
import type { RECEIVERS } from './receivers-plan.ts'
import { createReceiverRegister } from './register.ts'
import { createSendings, LINK_PURPOSE } from './sendings.ts'
import { tellOwners } from './tell-owners.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
/** A receiver that was suspended by mistake and is let in again at once is told to nobody. */
const TELL_EVERY_MS = 15_000

export interface ReceiversNeeds {
  readonly records: Pick<Records, 'person'>
  readonly documents: Pick<Documents, 'givesFile'>
  readonly issuing: Pick<Issuing, 'records'>
  readonly identity: Pick<Identity, 'mailOf'>
  readonly mail: Mail
  readonly staff: Pick<Staff, 'whoWorks'>
  readonly portal: Pick<Portal, 'application'>
  readonly notice: Pick<NoticeRoom, 'owedBy'>
}

/** Documents sent straight to institutions that staff have registered. */
export async function openReceivers(
  ground: Ground,
  needs: ReceiversNeeds,
  { receivers: { demoReceivers } }: SectionsOf<typeof RECEIVERS>,
): Promise<Room<Receivers, typeof RECEIVERS>> {
  const { db, clock, log, house, content, limit, isServing } = ground
  const { documents, issuing, mail, staff } = needs
  const register = createReceiverRegister(db, clock)
  if (isServing)
    for (const words of demoReceivers) {
      const added = await register.add(words, 'configuration')
      if (!added.ok && added.error !== 'name-taken') log.warn({ why: added.error }, 'a receiver of the configuration')
    }
  mail.lookBefore(LINK_PURPOSE, createLastLook(db, clock))
  const daily = { times: 20, timesOfAll: 50_000, windowMs: DAY_MS }
  const sendings = createSendings({ ...ground, ...needs, register, limit: limit('receivers sendings', daily) })
  const key = await houseSecret(db, 'receiver-codes', new Date(clock.now()))
  const receiverSide = createReceiverSide({
    ...{ ...ground, mail, records: issuing.records, givesFile: documents.givesFile },
    codes: limit('receivers codes', { times: 6, timesOfAll: 5_000, windowMs: 60 * MINUTE_MS }),
    markOf: (sendingId, code) =>
      createHmac('sha256', key).update(`yinzheng-receiver-code\n${sendingId}\n${code}`).digest('base64url'),
  })
  const searches = limit('receivers searches', { times: 120, timesOfAll: 6_000, windowMs: MINUTE_MS })
  const pagesOf = (name: string) => limit(`receivers ${name}`, { times: 120, timesOfAll: 6_000, windowMs: MINUTE_MS })
  const [sentLimit, staffLimit] = [pagesOf('pages'), pagesOf('staff pages')]
  return {
    doors: {},
    handlers: onceChosen(
      onceAgreed<HandlersOf<typeof RECEIVERS_ROUTES>>(
        needs.notice,
        {
          receivers: async ({ search }, { sessionKey }) => {
            if (!(await searches.allow(sessionKey))) return err(fault('server-busy', 'searches'))
            return ok({ receivers: await register.search(search) })
          },
          sendings: async ({ applicationId }, { personId }) => {
            const listed = await sendings.list(personId, applicationId)
            return listed ? ok({ sendings: listed }) : err(fault('application-unknown'))
          },
          sendTo: ({ applicationId, ...wish }, { personId }) => sendings.send(personId, applicationId, wish),
          sendToAgain: ({ sendingId }, { personId }) => sendings.sendAgain(personId, sendingId),
          takeBackSending: ({ sendingId }, { personId }) => sendings.withdraw(personId, sendingId),
        },
        ['sendTo', 'sendToAgain'],
      ),
    ),
    erasing: createEraseSendings({ clock, mail }),
    pages: async app => {
      await registerSentPages(app, { receivers: receiverSide, house, limit: sentLimit, content })
      await registerRegisterPages(app, { register, whoWorks: staff.whoWorks, house, limit: staffLimit })
    },
    sweeps: [{ name: 'owners and receivers', everyMs: TELL_EVERY_MS, run: () => tellOwners({ ...ground, ...needs }) }],
  }
}
