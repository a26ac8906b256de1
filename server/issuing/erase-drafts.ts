import type { Erasing } from '../ground/erasing.ts'
import type { Drafts } from './drafts.ts'

/**
 * Drops a person's drafts, and takes the person out of every document that was never issued: its number stays, so that it is never given
 * twice. What was issued stays as it is.
 */
export const createEraseDrafts = (drafts: Pick<Drafts, 'drop'>): Erasing => ({
  erase: async personIds => async tx => {
    const rows = await tx
      .selectFrom('document')
      .select(['document_id', 'state'])
      .where('person_id', 'in', [...personIds])
      .where('state', '<>', 'issued')
      .forUpdate()
      .execute()
    if (rows.length === 0) return {}
    for (const { document_id } of rows.filter(({ state }) => state === 'draft')) await drafts.drop(tx, document_id)
    await tx
      .updateTable('document')
      .set({ person_id: '', visit_key: null, name_masked_zh: '', name_masked_en: '', number_masked: '' })
      .where(
        'document_id',
        'in',
        rows.map(({ document_id }) => document_id),
      )
      .where('state', '<>', 'issued')
      .execute()
    return { document: rows.length }
  },
})
