import { type Erasing, goneBy } from '../ground/erasing.ts'

/** Takes away when a person's documents were checked. That they can be checked does not hang on it. */
export const eraseChecks: Erasing = {
  erase: async personIds => async tx => {
    const documents = tx
      .selectFrom('document')
      .select('document_id')
      .where('person_id', 'in', [...personIds])
    return {
      document_check: goneBy(
        await tx.deleteFrom('document_check').where('document_id', 'in', documents).executeTakeFirst(),
      ),
    }
  },
}
