import type { ENQUIRIES_ROUTES } from '../../src/contract/enquiries-api.ts'
import { ok } from '../../src/result.ts'
import type { HandlersOf } from '../ground/room.ts'
import type { Mail } from '../mail/mail.ts'
import { onceChosen } from '../portal/portal.ts'
import type { Begin } from './begin.ts'
import type { GoOn } from './go-on.ts'
import type { Offices } from './offices.ts'

/** What answers a person on the web. Of somebody else's everything is said as of what there is not. */
export function enquiriesHandlers(parts: {
  readonly offices: Offices
  readonly begin: Begin
  readonly goOn: GoOn
  readonly mail: Pick<Mail, 'sends'>
}): HandlersOf<typeof ENQUIRIES_ROUTES> {
  const { offices, begin, goOn, mail } = parts
  return onceChosen<HandlersOf<typeof ENQUIRIES_ROUTES>>({
    offices: async () =>
      ok({ offices: offices.all.map(({ mail: _, ...office }) => office), sendsLetters: mail.sends.letters }),
    enquiries: async ({ applicationId }, { personId }) => ok(await goOn.list(personId, applicationId ?? null)),
    enquiry: ({ enquiryId }, { personId }) => goOn.one(personId, enquiryId),
    correct: (wish, caller) => begin.correction(caller, wish),
    askOffice: (wish, caller) => begin.question(caller, wish),
    answerBack: ({ enquiryId, ...said }, { personId }) => goOn.write(personId, enquiryId, said),
    markRead: ({ enquiryId, version }, { personId }) => goOn.markRead(personId, enquiryId, version),
  })
}
