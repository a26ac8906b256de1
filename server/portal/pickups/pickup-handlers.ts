import type { PICKUPS_ROUTES } from '../../../src/contract/pickups-api.ts'
import { ok } from '../../../src/result.ts'
import type { HandlersOf } from '../../ground/room.ts'
import { type NoticeRoom, onceAgreed } from '../../notice/notice.ts'
import { onceChosen } from '../once-chosen.ts'
import type { Pickups } from './pickups.ts'

/** What answers a person on the web about codes of collection. One of somebody else is like one that there is not. */
export const pickupHandlers = (
  pickups: Pickups,
  notice: Pick<NoticeRoom, 'owedBy'>,
): HandlersOf<typeof PICKUPS_ROUTES> =>
  onceChosen(
    onceAgreed<HandlersOf<typeof PICKUPS_ROUTES>>(
      notice,
      {
        makePickup: ({ applicationId }, { personId }) => pickups.make(personId, applicationId),
        pickups: async ({ applicationId }, { personId }) => {
          const listed = await pickups.list(personId, applicationId)
          return listed.ok ? ok({ pickups: [...listed.value] }) : listed
        },
        endPickup: ({ pickupId }, { personIds }) => pickups.end(personIds, pickupId),
      },
      ['makePickup'],
    ),
  )
