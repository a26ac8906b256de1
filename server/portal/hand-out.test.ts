import { createHash } from 'node:crypto'
import pino from 'pino'
import { expect, it } from 'vitest'
import { fakeClock } from '../../src/fake-clock.ts'
import { unwrap } from '../../src/result.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'
import { randomId } from '../ground/random-id.ts'
import type { PagePictures } from '../ground/rendering/page-pictures.ts'
import { createDocumentRecords } from '../issuing/document-records.ts'
import { createRevocations } from '../issuing/revocation.ts'
import { ownApplication } from './application-rows.ts'
import { createHandOut } from './hand-out.ts'

describeOnStores('a file of an application', store => {
  const clock = fakeClock()
  const at = () => new Date(clock.now())
  const pictures: Pick<PagePictures, 'of'> = { of: async () => ({ ok: false, error: 'busy' }) }
  const PDF = new TextEncoder().encode('%PDF')
  const apply = async () => {
    const { db } = store()
    const [applicationId, documentId] = [randomId(), randomId()]
    await db
      .insertInto('document')
      .values({
        ...{ document_id: documentId, person_id: 'p1', kind: 'transcript', edition: 'zh', unit_price_fen: 0 },
        ...{
          title_zh: '成绩单',
          title_en: 'Transcript',
          name_masked_zh: '林*',
          name_masked_en: 'L*',
          number_masked: '*',
        },
        ...{ document_number: documentId, verification_key: documentId, state: 'issued', created_at: at() },
        ...{
          issued_at: at(),
          pages: 1,
          byte_length: 4,
          sha256: hashOf(documentId),
          signed_digest: hashOf(applicationId),
        },
      })
      .execute()
    await db
      .insertInto('application')
      .values({
        ...{ application_id: applicationId, person_id: 'p1', document_id: documentId, data_mark: '' },
        ...{ created_at: at(), applied_at: at() },
      })
      .execute()
    return { applicationId, documentId, row: (await ownApplication(db, at(), 'p1', applicationId))! }
  }
  const stepsOf = async (applicationId: string) => {
    const rows = store().db.selectFrom('application_step').select('what').where('application_id', '=', applicationId)
    return (await rows.execute()).map(({ what }) => what)
  }
  const handOut = (read: () => Promise<void>) => {
    const { db } = store()
    return createHandOut({
      ...{ db, clock, log: pino({ enabled: false }), pictures: pictures as PagePictures, givesFile: () => true },
      records: createDocumentRecords(db, clock),
      content: {
        get: async () => {
          await read()
          return { ok: true, value: PDF }
        },
      },
    })
  }

  it('is given out, and that is written down', async () => {
    const { applicationId, row } = await apply()
    expect(unwrap(await handOut(async () => {}).file(row)).bytes).toEqual(PDF)
    expect(await stepsOf(applicationId)).toEqual(['downloaded'])
  })

  it('is not given out when the document is taken back while it is read: whoever takes it back was told that nobody has it', async () => {
    const { applicationId, documentId, row } = await apply()
    const revocations = createRevocations(store().db, clock)
    const takenBack = async () => void unwrap(await revocations.revokeDocument(documentId, 'issued-in-error'))
    expect(await handOut(takenBack).file(row)).toMatchObject({ ok: false, error: { code: 'document-unavailable' } })
    expect(await stepsOf(applicationId)).toEqual([])
  })
})

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex')
