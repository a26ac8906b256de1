import type { CaseNews } from '../../server/cases/cases.ts'
import { CASES_COMMANDS } from '../../server/cases/cases-commands.ts'
import { type CaseDesk, createCases } from '../../server/cases/create-cases.ts'
import { casesCommands } from '../../server/cases/run-commands.ts'
import type { Command, CommandAnswer } from '../../server/ground/commands/command.ts'
import type { StaffLanguage } from '../../server/ground/commands/language.ts'
import { readSpoken, saidOf } from '../../server/ground/commands/said.ts'
import type { Store } from '../../server/ground/store/store.ts'
import { type FakeClock, fakeClock } from '../../src/fake-clock.ts'

const TABLE: Readonly<Record<string, Command>> = CASES_COMMANDS
const HOUSE = { name: { zh: '示范大学', en: 'Model University' }, payeeName: '示范大学', helpPhone: '' }
let subjects = 0

/** Cases over a store, and commands about them as a person types them. */
export interface CasesWorld {
  readonly clock: FakeClock
  readonly desk: CaseDesk
  /** Opens a case of its own cause, unless one is named. */
  tell(more?: Partial<CaseNews>): Promise<string>
  /** `cases VERB …` by a user of the operating system. */
  run(verb: keyof typeof CASES_COMMANDS, ...args: string[]): Promise<CommandAnswer>
}

export function createCasesWorld(
  store: Store,
  {
    isServing = true,
    fourEyesAboveFen = 2_000,
    givenBy = 'yinzheng',
    language = 'en',
  }: {
    isServing?: boolean
    fourEyesAboveFen?: number
    givenBy?: string
    language?: StaffLanguage
  } = {},
): CasesWorld {
  const clock = fakeClock()
  const desk = createCases('Asia/Shanghai')
  const house = { ...HOUSE, timeZone: 'Asia/Shanghai', publicBaseUrl: 'https://print.example.edu.cn' }
  const commands = casesCommands({ db: store.db, clock, house, isServing }, desk, { cases: { fourEyesAboveFen } })
  return {
    clock,
    desk,
    tell: more => {
      const news: CaseNews = {
        ...{ kind: 'copy-unclear', subject: `subject-${subjects++}`, amountFen: 500 },
        evidence: [{ source: 'printer', atMs: clock.now(), says: 'completed', facts: { sheetsCounted: 1 } }],
        ...more,
      }
      return store.db.transaction().execute(tx => desk.open(tx, news, new Date(clock.now())))
    },
    run: async (verb, ...args) => {
      const spoken = readSpoken(TABLE[verb]!, args)
      if (!spoken.ok) return { exit: 2, message: spoken.error.en }
      return commands[verb](saidOf(spoken.value, {}), {
        ...{ progress: () => undefined, signal: new AbortController().signal, givenBy, language },
      })
    },
  }
}
