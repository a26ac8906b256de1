import type { Kysely } from 'kysely'
import type { CaseActOffer, CaseWholeView } from '../../../src/contract/cases-desk-api.ts'
import { type Bilingual, both } from '../../../src/contract/texts.ts'
import { countsAt, mayDo } from '../../../src/rules/staff-roles.ts'
import type { StaffCaller } from '../../ground/callers.ts'
import type { Tables } from '../../ground/store/tables.ts'
import { ACT_NAMES } from '../act-names.ts'
import { type AskedAct, askedOf } from '../asked-acts.ts'
import { caseOf, lastLine } from '../case-rows.ts'
import { siteOfCase } from '../case-site.ts'
import type { CaseDesk } from '../create-cases.ts'
import { kindName } from '../in-both.ts'
import { needsReason, paysBack } from '../judge-act.ts'
import type { CaseAct } from '../kinds.ts'
import { type CaseWhole, showCase } from '../read-cases.ts'
import { mayBeOnePerson } from '../said-by-person.ts'
import { ACT_SAYS, keptOf } from '../say-cases.ts'
import { inWords, sentence } from '../sentences.ts'
import { withActNames } from './act-words.ts'
import { linesInWords } from './lines-in-words.ts'

interface Asker {
  readonly caller: Pick<StaffCaller, 'staffId' | 'role' | 'sites'>
  readonly name: string
}

interface Parts {
  readonly db: Kysely<Tables>
  readonly desk: CaseDesk
  readonly timeZone: string
  readonly fourEyesAboveFen: number
}

/** A sentence of the house in both languages, as it is said at a desk. */
export const bothWords = (text: string): Bilingual => withActNames(both(inWords(text, 'zh'), inWords(text, 'en')))

/** Everything about one case, for somebody who may see it; null where there is none, or it is of another site. */
export async function caseForStaff(
  { db, desk, timeZone, fourEyesAboveFen }: Parts,
  caseNumber: string,
  { caller, name }: Asker,
): Promise<CaseWholeView | null> {
  const row = await caseOf(db, caseNumber)
  if (!row || !countsAt(caller.sites, await siteOfCase(db, row))) return null
  const seen = await lastLine(db, caseNumber)
  const one = await showCase(db, caseNumber)
  if (!one) return null
  const asked =
    row.asked_seq === null ? null : await askedOf(db, row, row.state === 'under-way' ? 'under-way' : undefined)
  const whyNotAgree = one.state === 'waiting-for-agreement' && asked ? whyNot(asked, { caller, name }) : null
  const mayAct = mayDo(caller.role, 'cases.act')
  const takesBack = asked !== null && desk.actsOf(one.kind)?.takeBack?.[asked.judged.act] !== undefined
  return {
    ...{ caseNumber, kind: one.kind, kindName: nameOfKind(one.kind), state: one.state, amountFen: one.amountFen },
    ...{ orderNumber: one.orderNumber, terminal: one.terminal, openedAt: one.openedAt, endedAt: one.endedAt },
    ...{
      askedBy: asked?.by ?? null,
      mayAgree: asked !== null && one.state === 'waiting-for-agreement' && !whyNotAgree,
    },
    ...{ subject: one.subject, says: one.says, machine: one.machine },
    next: one.byItself && { what: bothWords(one.byItself.what), at: one.byItself.at },
    stands: one.stands === null ? null : bothWords(one.stands),
    ...{ timesHeard: one.timesHeard, lastHeardAt: one.lastHeardAt },
    ...{ formerCase: one.formerCase, laterCase: one.laterCase },
    sameOrder: one.sameOrder.map(({ caseNumber, kind }) => ({ caseNumber, kindName: nameOfKind(kind) })),
    history: linesInWords(one.history, { timeZone, provider: one.provider }),
    seen,
    acts: mayAct ? one.acts.flatMap(act => (act === 'agree' || act === 'disagree' ? [] : [offerOf(one, act)])) : [],
    asked: asked && {
      ...{ act: asked.judged.act, title: ACT_NAMES[asked.judged.act], by: asked.by, reason: asked.judged.reason },
      ...{ amountFen: asked.judged.amountFen, copies: asked.judged.copies, reference: asked.judged.reference },
      takesCard: asked.judged.act === 'refund-to-card',
    },
    whyNotAgree,
    mayDecline: mayAct && one.state === 'waiting-for-agreement',
    mayTakeBack: mayAct && one.state === 'under-way' && takesBack,
    fourEyesAboveFen,
  }
}

export const nameOfKind = kindName

function whyNot(asked: AskedAct, { caller, name }: Asker): Bilingual | null {
  if (!mayDo(caller.role, 'cases.agree'))
    return both('您的角色不能同意：请财务或管理员决定', 'your role cannot agree: finance or an administrator decides')
  const asker = { name: asked.by, ...(asked.byStaff === null ? {} : { staffId: asked.byStaff }) }
  return mayBeOnePerson(asker, { name, staffId: caller.staffId })
    ? bothWords(sentence('asked-by-same', { name: asked.by }))
    : null
}

function offerOf(one: CaseWhole, act: CaseAct): CaseActOffer {
  const kept = act === 'close' ? keptOf(one) : []
  const says = (language: 'zh' | 'en') =>
    [ACT_SAYS[act][language], ...kept.map(words => words[language])].join(language === 'zh' ? '：' : ': ')
  return {
    ...{ act, title: ACT_NAMES[act], says: { zh: says('zh'), en: says('en') } },
    needsReason: needsReason({ kind: one.kind, amount_fen: one.amountFen }, act),
    amount: !paysBack(act) ? 'no' : one.amountFen ? 'may' : 'must',
    ...{ takesReference: act === 'refunded-by-hand', takesCopies: act === 'reprint-code' },
    takesCard: act === 'refund-to-card',
  }
}
