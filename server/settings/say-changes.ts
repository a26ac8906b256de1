import { both } from '../../src/contract/texts.ts'
import { sayValue } from '../../src/settings/say-value.ts'
import { SECTIONS, type SectionName, valueAt } from '../../src/settings/sections.ts'
import type { Difference } from '../../src/settings/settings.ts'
import type { ProposalDetail } from '../four-eyes/four-eyes.ts'

/** What changes, line by line, for whoever is to agree. */
export const sayChanges = (changes: readonly Difference[], say: typeof sayValue = sayValue): ProposalDetail[] =>
  changes.map(({ path, before, after }) => {
    const section = SECTIONS[path.split('.')[0] as SectionName].title
    const { title } = valueAt(path)
    return {
      label: both(`${section.zh}：${title.zh}`, `${section.en}: ${title.en}`),
      ...{ before: say(path, before), after: say(path, after) },
    }
  })
