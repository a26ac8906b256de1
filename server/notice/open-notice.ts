import { fault } from '../../src/fault.ts'
import { err, ok } from '../../src/result.ts'
import type { SectionsOf } from '../ground/config/sections.ts'
import { goneBy } from '../ground/erasing.ts'
import type { Ground } from '../ground/ground.ts'
import type { Room } from '../ground/room.ts'
import { hasAgreed, withdrawConsents, writeConsent } from './consents.ts'
import { countConsents, listConsents } from './list-consents.ts'
import type { NoticeRoom } from './notice.ts'
import { noticeInForce } from './notice-in-force.ts'
import type { NOTICE } from './notice-plan.ts'

/** What people are told before anything is done for them, and that they have agreed. */
export function openNotice(
  { db, clock }: Pick<Ground, 'db' | 'clock'>,
  { notice: settings }: SectionsOf<typeof NOTICE>,
): Room<NoticeRoom, typeof NOTICE> {
  const inForce = noticeInForce(settings)
  const now = () => new Date(clock.now())
  const owedBy: NoticeRoom['owedBy'] = async personIds =>
    inForce === null || (await hasAgreed(db, personIds, inForce.digest)) ? null : inForce
  const agree: NoticeRoom['agree'] = async agreed => {
    if (inForce?.digest !== agreed.digest) return false
    await writeConsent(db, inForce, agreed, now())
    return true
  }
  const own = async (personIds: readonly string[]) => {
    const isOwed = (await owedBy(personIds)) !== null
    return ok({ notice: inForce, isOwed, consents: await listConsents(db, personIds) })
  }
  return {
    doors: {
      ...{ owedBy, agree, counts: () => countConsents(db, inForce) },
      consentsOf: personIds => listConsents(db, personIds),
      withdrawFor: (personIds, by) => withdrawConsents(db, personIds, now(), by),
    },
    handlers: {
      ownNotice: (_, { personIds }) => own(personIds),
      agree: async ({ digest, language }, { personIds }) =>
        (await agree({ personIds, digest, language, terminalId: null }))
          ? own(personIds)
          : err(fault('notice-changed')),
      withdrawConsent: async (_, { personIds }) => {
        await withdrawConsents(db, personIds, now())
        return own(personIds)
      },
    },
    erasing: {
      erase: async personIds => async tx => {
        const gone = await tx
          .deleteFrom('consent')
          .where('person_id', 'in', [...personIds])
          .executeTakeFirst()
        return { consent: goneBy(gone) }
      },
    },
  }
}
