import type { CaseStory } from '../../../src/contract/cases-desk-api.ts'
import type { StaffLanguage } from '../../ground/commands/language.ts'
import type { CaseLine } from '../read-cases.ts'
import { factName, nameOf, saidWords, sayFact } from '../say-evidence.ts'

const inBoth = (say: (language: StaffLanguage) => string) => ({ zh: say('zh'), en: say('en') })

/** The lines of a case's history as people read them, in both languages. */
export function linesInWords(
  history: readonly CaseLine[],
  saying: { readonly timeZone: string; readonly provider: string | null },
): CaseStory[] {
  return history.map(line => ({
    ...{ at: line.at, saidAt: line.saidAt === line.at ? null : line.saidAt, step: line.step },
    who: inBoth(language => nameOf(line, { ...saying, language })[language]),
    words: inBoth(language => saidWords(line, language)),
    by: line.by && { name: line.by.name, user: line.by.user, isAccount: line.by.staffId !== null },
    facts: Object.entries(line.facts).flatMap(([fact, value]) =>
      value === null
        ? []
        : [
            {
              name: inBoth(language => factName(fact, language)),
              value: inBoth(language => sayFact(fact, value, { ...saying, language })),
            },
          ],
    ),
  }))
}
