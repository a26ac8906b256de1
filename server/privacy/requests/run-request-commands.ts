import { userInfo } from 'node:os'
import { REQUEST_CHANNELS, REQUEST_KINDS, REQUEST_OUTCOMES } from '../../../src/contract/privacy-api.ts'
import { wallDay } from '../../../src/rules/wall-time.ts'
import {
  type CommandHandlers,
  type CommandRun,
  done,
  refused,
  type Said,
  told,
  wrongUse,
} from '../../ground/commands/command.ts'
import type { PRIVACY_COMMANDS } from '../privacy-commands.ts'
import {
  addRequest,
  daysLeft,
  endRequest,
  listRequests,
  type RequestParts,
  type RequestRow,
  whoAsks,
} from './requests.ts'

type Verbs = 'request-add' | 'request-list' | 'request-end'

const REFUSALS = {
  'day-wrong': {
    zh: '--received 要是过去一年内的一天，例如 2026-12-01',
    en: '--received is a day of the last year, such as 2026-12-01',
  },
  'who-missing': { zh: '--who 的文件是空的', en: 'the file of --who is empty' },
  unknown: { zh: '没有这个编号的请求', en: 'no request has this number' },
  over: { zh: '这份请求已办结，不再改变', en: 'this request has ended, and stays as it is' },
  'reason-missing': { zh: '拒绝时要用 --reason 说明理由', en: 'a refusal says why, with --reason' },
} as const

/** Carries out what is done about requests on paper or by mail. */
export function requestCommands(parts: RequestParts): Pick<CommandHandlers<typeof PRIVACY_COMMANDS>, Verbs> {
  const { clock, timeZone } = parts
  const shown = (row: RequestRow) => ({
    ...{ number: row.request_number, kind: row.kind, channel: row.channel, who: whoAsks(parts, row) },
    ...{ receivedOn: wallDay(row.received_at, timeZone), dueOn: wallDay(row.due_at, timeZone) },
    daysLeft: row.ended_at === null ? daysLeft(row, new Date(clock.now()), timeZone) : null,
    ...{ outcome: row.outcome, reason: row.reason, enteredBy: row.entered_by, endedBy: row.ended_by },
  })
  const line = (row: RequestRow, { language }: CommandRun) => {
    const { number, kind, who, dueOn, daysLeft: left, outcome } = shown(row)
    const due =
      left === null
        ? (outcome ?? '')
        : left < 0
          ? language === 'zh'
            ? `已逾期 ${-left} 天（${dueOn}）`
            : `${-left} days late (${dueOn})`
          : language === 'zh'
            ? `还剩 ${left} 天（${dueOn}）`
            : `${left} days left (${dueOn})`
    return `${number}  ${kind}  ${due}  ${who ?? ''}`
  }
  const answer = (row: RequestRow, { flags }: Said, run: CommandRun) =>
    flags.includes('json') ? done(shown(row)) : told(line(row, run))
  const say = (why: keyof typeof REFUSALS, { language }: CommandRun) => REFUSALS[why][language === 'zh' ? 'zh' : 'en']
  return {
    'request-add': async (said, run) => {
      const { kind, channel, received = '', who = '', by } = said.texts
      const [kindOf, channelOf] = [
        REQUEST_KINDS.find(one => one === kind),
        REQUEST_CHANNELS.find(one => one === channel),
      ]
      const name = personOf(by, run)
      if (!kindOf || !channelOf || name === null)
        return wrongUse(`--kind ${REQUEST_KINDS.join('|')} --channel ${REQUEST_CHANNELS.join('|')} --by NAME`)
      const added = await addRequest(parts, { kind: kindOf, channel: channelOf, who, receivedOn: received, by: name })
      return added.ok ? answer(added.value, said, run) : refused(say(added.error, run))
    },
    'request-list': async (said, run) => {
      const rows = await listRequests(parts, said.flags.includes('all'))
      if (said.flags.includes('json')) return done(rows.map(shown))
      if (rows.length === 0) return told(run.language === 'zh' ? '没有待办的请求。' : 'No request is open.')
      return told(rows.map(row => line(row, run)).join('\n'))
    },
    'request-end': async (said, run) => {
      const { outcome, reason = null, by } = said.texts
      const [number = ''] = said.positionals
      const outcomeOf = REQUEST_OUTCOMES.find(one => one === outcome)
      const name = personOf(by, run)
      if (!outcomeOf || name === null) return wrongUse(`--outcome ${REQUEST_OUTCOMES.join('|')} --by NAME`)
      const ended = await endRequest(parts, number.trim().toUpperCase(), { outcome: outcomeOf, reason, by: name })
      return ended.ok ? answer(ended.value, said, run) : refused(say(ended.error, run))
    },
  }
}

/** The name that was said, with the user of the operating system who gave the command. */
function personOf(by: string | undefined, { givenBy }: CommandRun): string | null {
  const name = (by ?? '')
    .toWellFormed()
    .replaceAll(/\p{Cc}+/gu, ' ')
    .trim()
  return name === '' || name.length > 60 ? null : `${name} (${(givenBy ?? userInfo().username).slice(0, 100)})`
}
