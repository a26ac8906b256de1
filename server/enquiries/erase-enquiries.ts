import type { Clock } from '../../src/clock.ts'
import { type Erasing, goneBy } from '../ground/erasing.ts'
import type { Mail } from '../mail/mail.ts'
import { audit } from './enquiries-audit.ts'

export interface EraseEnquiryParts {
  readonly clock: Pick<Clock, 'now'>
  readonly mail: Pick<Mail, 'stopAbout'>
}

/** Closes what a person has with offices, and erases it at once instead of some time after its end: text, picture and address. */
export const createEraseEnquiries = ({ clock, mail }: EraseEnquiryParts): Erasing => ({
  erase: async personIds => async tx => {
    const rows = await tx
      .selectFrom('enquiry')
      .select(['enquiry_id', 'office_id', 'state'])
      .where('person_id', 'in', [...personIds])
      .forUpdate()
      .execute()
    if (rows.length === 0) return {}
    const now = new Date(clock.now())
    for (const { enquiry_id: subject, office_id } of rows.filter(({ state }) => state !== 'closed')) {
      const detail = { office: office_id, outcome: 'erased' }
      await audit(tx, now, { event: 'enquiry-closed', subject, terminalId: null, detail })
    }
    const ids = rows.map(({ enquiry_id }) => enquiry_id)
    await mail.stopAbout(tx, ids, 'withdrawn')
    return {
      enquiry_message: goneBy(await tx.deleteFrom('enquiry_message').where('enquiry_id', 'in', ids).executeTakeFirst()),
      enquiry: goneBy(await tx.deleteFrom('enquiry').where('enquiry_id', 'in', ids).executeTakeFirst()),
    }
  },
})
