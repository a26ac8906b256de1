import pino from 'pino'
import { expect, it } from 'vitest'
import { unwrap } from '../../src/result.ts'
import { createReprintWorld } from '../../tests/peers/reprint-world.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'
import { randomId } from '../ground/random-id.ts'
import { createVisitDocuments, type VisitDocumentParts } from './visit-documents.ts'

const FILE = new TextEncoder().encode('%PDF-1.7 an invented file')

describeOnStores('the file of a document that is printed again', store => {
  it('is had at the terminal of the reprint while its copies wait there, and at no other', async () => {
    const world = await createReprintWorld(store())
    const content = { get: async () => ({ ok: true, value: FILE }), put: async () => '' }
    // No document is made here: what makes them is not looked at.
    const parts = { db: store().db, clock: world.clock, content, log: pino({ level: 'silent' }) }
    const documents = createVisitDocuments(parts as unknown as VisitDocumentParts)
    const has = async (terminalId: string) => (await documents.file(terminalId, world.documentId)).ok
    const first = await world.printed(2)
    const [other, third] = [await world.addTerminal(), await world.addTerminal()]
    expect([await has(world.terminalId), await has(other)]).toEqual([true, false])
    await world.clock.advance(11 * 60_000)
    expect([await has(world.terminalId), await has(other)]).toEqual([false, false])

    const given = await world.run('reprint', first.orderNumber, '--by', '王芳', '--reason', '有黑条', '--json')
    const { reprintCode: code } = (given.value as { tells: { reprintCode: string } }).tells
    expect(await has(other)).toBe(false)
    const visitId = await world.visitOf(world.personId, other)
    const { order } = unwrap(await world.reprints.byCode(other, { visitId, jobId: randomId(), code }))
    expect([await has(world.terminalId), await has(other), await has(third)]).toEqual([false, true, false])
    await world.tell(order.jobId, 1)
    expect(await has(other)).toBe(false)
  })
})
