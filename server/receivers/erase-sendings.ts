import type { Clock } from '../../src/clock.ts'
import { type Erasing, goneBy } from '../ground/erasing.ts'
import type { Mail } from '../mail/mail.ts'
import { audit } from './receivers-audit.ts'

export interface EraseSendingParts {
  readonly clock: Pick<Clock, 'now'>
  readonly mail: Pick<Mail, 'stopAbout'>
}

/** Takes back what a person has sent to receivers: its links open no more, and nothing is left of whom it went to. */
export const createEraseSendings = ({ clock, mail }: EraseSendingParts): Erasing => ({
  erase: async personIds => async tx => {
    const rows = await tx
      .selectFrom('sending')
      .innerJoin('application', 'application.application_id', 'sending.application_id')
      .select(['sending_id', 'withdrawn_at'])
      .where('person_id', 'in', [...personIds])
      .execute()
    if (rows.length === 0) return {}
    const now = new Date(clock.now())
    for (const { sending_id: subject } of rows.filter(({ withdrawn_at }) => withdrawn_at === null))
      await audit(tx, now, { event: 'sending-withdrawn', subject, terminalId: null })
    const ids = rows.map(({ sending_id }) => sending_id)
    await mail.stopAbout(tx, ids, 'withdrawn')
    return {
      sending_event: goneBy(await tx.deleteFrom('sending_event').where('sending_id', 'in', ids).executeTakeFirst()),
      sending: goneBy(await tx.deleteFrom('sending').where('sending_id', 'in', ids).executeTakeFirst()),
    }
  },
})
