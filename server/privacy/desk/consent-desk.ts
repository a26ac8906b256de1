import type { Logger } from 'pino'
import type { Clock } from '../../../src/clock.ts'
import type { PRIVACY_ROUTES } from '../../../src/contract/privacy-api.ts'
import { err, ok, type Result } from '../../../src/result.ts'
import type { HandlersOf } from '../../ground/room.ts'
import { steppedUp } from '../../ground/step-up.ts'
import type { NoticeRoom } from '../../notice/notice.ts'
import type { People } from '../../people/people.ts'
import { askRecords, type PersonId } from '../../records/records.ts'

export interface ConsentDeskParts {
  readonly clock: Clock
  readonly log: Logger
  readonly people: Pick<People, 'personKeys' | 'records'>
  readonly notice: NoticeRoom
}

type Names = 'notices' | 'consentOfPerson' | 'withdrawForPerson'

/** What staff see of the notice and of who has agreed, and what they withdraw for a person who has asked on paper. */
export function consentHandlers({
  clock,
  log,
  people: { personKeys, records },
  notice,
}: ConsentDeskParts): Pick<HandlersOf<typeof PRIVACY_ROUTES>, Names> {
  /** Every register of a person, as a login on the web and an identity card know them; null where nobody is known by the id. */
  const registersOf = async (personId: string): Promise<Result<readonly string[] | null>> =>
    askRecords({ log }, async () => {
      const person = await records.person(personId as PersonId)
      if (person === null) return ok(null)
      const others = [
        ...(await records.peopleOfNumber(person.number)),
        ...(person.idNumber === null ? [] : await records.peopleOfIdNumber(person.idNumber)),
      ]
      return ok([...new Set([person, ...others].map(one => one.personId))])
    })
  const ofPerson = personKeys.around('person-unknown', {
    consentOfPerson: async ({ personId }) => {
      const registers = await registersOf(personId)
      if (!registers.ok) return registers
      if (registers.value === null) return err('person-unknown')
      const isAsked = (await notice.counts()).some(({ isInForce }) => isInForce)
      const isOwed = (await notice.owedBy(registers.value)) !== null
      return ok({ isAsked, isOwed, consents: [...(await notice.consentsOf(registers.value))] })
    },
    withdrawForPerson: async ({ personId, reason }, caller) => {
      const fresh = steppedUp(caller, clock)
      if (!fresh.ok) return fresh
      const registers = await registersOf(personId)
      if (!registers.ok) return registers
      if (registers.value === null) return err('person-unknown')
      const count = await notice.withdrawFor(registers.value, { staffId: caller.staffId, reason })
      return count === 0 ? err('nothing-agreed') : ok({ registers: count })
    },
  } satisfies Pick<HandlersOf<typeof PRIVACY_ROUTES>, 'consentOfPerson' | 'withdrawForPerson'>)
  return {
    ...ofPerson,
    notices: async () => {
      const counts = await notice.counts()
      return ok({
        notices: counts.map(one => ({ ...one, firstAgreedAt: one.firstAgreedAt?.toISOString() ?? null })),
      })
    },
  }
}
