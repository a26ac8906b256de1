import type { Bilingual } from '../../src/contract/texts.ts'
import type { Subject } from './issuer.ts'
import type { EditionDefinition, KindDefinition, Need } from './kind.ts'

/** Whether this person is one that the kind is for at all. */
export function isFor(kind: KindDefinition, subject: Subject): boolean {
  return kind.groups.includes(subject.person.group)
}

/** Why this person cannot have the edition now, in words for the visitor; null when it can be had. */
export function whyUnavailable(kind: KindDefinition, edition: EditionDefinition, subject: Subject): Bilingual | null {
  if (!kind.statuses.includes(subject.person.status)) return kind.unavailable.status
  const missing = edition.needs.find(need => !HAS[need](subject))
  return missing ? (kind.unavailable.needs[missing] ?? kind.unavailable.status) : null
}

const HAS: Record<Need, (subject: Subject) => boolean> = {
  'study-record': ({ studyRecord }) => studyRecord?.terms.some(term => term.courses.length > 0) ?? false,
  major: ({ person }) => person.major !== null,
  post: ({ person }) => person.post !== null,
  level: ({ person }) => person.level !== null,
  'latin-name': ({ person }) => /\p{Script=Latin}/u.test(person.nameEn),
}
