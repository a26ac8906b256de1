import { expect, it } from 'vitest'
import type { Subject } from '../documents/documents.ts'
import { sampleSubject } from '../documents/sample-subjects.ts'
import { HOUSE_DOCUMENTS } from '../documents/samples.ts'
import { dataMark } from './ask-subject.ts'

const KEY = new Uint8Array(32).fill(7)
const subject = sampleSubject()
const [first, second] = HOUSE_DOCUMENTS.offers(subject) as [never, never]
const markOf = (of: Subject, offer = first, key = KEY) => dataMark(key, { subject: of, offer })
const record = subject.studyRecord!

it('a document of the same data has the same mark, in whatever order the rows come', () => {
  const turned = {
    ...record,
    terms: record.terms.map(term => ({ ...term, courses: term.courses.toReversed() })).reverse(),
  }
  const person = Object.fromEntries(Object.entries(subject.person).reverse()) as unknown as Subject['person']
  expect(markOf({ ...subject, person, studyRecord: turned })).toBe(markOf(subject))
  expect(markOf({ ...subject, known: 'by-the-office' })).toBe(markOf({ ...subject, known: { proofs: [], atMs: 1 } }))
})

it('one of other data, of another kind, or of another house has another', () => {
  const [term] = record.terms
  const better = { ...record, terms: [{ ...term!, courses: [{ ...term!.courses[0]!, credits: 99 }] }] }
  const marks = [
    markOf(subject),
    markOf({ ...subject, studyRecord: better }),
    markOf({ ...subject, studyRecord: null }),
    markOf({ ...subject, person: { ...subject.person, nameEn: 'Other' } }),
    markOf(subject, second),
    markOf(subject, first, new Uint8Array(32)),
  ]
  expect(new Set(marks).size).toBe(marks.length)
})
