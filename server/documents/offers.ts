import type { Bilingual } from '../../src/contract/texts.ts'
import { type Tariff, unitPriceFenOf } from '../../src/rules/tariff.ts'
import { misfit, type PrintedValue, printedRow } from './data-fields.ts'
import { wordsFor, yearOf } from './document-data.ts'
import { standingOf, wantedRows } from './eligibility.ts'
import type { EditionDefinition, KindDefinition } from './kind.ts'
import type { HouseOffer, Subject } from './subject.ts'

/** What a person may choose from, by rank: what can be had, and what cannot with its reason. */
export function offersOf(kinds: readonly KindDefinition[], subject: Subject, tariff: Tariff): HouseOffer[] {
  const ranked = kinds.flatMap(kind =>
    kind.editions.map(edition => ({ kind, edition, rank: edition.rank ?? kind.rank })),
  )
  return ranked
    .toSorted((a, b) => a.rank - b.rank)
    .flatMap(({ kind, edition }) => offerOf(kind, edition, subject, tariff) ?? [])
}

function offerOf(
  kind: KindDefinition,
  edition: EditionDefinition,
  subject: Subject,
  tariff: Tariff,
): HouseOffer | null {
  const standing = standingOf(kind, edition, subject)
  if (standing.kind === 'hidden') return null
  const { title, detail } = wordsFor(edition, subject)
  const priceClass = edition.tariff ?? edition.language
  return {
    ...{ kind: kind.kind, edition: edition.edition, title },
    detail: filled(detail, kind, edition, subject),
    ...{ unitPriceFen: unitPriceFenOf(tariff, priceClass), priceClass },
    hasFile: !kind.paperOnly,
    unavailable: standing.kind === 'unavailable' ? standing.reason : null,
    mayPass: standing.kind === 'unavailable' && standing.mayPass,
    approval: standing.approval,
  }
}

/** A line with its placeholders filled in; one that stands for nothing is left out. */
function filled(line: Bilingual, kind: KindDefinition, edition: EditionDefinition, subject: Subject): Bilingual {
  const lastTerm = subject.studyRecord?.terms.findLast(({ courses }) => courses.length > 0)
  const fill = (language: 'zh' | 'en') =>
    line[language].replace(/\{([a-zA-Z0-9_.-]+)\}/g, (_, name: string) => {
      if (name === 'lastTerm') return lastTerm?.name[language] ?? ''
      if (name === 'lastYear') return lastTerm ? yearOf(lastTerm.key).replace('-', '–') : ''
      return wordOf(fieldOf(name, kind, edition, subject, language))
    })
  return { zh: fill('zh'), en: fill('en') }
}

function fieldOf(
  name: string,
  kind: KindDefinition,
  edition: EditionDefinition,
  subject: Subject,
  language: 'zh' | 'en',
): PrintedValue {
  const [set, field = ''] = name.split('.')
  const source = edition.sources.find(one => one.set === set)
  const fields = source && kind.dataSets[source.set]
  const row = source && wantedRows(subject, source)?.[0]
  return row && fields && misfit(row, fields) === null ? (printedRow(row, fields, language)[field] ?? null) : null
}

function wordOf(value: PrintedValue): string {
  if (typeof value === 'string') return value
  return value === null || typeof value === 'boolean' ? '' : value.text
}
