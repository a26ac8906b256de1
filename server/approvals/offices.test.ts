import { expect, it } from 'vitest'
import type { Documents } from '../documents/documents.ts'
import { nameForStaff, nameOfOffice, officesForStaff } from './offices.ts'

const answering = { zh: '教务处', en: 'Office of Academic Affairs' }
const kindOf = (office: string, name?: object) => ({
  office: answering,
  approval: { office, ...(name && { name }), reason: answering, withinWorkingDays: 3 },
})
const house = (...kinds: object[]) => ({ kinds }) as unknown as Pick<Documents, 'kinds'>

it('two offices that kinds call by one name are told apart by their ids, for staff alone', () => {
  const documents = house(kindOf('registry'), kindOf('academic-affairs'), kindOf('youth', { zh: '团委', en: 'Youth' }))
  expect(officesForStaff(documents)).toEqual([
    { office: 'registry', name: { zh: '教务处（registry）', en: 'Office of Academic Affairs (registry)' } },
    {
      ...{ office: 'academic-affairs' },
      name: { zh: '教务处（academic-affairs）', en: 'Office of Academic Affairs (academic-affairs)' },
    },
    { office: 'youth', name: { zh: '团委', en: 'Youth' } },
  ])
  expect(nameForStaff(documents, 'registry').en).toBe('Office of Academic Affairs (registry)')
  expect(nameForStaff(documents, 'gone')).toEqual({ zh: 'gone', en: 'gone' })
  expect(nameOfOffice(documents, 'registry')).toEqual(answering)
})
