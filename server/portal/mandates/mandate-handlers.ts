import type { MANDATES_ROUTES } from '../../../src/contract/mandates-api.ts'
import { ok } from '../../../src/result.ts'
import type { HandlersOf } from '../../ground/room.ts'
import { type NoticeRoom, onceAgreed } from '../../notice/notice.ts'
import { onceChosen } from '../once-chosen.ts'
import type { Mandates } from './mandates.ts'

/** What answers a person on the web about paper that somebody else collects. One of others is like one that there is not. */
export const mandateHandlers = (
  mandates: Mandates,
  notice: Pick<NoticeRoom, 'owedBy'>,
): HandlersOf<typeof MANDATES_ROUTES> =>
  onceChosen(
    onceAgreed<HandlersOf<typeof MANDATES_ROUTES>>(
      notice,
      {
        makeMandate: ({ applicationId, ...wish }, caller) => mandates.make(caller, applicationId, wish),
        mandates: async ({ applicationId }, { personId }) => {
          const listed = await mandates.list(personId, applicationId)
          return listed.ok ? ok({ mandates: listed.value }) : listed
        },
        endMandate: ({ mandateId }, { personId }) => mandates.end(personId, mandateId),
        errands: async (_, { personIds }) => ok({ errands: await mandates.errands(personIds) }),
        makeErrandPickup: ({ mandateId }, { personIds }) => mandates.makePickup(personIds, mandateId),
      },
      ['makeMandate', 'makeErrandPickup'],
    ),
  )
