import { expect, it } from 'vitest'
import { USUAL_TARIFF } from '../../src/rules/tariff.ts'
import { HOUSE_TEMPLATES } from './house-templates.ts'
import { officeApprovalSchema } from './office-approval.ts'
import { readDocuments } from './read-documents.ts'
import { sampleSubject } from './sample-subjects.ts'

const asked = officeApprovalSchema.parse({
  office: 'graduate-school',
  reason: { zh: '先核对。', en: 'It is looked at.' },
})

it('a site says which office must agree to a kind, and of a kind that is not there the start says so', () => {
  const { offers } = readDocuments(HOUSE_TEMPLATES, USUAL_TARIFF, { approvals: { 'grade-points': asked } })
  const offer = offers(sampleSubject()).find(({ kind }) => kind === 'grade-points')
  expect(offer).toMatchObject({ unavailable: asked.reason, approval: { office: 'graduate-school' } })
  expect(() => readDocuments(HOUSE_TEMPLATES, USUAL_TARIFF, { approvals: { 'no-such': asked } })).toThrow(
    'documents.approvals: there is no kind "no-such"',
  )
})
