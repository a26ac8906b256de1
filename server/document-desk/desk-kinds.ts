import type { DeskKind } from '../../src/contract/document-desk-api.ts'
import { type Tariff, unitPriceFenOf } from '../../src/rules/tariff.ts'
import type { Documents } from '../documents/documents.ts'

/** Kinds of document as the house issues them now, in their order, at the prices that hold where no site says others. */
export const kindsOf = ({ kinds }: Pick<Documents, 'kinds'>, prices: Tariff): DeskKind[] =>
  kinds.map(({ kind, office, groups, statuses, editions, assurance, approval, holds, ...more }) => ({
    ...{ kind, title: editions[0]!.title, office, groups, statuses },
    editions: editions.map(edition => ({
      ...{ edition: edition.edition, title: edition.title, language: edition.language },
      unitPriceFen: unitPriceFenOf(prices, edition.tariff ?? edition.language),
    })),
    ...{ validityDays: more.validityDays, paperOnly: more.paperOnly, sealWords: more.sealWords },
    assurance: assurance.level,
    holds: holds.map(({ reason }) => reason),
    approval: approval && { by: 'set' in approval ? 'word' : 'office', reason: approval.reason },
  }))
