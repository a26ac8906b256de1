import type { Kysely } from 'kysely'
import { type Erasing, goneBy } from '../ground/erasing.ts'
import type { Tables } from '../ground/store/tables.ts'
import type { Visits } from '../identity/identity.ts'
import type { Mail } from '../mail/mail.ts'

export interface EraseApplicationParts {
  readonly db: Kysely<Tables>
  readonly mail: Pick<Mail, 'stopAbout'>
  readonly visits: Pick<Visits, 'endOf'>
}

/**
 * Takes away a person's applications with all that was made of them: letters that wait, links, codes, who may collect. Documents are another
 * room's affair. Where the person was named by somebody else, the naming stays, and leads to nobody.
 */
export function createEraseApplications({ db, mail, visits }: EraseApplicationParts): Erasing {
  const endVisitsOfOthers = async (personIds: readonly string[]) => {
    const named = await db
      .selectFrom('mandate')
      .innerJoin('application', 'application.application_id', 'mandate.application_id')
      .select(['mandate_id as mandateId', 'document_id as documentId'])
      .where('person_id', 'in', [...personIds])
      .execute()
    for (const one of named) await visits.endOf(one)
  }
  return {
    erase: async personIds => {
      await endVisitsOfOthers(personIds)
      return async tx => {
        const ids = [...personIds]
        const own = tx.selectFrom('application').select('application_id').where('person_id', 'in', ids)
        const deliveries = await tx
          .selectFrom('delivery')
          .select('delivery_id')
          .where('application_id', 'in', own)
          .execute()
        const named = await tx
          .selectFrom('mandate')
          .select('mandate_id')
          .where(either => either.or([either('application_id', 'in', own), either('collector_id', 'in', ids)]))
          .execute()
        const mandateIds = named.map(({ mandate_id }) => mandate_id)
        await mail.stopAbout(tx, [...deliveries.map(({ delivery_id }) => delivery_id), ...mandateIds], 'withdrawn')
        const pickups = await tx
          .deleteFrom('pickup')
          .where(either =>
            either.or([
              either('application_id', 'in', own),
              ...(mandateIds.length > 0 ? [either('mandate_id', 'in', mandateIds)] : []),
            ]),
          )
          .executeTakeFirst()
        const mandates = await tx.deleteFrom('mandate').where('application_id', 'in', own).executeTakeFirst()
        // Who has named this person is told nothing by it: a naming that leads to nobody looks like every other.
        await tx.updateTable('mandate').set({ collector_id: null }).where('collector_id', 'in', ids).execute()
        const of = (table: 'share_link' | 'delivery' | 'application_step') =>
          tx.deleteFrom(table).where('application_id', 'in', own).executeTakeFirst()
        return {
          pickup: goneBy(pickups),
          mandate: goneBy(mandates),
          share_link: goneBy(await of('share_link')),
          delivery: goneBy(await of('delivery')),
          application_step: goneBy(await of('application_step')),
          application: goneBy(await tx.deleteFrom('application').where('person_id', 'in', ids).executeTakeFirst()),
        }
      }
    },
  }
}
