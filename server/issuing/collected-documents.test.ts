import { expect, it } from 'vitest'
import { unwrap } from '../../src/result.ts'
import { createReprintWorld } from '../../tests/peers/reprint-world.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'
import { createCollectedDocuments } from './collected-documents.ts'
import { createRevocations } from './revocation.ts'

describeOnStores('a document that is fetched at a terminal', store => {
  it('moves into the visit, and stays where it is when it was taken back since it was looked at', async () => {
    const { clock, documentId, personId, addTerminal, visitOf } = await createReprintWorld(store())
    const { db } = store()
    const collected = createCollectedDocuments(db, clock, { givesFile: () => true })
    const visitKeyOf = async () =>
      (await db.selectFrom('document').select('visit_key').where('document_id', '=', documentId).executeTakeFirst())
        ?.visit_key
    const take = async () => {
      const terminalId = await addTerminal()
      await visitOf(personId, terminalId)
      const visit = db.selectFrom('visit').select('visit_key').where('terminal_id', '=', terminalId)
      const { visit_key: visitKey } = await visit.executeTakeFirstOrThrow()
      return { visitKey, isTaken: await collected.take(documentId, { terminalId, visitKey }) }
    }
    const first = await take()
    expect([first.isTaken, await visitKeyOf()]).toEqual([true, first.visitKey])
    unwrap(await createRevocations(db, clock).revokeDocument(documentId, 'issued-in-error'))
    expect([(await take()).isTaken, await visitKeyOf()]).toEqual([false, first.visitKey])
  })
})
