import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { dataRowSchema } from '../records/records.ts'
import { KNOWN_BY_CARD, NOTHING_FURTHER, sampleLecturer, sampleStudent, sampleStudyRecord } from './sample-subjects.ts'
import type { Subject } from './subject.ts'

/** Who a kind is shown with: `sample.json` in its folder. Invented people only. */
const kindSampleSchema = z.strictObject({
  person: z.enum(['undergraduate', 'master', 'doctor', 'staff']),
  dataSets: z.record(z.string(), z.array(dataRowSchema)).default({}),
})

/** The invented person of a kind's folder; null when the kind brings none. Throws when the file is not what it should be. */
export function sampleOf(templatesDir: string, kind: string): Subject | null {
  const file = join(templatesDir, kind, 'sample.json')
  if (!existsSync(file)) return null
  const { person, dataSets } = kindSampleSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  const further = { dataSets: { ...NOTHING_FURTHER, ...dataSets } }
  if (person === 'staff') return { person: sampleLecturer(further), studyRecord: null, known: KNOWN_BY_CARD }
  const changes = person === 'undergraduate' ? {} : { group: 'graduate' as const, level: person, ...TERM_OF_GRADUATE }
  return { person: sampleStudent({ ...changes, ...further }), studyRecord: sampleStudyRecord(8), known: KNOWN_BY_CARD }
}

const TERM_OF_GRADUATE = { bornOn: '1999-05-06', idNumber: '110101199905060023' }
