import { type Erasing, goneBy } from '../ground/erasing.ts'

/** Takes away what was kept of files that phones took along: a code that is still shown leads nowhere. */
export const eraseHandovers: Erasing = {
  erase: async personIds => async tx => {
    const documents = tx
      .selectFrom('document')
      .select('document_id')
      .where('person_id', 'in', [...personIds])
    return {
      handover: goneBy(await tx.deleteFrom('handover').where('document_id', 'in', documents).executeTakeFirst()),
    }
  },
}
