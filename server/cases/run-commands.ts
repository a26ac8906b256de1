import { userInfo } from 'node:os'
import { wholeNumber } from '../../src/plain-number.ts'
import { err, ok, type Result } from '../../src/result.ts'
import {
  type CommandAnswer,
  type CommandHandlers,
  type CommandRun,
  done,
  refused,
  type Said,
  told,
  wrongUse,
} from '../ground/commands/command.ts'
import type { StaffLanguage } from '../ground/commands/language.ts'
import type { SectionsOf } from '../ground/config/sections.ts'
import type { Ground } from '../ground/ground.ts'
import { readCard } from './bank-card.ts'
import type { WorkedOrNot } from './carry-out.ts'
import type { CASES_COMMANDS } from './cases-commands.ts'
import type { CASES } from './cases-plan.ts'
import type { CaseDesk } from './create-cases.ts'
import type { SaidAct } from './judge-act.ts'
import { CASE_KINDS, isCaseKind } from './kinds.ts'
import { type CaseFilter, listCases, showCase } from './read-cases.ts'
import { type Person, readCaseNumber, readName, readOrderNumber, readReason } from './said-by-person.ts'
import { sayCase, sayList } from './say-cases.ts'
import { sayWorked } from './say-worked.ts'
import { inWords, sentence } from './sentences.ts'
import { createCaseWork } from './work-on-case.ts'

const LISTED = 100
const LISTED_MAX = 1000
const USER_CHARACTERS_MAX = 100

/** Carries the room's commands out. */
export function casesCommands(
  { db, clock, house, isServing }: Pick<Ground, 'db' | 'clock' | 'house' | 'isServing'>,
  desk: CaseDesk,
  { cases: { fourEyesAboveFen } }: SectionsOf<typeof CASES>,
): CommandHandlers<typeof CASES_COMMANDS> {
  const work = createCaseWork({ db, clock, desk, isServing, fourEyesAboveFen })
  const sayingIn = (language: StaffLanguage = 'en') => ({ timeZone: house.timeZone, fourEyesAboveFen, language })
  /** A sentence of the house, as whoever gave the command reads it. */
  const say = (text: string, { language = 'en' }: CommandRun) => inWords(text, language)

  /** What a person does about the case that is named first. */
  const decide = async (
    said: Said,
    run: CommandRun,
    act: (caseNumber: string, by: Person, reason: string | null) => Promise<WorkedOrNot>,
  ): Promise<CommandAnswer> => {
    const [number = ''] = said.positionals
    const caseNumber = readCaseNumber(number)
    return caseNumber === null ? refused(say(noCase(number), run)) : asPerson(said, run, act.bind(null, caseNumber))
  }

  /** What a person does who says that copies of an order came out badly. */
  const complain = (said: Said, run: CommandRun, act: SaidAct): Promise<CommandAnswer> =>
    asPerson(said, run, by => work.complain(readOrderNumber(said.positionals[0] ?? ''), act, by, isPreview(said)))

  const asPerson = async (
    { texts, flags }: Said,
    run: CommandRun,
    act: (by: Person, reason: string | null) => Promise<WorkedOrNot>,
  ): Promise<CommandAnswer> => {
    const name = readName(texts.by ?? '')
    if (!name.ok) return wrongUse(say(name.error, run))
    const reason = texts.reason === undefined ? ok(null) : readReason(texts.reason)
    if (!reason.ok) return wrongUse(say(reason.error, run))
    const worked = await act({ name: name.value, user: userOf(run) }, reason.value)
    if (!worked.ok) return (worked.isWrongUse ? wrongUse : refused)(say(worked.error, run))
    return flags.includes('json') ? done(worked.value) : told(sayWorked(worked.value, sayingIn(run.language)))
  }

  return {
    list: async ({ texts, flags }, run) => {
      const filter = filterOf(texts, flags)
      if (!filter.ok) return wrongUse(say(filter.error, run))
      const page = await listCases(db, filter.value)
      if (!page) return refused(say(noCase(texts.after ?? ''), run))
      if (flags.includes('json')) return done(page)
      const isNoneOfKind = page.total === 0 && filter.value.kind !== null
      const others = isNoneOfKind ? await listCases(db, { ...filter.value, kind: null, after: null, limit: 1 }) : null
      return told(sayList(page, filter.value, sayingIn(run.language), others?.total))
    },
    show: async ({ positionals: [number = ''], flags }, run) => {
      const caseNumber = readCaseNumber(number)
      const whole = caseNumber === null ? null : await showCase(db, caseNumber)
      if (!whole) return refused(say(noCase(number), run))
      return flags.includes('json') ? done(whole) : told(sayCase(whole, sayingIn(run.language), clock.now()))
    },
    act: (said, run) =>
      decide(said, run, (caseNumber, by) => {
        const { reason, reference, copies, card } = said.texts
        const act = { act: said.positionals[1] ?? '', reason, reference, ...amountOf(said), copies, card }
        return work.act(caseNumber, act, by, isPreview(said))
      }),
    reprint: (said, run) => complain(said, run, { act: 'reprint-code', ...copiesAndReason(said) }),
    waive: (said, run) => complain(said, run, { act: 'refund', ...copiesAndReason(said), ...amountOf(said) }),
    agree: (said, run) =>
      decide(said, run, async (caseNumber, by) => {
        const card = said.texts.card === undefined ? ok(null) : readCard(said.texts.card)
        return card.ok ? work.agree(caseNumber, by, card.value) : { ...card, isWrongUse: true }
      }),
    disagree: (said, run) => decide(said, run, (caseNumber, by, reason) => work.disagree(caseNumber, reason, by)),
    'take-back': (said, run) =>
      decide(said, run, (caseNumber, by, reason) => work.takeBack(caseNumber, reason ?? '', by)),
  }
}

const isPreview = ({ flags }: Said) => flags.includes('preview')
const amountOf = ({ texts }: Said) => ({ amount: texts.amount, amountFen: texts['amount-fen'] })
const copiesAndReason = ({ texts: { copies, reason } }: Said) => ({ copies, reason })

const noCase = (number: string) => sentence('no-case-numbered', { number: number.slice(0, 40) })

/** Where no program says who has given a command, it is this one. */
const userOf = ({ givenBy }: CommandRun): string =>
  (givenBy ?? userInfo().username).toWellFormed().slice(0, USER_CHARACTERS_MAX)

function filterOf(texts: Said['texts'], flags: Said['flags']): Result<CaseFilter, string> {
  const { kind, after, limit } = texts
  if (kind !== undefined && !isCaseKind(kind))
    return err(sentence('kind-unknown', { kinds: Object.keys(CASE_KINDS).join(', ') }))
  const number = after === undefined ? null : readCaseNumber(after)
  if (after !== undefined && number === null) return err(sentence('after-wrong'))
  const count = limit === undefined ? LISTED : wholeNumber(limit, 1, LISTED_MAX)
  if (count === null) return err(sentence('limit-wrong', { most: LISTED_MAX }))
  return ok({ all: flags.includes('all'), kind: kind ?? null, after: number, limit: count })
}
