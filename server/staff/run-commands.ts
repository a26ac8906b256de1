import { sitesSchema, staffNameSchema } from '../../src/contract/staff-api.ts'
import { both } from '../../src/contract/texts.ts'
import { ALL_SITES, ROLES } from '../../src/rules/staff-roles.ts'
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
import { sayIn } from '../ground/commands/language.ts'
import type { Ground, House } from '../ground/ground.ts'
import { createAccounts, type ListedAccount } from './accounts/accounts.ts'
import { createInvitations, type OneTimeCode } from './accounts/invitations.ts'
import { sayAccounts, sayStaffCode } from './say-staff.ts'
import type { STAFF_COMMANDS } from './staff-commands.ts'
import { openStaffKeys } from './staff-keys.ts'
import { createTries } from './tries.ts'

/** What they stand on. */
export type CommandNeeds = Pick<Ground, 'db' | 'clock' | 'log'> & {
  readonly house: Pick<House, 'timeZone' | 'publicBaseUrl'>
}

/** Carries the room's commands out. */
export function staffCommands(ground: CommandNeeds): CommandHandlers<typeof STAFF_COMMANDS> {
  const { db, clock, house } = ground
  const open = async () => {
    const keys = await openStaffKeys(db, new Date(clock.now()))
    const parts = { ...ground, keys }
    return {
      accounts: createAccounts(db, parts),
      invitations: createInvitations(db, parts),
      tries: createTries(db, parts),
    }
  }
  const by = ({ givenBy }: CommandRun) => (givenBy === undefined ? 'command' : `command ${givenBy}`)
  const sayCode = ({ flags }: Said, { language }: CommandRun, made: OneTimeCode) =>
    flags.includes('json') ? done(made) : told(sayStaffCode(made, house, language))
  const withOne = async (
    { positionals: [named = ''] }: Said,
    { language }: CommandRun,
    act: (account: ListedAccount, rooms: Awaited<ReturnType<typeof open>>) => Promise<CommandAnswer | null>,
  ): Promise<CommandAnswer> => {
    const say = sayIn(language)
    const rooms = await open()
    const active = (await rooms.accounts.list()).filter(({ state }) => state === 'active')
    const [account, ...others] = active.filter(({ staffId, name }) => staffId === named || name === named)
    if (others.length > 0)
      return refused(say(both(`有几个账号叫 ${named}：请给编号`, `several accounts are called ${named}: give the id`)))
    const none = refused(
      say(both(`没有编号或姓名是 ${named} 的在用账号`, `no account in use has the id or name ${named}`)),
    )
    return account ? ((await act(account, rooms)) ?? none) : none
  }
  return {
    list: async ({ flags }, { language = 'en' }) => {
      const accounts = await (await open()).accounts.list()
      return flags.includes('json') ? done({ accounts }) : told(sayAccounts(accounts, house.timeZone, language))
    },
    invite: async (said, run) => {
      const say = sayIn(run.language)
      const { texts } = said
      const name = staffNameSchema.safeParse(said.positionals[0])
      if (!name.success) return wrongUse(say(both('姓名为 1 到 60 个字符', 'a name has 1 to 60 characters')))
      const role = ROLES.find(one => one === texts.role)
      if (!role)
        return wrongUse(say(both(`--role 是 ${ROLES.join('、')} 之一`, `--role is one of ${ROLES.join(', ')}`)))
      const sites = sitesSchema.safeParse(texts.sites === undefined ? [ALL_SITES] : texts.sites.split(','))
      if (!sites.success)
        return wrongUse(
          say(both('--sites 是小写字母、数字和横线组成的编号', '--sites is ids of small letters, digits and dashes')),
        )
      const { invitations } = await open()
      return sayCode(said, run, await invitations.invite({ name: name.data, role, sites: sites.data }, by(run)))
    },
    end: (said, run) =>
      withOne(said, run, async ({ staffId, name }, { accounts }) => {
        if (!(await accounts.end(staffId, by(run)))) return null
        if (said.flags.includes('json')) return done({ staffId, state: 'ended' })
        return told(
          sayIn(run.language)(both(`${name} 已停用，所有登录已结束。`, `${name} is ended, and logged out everywhere.`)),
        )
      }),
    'reset-factors': (said, run) =>
      withOne(said, run, async ({ staffId }, { accounts, tries }) => {
        const made = await accounts.resetFactors(staffId, by(run))
        if (made) await tries.forgive(`second proof ${staffId}`)
        return made && sayCode(said, run, made)
      }),
    'first-code': async (said, run) => {
      const made = await (await open()).invitations.firstCode()
      if (made) return sayCode(said, run, made)
      return refused(
        sayIn(run.language)(
          both(
            '已有管理员：请管理员用 yinzheng staff invite 邀请。',
            'There is an administrator: others are invited by yinzheng staff invite.',
          ),
        ),
      )
    },
  }
}
